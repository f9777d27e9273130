"""Tables that people bring and take along: files of rows."""
