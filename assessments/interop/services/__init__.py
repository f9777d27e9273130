"""Files into pages and pages into files."""
