"""Reads of surveys, by noun."""
