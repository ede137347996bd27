"""The sentences of the floor `hub`, one file a noun."""
