"""What we teach: programmes, modules, lessons, practice tools, competencies, and the Markdown dialect they are written in."""
