"""What people send about evidence: shape only."""
