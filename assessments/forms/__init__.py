"""What editors write: the shape of it, and what is wrong."""
