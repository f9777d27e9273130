"""Observations, from the request to the evidence."""
