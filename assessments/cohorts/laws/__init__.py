"""Rules of cohorts that need no database."""
