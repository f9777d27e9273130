"""What people send: the shape of it, and what is wrong."""
