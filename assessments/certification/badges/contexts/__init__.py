"""The JSON-LD contexts that certificates are read with: files, not code. Where each is from stands in README.md."""
