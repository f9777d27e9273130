"""Whether the site is well: Checks that apps bring, the jobs of the clock, the mail that waits, the room that is left. Nobody's data."""
