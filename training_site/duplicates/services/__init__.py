"""Writes about duplicates: two accounts become one, or are told apart."""
