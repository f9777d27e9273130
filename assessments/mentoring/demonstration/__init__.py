"""Made-up mentoring of made-up people, played through the same services as everybody's."""
