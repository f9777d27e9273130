"""Where somebody stands on a day, what is counted of it, and which sums can be shown. Pure."""
