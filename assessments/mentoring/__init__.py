"""Mentoring: agreements, sessions, the log, observations, and the competency they lead to."""
