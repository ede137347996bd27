"""How much one request may ask for, and why each number is what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one GraphQL request. All are inclusive: the number itself is still taken.

    The hub's own pages, Relay clients and GraphiQL stay well inside them: the largest query of these,
    introspection, takes 183 tokens and unfolds to 490 fields. A person who meets a limit is told which, and
    what to do.
    """

    # Bytes of a body, or of a GET's query string. The longest input anyone writes by hand is a few pages of
    # text.
    body_bytes: int = 100_000
    # Words and signs. Parsing and validating cost up to 25 microseconds for each: 1,500 are refused in under
    # 50 ms.
    tokens: int = 1_500
    # Fields inside fields. A connection costs two levels, so twelve reach five connections deep.
    depth: int = 12
    # The same below __schema and __type, where a type in a list in a list nests by itself; GraphiQL needs 15.
    introspection_depth: int = 20
    # One field under many names is how a query multiplies its work without looking long.
    aliases: int = 50
    # Only @skip and @include mean anything here.
    directives: int = 40
    # Each root field is a sentence of its own to the engine.
    root_fields: int = 20
    operations: int = 10
    fragments: int = 50
    # Fields, spreads and inline fragments left when each fragment is written out where it is used. What a
    # client sends is a tree of this size, however cleverly fragments double it.
    fields: int = 1_000
    # Pairs of fields that answer under one name at one place. Validation compares every such pair.
    overlaps: int = 2_000
    # Most fields an answer may hold: page sizes times what is asked of each row. At the executor's 3
    # microseconds a field where nothing can be projected, that is 0.15 s.
    cost: int = 50_000
    # What a connection is taken to return when its query names no `first` or `last`.
    default_page: int = 20
    # Lists and maps inside the variables. The deepest input the schema has is four.
    variables_depth: int = 20
    # Errors told about one document. More teach nobody anything.
    errors: int = 5
    # Parsed documents kept, counted in tokens of 320 bytes: 32 MB for each API at most.
    remembered_tokens: int = 100_000
