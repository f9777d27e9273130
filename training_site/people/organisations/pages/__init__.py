"""What the templates of this room print: words, addresses, nothing to decide."""
