"""The ground everything stands on, and the list of names that starts it."""
