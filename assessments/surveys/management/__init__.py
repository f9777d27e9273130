"""What can be asked of surveys from a terminal."""
