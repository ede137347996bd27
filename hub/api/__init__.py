"""The agency API: what a signed-in reader may ask and do, over GraphQL."""
