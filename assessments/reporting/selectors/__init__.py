"""Reads: the board and its numbers, from the unit of whoever asks."""
