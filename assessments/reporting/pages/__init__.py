"""Rows and numbers put into words and pictures."""
