"""The meetings room over the agency API."""
