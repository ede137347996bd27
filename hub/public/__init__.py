"""The trade's API: read-only, and only what was published."""
