"""The pages of this room: permission where a request comes in, one act of the domain, an answer."""
