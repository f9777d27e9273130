"""Sealed text, with a table of letters to try it on."""
