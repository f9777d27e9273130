"""Pages: one does one thing."""
