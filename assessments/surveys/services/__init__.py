"""Writes about surveys, by noun."""
