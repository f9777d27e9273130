"""Why a version cannot be published, in words: what stands in the way, and what to do about it."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assessments.certification.forms.composing import PATH_KINDS
from assessments.certification.laws.known import UNKNOWN
from assessments.certification.laws.obstacles import Obstacle
from assessments.certification.pages.periods import iso_period_text
from assessments.certification.pages.words import Words


class Said(NamedTuple):
    """What is wrong, and the way out."""

    what: Promise
    remedy: Promise


_GONE = Said(_("“%(found)s” does not exist."), _("Choose another one, or publish it first."))
WORDS: Mapping[str, Said] = {
    **dict.fromkeys(UNKNOWN.values(), _GONE),
    "more_than_there_can_be": Said(_("%(found)s is more than there can be: %(most)s at most."), _("Ask for less.")),
    "asks_for_nothing": Said(_("This asks for nothing."), _("Ask for something, or take it out.")),
    "two_subjects": Said(
        _("It is about a module and about an indicator at once."), _("Keep one of them, and add the other by itself.")
    ),
    "more_observers_than_observations": Said(
        _("%(observers)s different people cannot make %(count)s observations."),
        _("Ask for as many observations as people, or for fewer people."),
    ),
    "safety_critical_left_out": Said(
        _(
            "The framework calls these critical for the safety of children, and they are not marked so here: %(indicators)s."
        ),
        _("Tick them as critical for safety."),
    ),
    "safety_critical_outside": Said(
        _("Marked as critical for safety, and not among the indicators that are asked for: %(indicators)s."),
        _("Ask for them as well, or take the mark away."),
    ),
    "more_than_there_are": Said(
        _("%(count)s are asked for, and there are only %(children)s."), _("Ask for fewer, or add more to choose from.")
    ),
    "repeated_key": Said(
        _("Two requirements have the same key, “%(key)s”: a waiver would count for both."),
        _("Take one of them out, and add it anew."),
    ),
    "completed_once": Said(
        _("A module is completed once. Who has completed %(module)s for the first certificate can never do so again."),
        _("Let what was done before count as well, or ask for its quiz or single lessons."),
    ),
    "cycle_of_certifications": Said(
        _("Each of these asks for the next, and the last one for the first: %(certifications)s. Nobody could begin."),
        _("Take the other certification out here, or there."),
    ),
    "retired_certification": Said(
        _("“%(found)s” is retired: whoever does not hold it yet can never earn it."),
        _("Choose another one, or take this out."),
    ),
    "no_initial_path": Said(_("There is no path for the first time."), _("Add one.")),
    "several_paths": Said(
        _("There can be one path only that is followed: %(kind)s."),
        _("Keep one of them; make the other an alternative, or let renewals take turns."),
    ),
    "repeated_sequence_no": Said(
        _("Two paths have the same number: %(kind)s, %(sequence_no)s."), _("Give each a number of its own.")
    ),
    "recert_beside_rotating": Said(
        _("There is a path for every renewal, and there are others that take turns."), _("Keep the one or the others.")
    ),
    "renewal_missing": Said(
        _("The certificate expires, and there is no path to renew it."),
        _("Add a path for renewals, or let it hold for ever."),
    ),
    "renewal_never_used": Said(
        _("There is a path for renewals, and the certificate never expires."),
        _("Say how long it holds, or take that path out."),
    ),
    "window_not_shorter_than_active": Said(
        _("It could be renewed for %(window)s before its end, and holds for %(active)s only."),
        _("Make the window shorter, or let it hold longer."),
    ),
    "window_longer_than_minimum": Said(
        _("The window of %(window)s is longer than the shortest time a certificate may hold, %(minimum)s."),
        _("Make the window shorter, or the shortest time longer."),
    ),
    "minimum_longer_than_active": Said(
        _("It would hold for %(minimum)s at least, and for %(active)s as usual."), _("Make the shortest time shorter.")
    ),
    "grace_longer_than_active": Said(
        _("The grace of %(grace)s is longer than the time it holds, %(active)s."), _("Make the grace shorter.")
    ),
    "grace_missing": Said(
        _("The renewal is to be finished while the grace lasts, and there is no grace."),
        _("Say how long it lasts, or let the whole way begin anew."),
    ),
    "early_credit_not_shorter_than_active": Said(
        _("%(days)s days before a window of %(window)s begin before the certificate does, which holds for %(active)s."),
        _("Let fewer days count early."),
    ),
    "early_credit_days_unused": Said(
        _("Days are given, and what is done early counts from the window on."),
        _("Let the days count, or set them to 0."),
    ),
    "quorum_too_small": Said(_("A panel of %(quorum)s is none."), _("Let %(least)s agree at least.")),
    "quorum_only_for_panel": Said(
        _("%(quorum)s are to agree, and no panel decides."), _("Let a panel decide, or one person.")
    ),
    "more_deciders_than_there_are": Said(
        _("%(quorum)s are to agree, and wherever somebody learns there are %(people)s at most who may decide."),
        _("Let fewer agree, or give more people the role of coordinator or programme lead first."),
    ),
    "due_unclear": Said(
        _("Until when it is due is not clear."), _("Give the day, or the days, that the choice asks for, and no other.")
    ),
}
"""Code → words."""


def what_text(obstacle: Obstacle, words: Words) -> str:
    """What stands in the way."""
    return str(WORDS[obstacle.code].what) % _values(obstacle, words)


def remedy_text(obstacle: Obstacle, words: Words) -> str:
    """What to do about it, and what was probably meant."""
    remedy = str(WORDS[obstacle.code].remedy) % _values(obstacle, words)
    near = obstacle.params.get("near")
    return _now("%(remedy)s Did you mean “%(near)s”?") % {"remedy": remedy, "near": near} if near else remedy


def _values(obstacle: Obstacle, words: Words) -> dict[str, str]:
    return {name: _value(name, value, words) for name, value in obstacle.params.items()}


def _value(name: str, value: str | int, words: Words) -> str:
    text = str(value)
    if name in ("window", "active", "minimum", "grace"):
        return iso_period_text(text)
    if name == "kind":
        return str(PATH_KINDS.get(text, text))
    if name == "certifications":
        return " → ".join(words.certification(code.strip()) for code in text.split("→"))
    return words.module(text) if name == "module" else text
