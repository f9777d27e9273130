"""Numbers and names as people read them."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from modules.models.vocabulary import Phase, Review

NO_BREAK_SPACE = "\u00a0"

SHELL_BYTES = 9_000
"""What a page weighs besides its text: style sheet, frame, script; compressed."""


def minutes_text(minutes: int) -> str:
    """`35 min`, `4 h`, `3 h 40 min`, with spaces at which no line breaks; empty for none."""
    return _duration(minutes).replace(" ", NO_BREAK_SPACE) if minutes > 0 else ""


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if minutes <= 90 or not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def weight_text(compressed_bytes: int) -> str:
    """About how much of a month's data a page takes."""
    return _("≈ %(size)d kB") % {"size": max(1, round((compressed_bytes + SHELL_BYTES) / 1000))}


def language_text(language: str) -> str:
    """What is said of a page that does not exist in the reader's language: "In English"; empty where it does."""
    return (
        _("In %(language)s") % {"language": _(str(dict(settings.LANGUAGES).get(language, language)))}
        if language
        else ""
    )


def draft_text(*reviews: str) -> str:
    """What is said of a text that nobody has reviewed, given the states of the module and the programme it stands in."""
    return next((str(Review(review).label) for review in reviews if review in Review.values), "")


def phase_name(phase: str) -> str:
    """The name of a phase."""
    return str(Phase(phase).label) if phase in Phase.values else phase


def phase_colour(phase: str) -> str:
    """The word by which the design knows the colour of a phase."""
    return Phase(phase).colour if phase in Phase.values else "every"


def number_text(number: int) -> str:
    """`Module 3`."""
    return _("Module %(number)d") % {"number": number}


def modules_text(count: int) -> str:
    """`15 modules`."""
    return ngettext("%(count)d module", "%(count)d modules", count) % {"count": count}


def lessons_text(count: int) -> str:
    """`12 lessons`."""
    return ngettext("%(count)d lesson", "%(count)d lessons", count) % {"count": count}


def tools_text(count: int) -> str:
    """`49 practice tools`."""
    return ngettext("%(count)d practice tool", "%(count)d practice tools", count) % {"count": count}


def shelf_text(count: int) -> str:
    """What a shelf without an introduction holds."""
    said = ngettext(
        "%(count)d form, card or checklist for work, on the screen or on paper.",
        "%(count)d forms, cards and checklists for work, on the screen or on paper.",
        count,
    )
    return said % {"count": count}


def hours_text(hours: int) -> str:
    """`about 60 hours`."""
    return ngettext("about %(count)d hour", "about %(count)d hours", hours) % {"count": hours}


def joined(texts: Iterable[str | Promise]) -> str:
    """`a, b, c`."""
    return ", ".join(str(text) for text in texts)
