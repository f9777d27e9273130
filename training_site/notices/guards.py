"""What the database refuses in notices: another number, time or author for the words of a template, and their end.

Sealed columns are left out: rotating keys changes their bytes and not their words.
"""

from training_site.guards import Guard, changed, never_leaves

NOTICES = (
    Guard(
        table="notices_templatewords",
        name="words_of_a_template_stay",
        condition=changed("template_id", "organisation_id", "number", "by_id", "at"),
    ),
    never_leaves("notices_templatewords"),
)
