"""Rooms of the editor's desk."""
