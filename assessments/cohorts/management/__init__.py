"""What can be asked of cohorts from a terminal."""
