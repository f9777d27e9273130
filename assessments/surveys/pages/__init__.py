"""What the pages of surveys say."""
