"""The lowest floor: the only place that speaks Cypher and talks to the graph database."""
