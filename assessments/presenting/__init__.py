"""Activities as templates print them: pure functions from a compiled activity and what a person did with it to plain values."""
