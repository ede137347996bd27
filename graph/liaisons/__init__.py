"""The sentences of the floor `liaisons`, one file a noun."""
