"""Four settings modules (dev, test, production on base), the table of environment variables that they read (env), and the
secrets that a machine makes for itself (machine).
"""
