"""The sentences of the floor `matrix`, one file a noun."""
