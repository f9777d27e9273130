"""Questions from elsewhere and to elsewhere: files are read into items, items become activities of a page, and the way back."""
