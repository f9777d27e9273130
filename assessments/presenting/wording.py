"""The words around an activity."""

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from modules.dialect.outcome import Verdict

KIND_LABELS: dict[str, Promise] = {
    "choice": gettext_lazy("Question"),
    "truefalse": gettext_lazy("True or false"),
    "blanks": gettext_lazy("Fill in the blanks"),
    "mark": gettext_lazy("Find the words"),
    "match": gettext_lazy("Find the pairs"),
    "order": gettext_lazy("Put in order"),
    "sort": gettext_lazy("Sort"),
    "number": gettext_lazy("A number"),
    "short": gettext_lazy("Short answer"),
    "hotspots": gettext_lazy("Look closely"),
    "essay": gettext_lazy("Write"),
    "poll": gettext_lazy("What do you think?"),
    "reflect": gettext_lazy("Think about it"),
    "checklist": gettext_lazy("Checklist"),
    "cards": gettext_lazy("Cards"),
    "accordion": gettext_lazy("Read more"),
    "tabs": gettext_lazy("Side by side"),
    "timeline": gettext_lazy("Timeline"),
    "glossary": gettext_lazy("Words"),
    "video": gettext_lazy("Watch"),
    "audio": gettext_lazy("Listen"),
    "scenario": gettext_lazy("Scenario"),
    "quiz": gettext_lazy("A few questions"),
    "draw": gettext_lazy("Questions from a bank"),
}

RATINGS: dict[str, Promise] = {
    "best": gettext_lazy("Best choice"),
    "acceptable": gettext_lazy("Acceptable"),
    "weak": gettext_lazy("Weak"),
    "unsafe": gettext_lazy("Unsafe"),
}

_MEASURED_BY: dict[str, Promise] = {
    "self": gettext_lazy("You measure your text by these lines, once you have written it."),
    "peer": gettext_lazy("A colleague measures your text by these lines."),
    "trainer": gettext_lazy("Your trainer measures your text by these lines."),
}

_VERDICTS: dict[Verdict, Promise] = {
    Verdict.RIGHT: gettext_lazy("Right"),
    Verdict.PARTLY: gettext_lazy("Partly right"),
    Verdict.WRONG: gettext_lazy("Not yet"),
    Verdict.NOTED: gettext_lazy("Saved"),
}


def kind_label(kind: str) -> str:
    """What the site calls a kind of activity."""
    return str(KIND_LABELS.get(kind, kind))


def rating_text(rating: str) -> str:
    """How a choice in a scenario was, in words."""
    return str(RATINGS.get(rating, ""))


def verdict_text(verdict: Verdict, *, recorded: bool) -> str:
    """How an answer stands, in words."""
    if verdict is Verdict.NOTED and not recorded:
        return _("Noted")
    return str(_VERDICTS[verdict])


def mark_text(*, right: bool | None) -> str:
    """What stands beside a marked part."""
    if right is None:
        return ""
    return _("Right") if right else _("Not yet")


def tries_text(*, left: int, fresh: bool) -> str:
    """How many tries there are, or are left."""
    if fresh:
        return ngettext("%(n)d try", "%(n)d tries", left) % {"n": left}
    return ngettext("%(n)d try left", "%(n)d tries left", left) % {"n": left}


def points_text(points: Fraction) -> str:
    """The weight of an activity, where it is not the usual one."""
    if points == 1:
        return ""
    return ngettext("%(points)s point", "%(points)s points", points.numerator) % {"points": number_text(points)}


def number_text(number: Fraction) -> str:
    """A number as people write it."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"


def level_text(level: int) -> str:
    """A whole number with a true minus sign."""
    return str(level).replace("-", "\u2212")


def change_text(change: int) -> str:
    """How far something moved: `+1`, `\u22122`."""
    return f"+{change}" if change > 0 else level_text(change)


def percent_text(percent: int) -> str:
    """`43 %`, with a space at which no line breaks."""
    return f"{percent}\u00a0%"


def length_text(*, least: int, most: int, written: int | None) -> str:
    """How many words are asked for, and how many were written where something was."""
    asked = ""
    if least and most:
        asked = _("%(least)d to %(most)d words") % {"least": least, "most": most}
    elif least:
        asked = ngettext("%(n)d word at least", "%(n)d words at least", least) % {"n": least}
    elif most:
        asked = ngettext("%(n)d word at most", "%(n)d words at most", most) % {"n": most}
    if written is None or not asked:
        return asked
    said = ngettext("%(n)d word written", "%(n)d words written", written) % {"n": written}
    return f"{asked} · {said}"


def measured_by(by: str) -> str:
    """Who measures a text by its rubric."""
    return str(_MEASURED_BY.get(by, ""))


def outdated_text(verdict: str) -> str:
    """Said where an answer belongs to an earlier text of the activity."""
    if verdict == Verdict.NOTED:
        return _("This text has changed since you answered. Your answer is kept.")
    said = _VERDICTS[Verdict(verdict)]
    return _("This question has changed since you answered. Your answer to the earlier one is kept: %(verdict)s.") % {
        "verdict": said
    }
