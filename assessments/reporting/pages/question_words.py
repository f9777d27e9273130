"""What figures of questions mean, in words that need no statistics."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.marking.analysis.options import Flag
from assessments.marking.analysis.verdicts import Trust, Verdict

NOTHING = "\u2013"
"""What stands where there is no number."""
VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.AGAINST: gettext_lazy(
        "People who do well in the other questions do badly here. Is the answer marked as right really right?"
    ),
    Verdict.GUESSED: gettext_lazy("The answers are no better than guessing. Was this taught? Is the question clear?"),
    Verdict.TOO_HARD: gettext_lazy("Hardly anybody gets this right."),
    Verdict.TOO_EASY: gettext_lazy(
        "Nearly everybody gets this right. Fine for a safety rule, of little use to tell who learned."
    ),
    Verdict.ALIKE: gettext_lazy("Everybody got the same mark."),
    Verdict.WEAK: gettext_lazy("It hardly tells those who know the subject from those who do not."),
    Verdict.FEW: gettext_lazy("Too few people so far to judge this question."),
    Verdict.GOOD: gettext_lazy("It does its work."),
}
LABELS: Mapping[Verdict, Promise] = {
    Verdict.AGAINST: gettext_lazy("Check the key"),
    Verdict.GUESSED: gettext_lazy("Guessed"),
    Verdict.TOO_HARD: gettext_lazy("Very hard"),
    Verdict.TOO_EASY: gettext_lazy("Very easy"),
    Verdict.ALIKE: gettext_lazy("All alike"),
    Verdict.WEAK: gettext_lazy("Tells little"),
    Verdict.FEW: gettext_lazy("Too few people"),
    Verdict.GOOD: gettext_lazy("Good"),
}
TRUST: Mapping[Trust, Promise] = {
    Trust.FEW: gettext_lazy("Too few people so far to say how far the result can be trusted."),
    Trust.UNKNOWN: gettext_lazy(
        "How far the result can be trusted cannot be said: people were asked different questions."
    ),
    Trust.POOR: gettext_lazy(
        "The questions do not pull together: another set of questions might have passed other people. Mend the questions marked below, or ask more of them."
    ),
    Trust.FAIR: gettext_lazy(
        "The questions mostly pull together. A few better ones would make the result more certain."
    ),
    Trust.GOOD: gettext_lazy("The questions pull together: the result can be trusted."),
}
FLAGS: Mapping[Flag, Promise] = {
    Flag.UNUSED: gettext_lazy("hardly anybody chooses it: write a more plausible mistake"),
    Flag.MISLEADING: gettext_lazy("those who do well elsewhere choose it: is it right after all?"),
}  # fmt: skip


def percent_text(share: Fraction | float | None) -> str:
    """A share as whole percents; a dash where there is none."""
    return NOTHING if share is None else _("%(n)s %%") % {"n": number_format(round(float(share) * 100), 0)}


def decimal_text(number: Fraction | float | None) -> str:
    """A number with two decimals; a dash where there is none."""
    return NOTHING if number is None else number_format(round(float(number), 2), 2)


def few_text() -> str:
    """What stands for a number that is hidden."""
    return _("fewer than 5, or hidden")
