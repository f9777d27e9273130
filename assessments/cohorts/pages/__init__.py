"""What the pages of cohorts show, in words."""
