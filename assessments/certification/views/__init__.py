"""Views of certification."""
