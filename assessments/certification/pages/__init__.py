"""What the pages of certification show, in words."""
