"""Writes about cohorts, by noun."""
