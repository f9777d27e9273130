"""Writes: the projection, views that are kept, files that are taken."""
