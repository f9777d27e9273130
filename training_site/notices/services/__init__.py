"""Writes about notices and ticks."""
