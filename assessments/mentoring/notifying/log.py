"""What people are told about the log and commitments."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

LOG = (
    Kind(
        "mentoring.entry_shared",
        _("A log entry was shared with you"),
        _("You can read an entry about %(on)s. Its author can still take it back until you mark it as read."),
        facts=("on",),
    ),
    Kind(
        "mentoring.entry_read",
        _("Your mentor has read an entry"),
        _("Your entry about %(on)s was read. It no longer changes."),
        facts=("on",),
    ),
    Kind(
        "mentoring.entry_returned",
        _("An entry came back to you"),
        _("Your mentor asks you to look at your entry about %(on)s once more."),
        facts=("on",),
    ),
    Kind(
        "mentoring.entry_commented",
        _("There is a comment on a log entry"),
        _("Somebody said something about the entry of %(on)s."),
        facts=("on",),
    ),
    Kind(
        "mentoring.commitment_prompt",
        _("How did it go?"),
        _("After a lesson on %(made_on)s you wrote what you would try with your next family. Say how it went."),
        facts=("made_on",),
    ),
)
