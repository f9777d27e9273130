"""What the values of a finding are called: modules by title, indicators by their text, people by what they are to the learner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.certification.declarations.reader import declaration_title
from assessments.certification.models import Evidence
from assessments.certification.pages.periods import iso_day_text, iso_period_text
from assessments.mentoring.models import Evidence as PieceOfEvidence
from assessments.mentoring.models import Review
from assessments.progress.wording import module_text
from modules.outline import Programme, Step

MOST_INDICATORS = 3
"""So many are named; the others are counted."""
LETTERS_OF_AN_INDICATOR = 70

WHO: Mapping[str, Promise] = {
    "learner": gettext_lazy("you"),
    "mentor": gettext_lazy("your mentor"),
    "line_manager": gettext_lazy("your line manager"),
    "assessor": gettext_lazy("an assessor"),
    "moderator": gettext_lazy("a moderator"),
    "coordinator": gettext_lazy("your coordinator"),
    "lead": gettext_lazy("your programme lead"),
}
"""Everybody a finding can wait for."""
WAITS: Mapping[str, Promise] = {
    "learner": gettext_lazy("It is your turn"),
    "mentor": gettext_lazy("Waits for your mentor"),
    "line_manager": gettext_lazy("Waits for your line manager"),
    "assessor": gettext_lazy("Waits for an assessor"),
    "moderator": gettext_lazy("Waits for a moderator"),
    "coordinator": gettext_lazy("Waits for your coordinator"),
    "lead": gettext_lazy("Waits for your programme lead"),
}
FIELDS: Mapping[str, Promise] = {
    "name": gettext_lazy("your name"),
    "identity": gettext_lazy("who you are"),
    "employment": gettext_lazy("where you work"),
    "registration": gettext_lazy("your registration with the regulator"),
    "vetting": gettext_lazy("that you may work with children"),
    "qualification": gettext_lazy("your qualification"),
}
JUDGEMENTS: Mapping[str, str | Promise] = dict(Review.Judgement.choices)
KINDS: Mapping[str, str | Promise] = {
    "practice_task": gettext_lazy("note about a practice task"),
    **dict(PieceOfEvidence.Kind.choices),
    **dict(Evidence.Kind.choices),
}


@dataclass(frozen=True, kw_only=True)
class Words:
    """Titles of what exists, in the reader's language. What is not known is called by its key."""

    programme: Programme | None = None
    indicators: Mapping[str, str] = field(default_factory=dict)
    """Code → text."""
    certifications: Mapping[str, str] = field(default_factory=dict)
    """Code → title."""
    here: str = ""
    """The module under whose heading something is said: there it is "this module"."""

    @property
    def language(self) -> str:
        """Of the reader."""
        return get_language() or ""

    def module(self, key: str) -> str:
        """`Module 3 · Safe`."""
        if key and key == self.here:
            return _("this module")
        found = self.programme.module(key) if self.programme else None
        return module_text(found) if found else tail(key)

    def under(self, key: str) -> "Words":
        """The same, for what stands under the heading of a module."""
        return replace(self, here=key)

    def step(self, key: str) -> str:
        """The title of a lesson, a scenario or a quiz."""
        found = self.step_at(key)
        return f"“{found.title}”" if found else tail(key)

    def step_at(self, key: str) -> Step | None:
        """The step itself, for whoever wants its address."""
        steps = self.programme.steps() if self.programme else ()
        return next((step for step in steps if step.content_key == key), None)

    def indicator(self, code: str) -> str:
        """`D1.2 “Asks first”`."""
        text = Truncator(self.indicators.get(code, "").rstrip(".")).chars(LETTERS_OF_AN_INDICATOR)
        return f"{code} “{text}”" if text else code

    def several(self, codes: str) -> str:
        """A few indicators by their texts, and how many more there are; from codes with commas between."""
        listed = [code.strip() for code in codes.split(",") if code.strip()]
        named = ", ".join(self.indicator(code) for code in listed[:MOST_INDICATORS])
        more = len(listed) - MOST_INDICATORS
        if more <= 0:
            return named
        return ngettext("%(named)s and %(more)d more", "%(named)s and %(more)d more", more) % {
            "named": named,
            "more": more,
        }

    def certification(self, code: str) -> str:
        """Another certification by its title."""
        title = self.certifications.get(code)
        return f"“{title}”" if title else code

    def value(self, name: str, value: str | int) -> str | int:
        """A value of a finding as its sentence says it; numbers stay numbers, for the plural."""
        said = VALUES.get(name)
        return value if isinstance(value, int) or said is None else said(self, value)


def tail(key: str) -> str:
    """The last part of a key, where there is no better name."""
    return key.rpartition("/")[2].replace("_", " ")


def who_text(role: str) -> str:
    """Somebody around the learner, within a sentence."""
    return str(WHO[role])


def waits_text(role: str) -> str:
    """For whom something waits; "" for nobody."""
    return str(WAITS[role]) if role else ""


def listed(texts: list[str]) -> str:
    """`a, b and c`."""
    if len(texts) < 2:
        return "".join(texts)
    return _("%(others)s and %(last)s") % {"others": ", ".join(texts[:-1]), "last": texts[-1]}


def _word(words: Mapping[str, str | Promise]) -> Callable[[Words, str], str]:
    return lambda _words, value: str(words.get(value, tail(value)))


VALUES: Mapping[str, Callable[[Words, str], str]] = {
    "module": Words.module,
    "subject": Words.module,
    "step": Words.step,
    "quiz": Words.step,
    "indicators": Words.several,
    "certification": Words.certification,
    "declaration": lambda _words, value: f"“{declaration_title(value)}”",
    "instrument": lambda _words, value: tail(value),
    "role": _word(WHO),
    "field": _word(FIELDS),
    "kind": _word(KINDS),
    "judgement": _word(JUDGEMENTS),
    "needed": _word(JUDGEMENTS),
    "max_age": lambda _words, value: iso_period_text(value),
    "passed_on": lambda _words, value: iso_day_text(value),
    "ended_on": lambda _words, value: iso_day_text(value),
    "reviewed_on": lambda _words, value: iso_day_text(value),
}
"""How texts among the values are said."""
