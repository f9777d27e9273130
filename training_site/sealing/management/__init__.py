"""Commands about sealed text."""
