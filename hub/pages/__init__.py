"""The pages, one blueprint per room."""
