"""Files of earlier records: bytes → rows, or one sentence why not. Pure."""
