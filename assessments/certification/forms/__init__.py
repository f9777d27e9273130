"""What people fill in; shape alone."""
