"""The directory in the agency API."""
