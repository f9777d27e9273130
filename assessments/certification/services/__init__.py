"""Services of certification."""
