"""`python3 -m training_site.access` writes the tables of the README from the file."""

from training_site.access.telling import README, current

README.write_text(current(), encoding="utf-8")
