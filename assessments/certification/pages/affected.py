"""Whom a new version concerns, in words: how many, what it would change, and, within one's scope, for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import leaves
from assessments.certification.pages.requirement_words import asks
from assessments.certification.pages.words import Words
from assessments.certification.selectors.affected import EFFECTS, LESS, MORE, NO_WAY, READY, SAME, Effect, People, Sums

TEXTS: Mapping[str, Promise] = {
    READY: gettext_lazy("would have met everything at once"),
    LESS: gettext_lazy("would have less to do"),
    SAME: gettext_lazy("would have as much to do"),
    MORE: gettext_lazy("would have more to do"),
    NO_WAY: gettext_lazy("would have no path to follow"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A number, and what it counts."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What stands above the form that publishes."""

    people: tuple[Line, ...]
    rounds: str
    """Of how many rounds this is about."""
    lines: tuple[Line, ...]
    more_url: str
    """The next two thousand; "" where all were looked at."""
    names_url: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody whose round it would change."""

    name: str
    effect: str
    is_hard: bool
    """More to do, or no way at all."""
    sums: str
    details: tuple[str, ...]
    """What would be asked for and is not met."""


def preview(code: str, people: People, sums: Sums) -> Preview:
    """How many, and what would change for them."""
    page = reverse("certification:compose_publish", args=[code])
    return Preview(
        people=(
            Line(number=people.on_their_way, text=_("on their way")),
            Line(number=people.certified, text=_("certified")),
            Line(number=people.in_window, text=_("can renew")),
        ),
        rounds=_rounds(sums),
        lines=tuple(Line(number=sums.counts[kind], text=str(TEXTS[kind])) for kind in EFFECTS if sums.counts[kind]),
        more_url=f"{page}?start={sums.last}" if sums.last < sums.total else "",
        names_url=reverse("certification:compose_affected", args=[code]) if sums.total else "",
    )


def person(effect: Effect, sentences: Mapping[str, str]) -> Person:
    """One row. `sentences` say what each requirement of the new rules asks for."""
    values = {"before": effect.missing_before, "after": effect.missing_after}
    details = [_("Met so far, and no longer: %(what)s") % {"what": sentences[key]} for key in effect.lost]
    details += [_("New: %(what)s") % {"what": sentences[key]} for key in effect.added]
    return Person(
        name=effect.cycle.learner.display_name,
        effect=_effect_text(effect.kind),
        is_hard=effect.kind in (MORE, NO_WAY),
        sums=_("%(before)d missing now, %(after)d by the new rules") % values if effect.kind != NO_WAY else "",
        details=tuple(details),
    )


def sentences_of(rules: Rules, words: Words) -> dict[str, str]:
    """Key → what the requirement asks for."""
    return {leaf.key: asks(leaf, words) for path in rules.paths for leaf in leaves(path.tree)}


def names(effects: Iterable[Effect], sentences: Mapping[str, str]) -> Sequence[Person]:
    """One page of people."""
    return tuple(person(each, sentences) for each in effects)


def _effect_text(kind: str) -> str:
    texts = {
        READY: _("Everything would be met at once"),
        LESS: _("Less to do"),
        SAME: _("As much to do"),
        MORE: _("More to do"),
        NO_WAY: _("No path to follow"),
    }
    return texts[kind]


def _rounds(sums: Sums) -> str:
    if not sums.total:
        return _("Nobody is on the way now, so nothing changes for anybody today.")
    if sums.first == 1 and sums.last == sums.total:
        text = ngettext(
            "Looked at: %(n)d open round, first certificates and renewals.",
            "Looked at: all %(n)d open rounds, first certificates and renewals.",
            sums.total,
        )
        return text % {"n": sums.total}
    values = {"first": sums.first, "last": sums.last, "n": sums.total}
    return _("Looked at: rounds %(first)d to %(last)d of %(n)d that are open.") % values
