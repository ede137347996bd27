"""Numbered schema steps, applied once each by `graph.migrate`."""
