"""Tags of certification."""
