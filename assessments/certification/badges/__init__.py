"""A certificate as something anybody can check without asking us: Open Badges 3.0, signed, with its status, and a token for its QR code. Pure."""
