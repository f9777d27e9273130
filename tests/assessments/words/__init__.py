"""What a trainer is told is wrong, in the trainer's language."""
