"""The matrix in the agency API."""
