"""A Notice is one message owed to one person; a tick does what is due by the clock, the sending of notices among it."""
