"""Selectors of certification."""
