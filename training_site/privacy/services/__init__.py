"""Writes about privacy: a word on the notice, a wish to be forgotten, and fulfilling it."""
