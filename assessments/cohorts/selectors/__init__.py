"""Reads about cohorts, by noun."""
