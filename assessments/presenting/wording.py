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
    "reflect": gettext_lazy("Think about it"),
    "checklist": gettext_lazy("Checklist"),
    "cards": gettext_lazy("Cards"),
    "accordion": gettext_lazy("Read more"),
    "tabs": gettext_lazy("Side by side"),
    "timeline": gettext_lazy("Timeline"),
    "glossary": gettext_lazy("Words"),
    "scenario": gettext_lazy("Scenario"),
    "quiz": gettext_lazy("A few questions"),
}

RATINGS: dict[str, Promise] = {
    "best": gettext_lazy("Best choice"),
    "acceptable": gettext_lazy("Acceptable"),
    "weak": gettext_lazy("Weak"),
    "unsafe": gettext_lazy("Unsafe"),
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
    shown = str(points.numerator) if points.denominator == 1 else f"{float(points):g}"
    return ngettext("%(points)s point", "%(points)s points", points.numerator) % {"points": shown}


def outdated_text(verdict: str) -> str:
    """Said where an answer belongs to an earlier text of the activity."""
    if verdict == Verdict.NOTED:
        return _("This text has changed since you answered. Your answer is kept.")
    said = _VERDICTS[Verdict(verdict)]
    return _("This question has changed since you answered. Your answer to the earlier one is kept: %(verdict)s.") % {
        "verdict": said
    }
