"""`rotate_text_keys`."""
