"""The sentences of the floor `meetings`, one file a noun."""
