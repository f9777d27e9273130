"""Whose turn it is, and what they do: the one thing that a page about a certificate puts first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.tree import leaves
from assessments.certification.pages.asked import door_of, title_of
from assessments.certification.pages.certificates import current
from assessments.certification.pages.stops import Surroundings
from assessments.certification.pages.wording import sentence
from assessments.certification.pages.words import listed, who_text
from assessments.certification.selectors.ways import OnTheWay, Round
from assessments.presenting.shapes import Link

READY = "ready"
NOT_AWARDED: Mapping[str, tuple[Promise, Promise]] = {
    "referred": (
        gettext_lazy("Not yet: something is missing"),
        gettext_lazy("Whoever decided says what. When you have done it, it is looked at again by itself."),
    ),
    "deferred": (
        gettext_lazy("The decision waits"),
        gettext_lazy("Something has to be known first. Whoever decided says what, and takes it up again."),
    ),
    "failed": (
        gettext_lazy("It was not awarded"),
        gettext_lazy("Whoever decided says why. You can appeal for 30 days."),
    ),
}
"""State after a decision that was no award → what is said first."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What is next."""

    title: str
    text: str
    button: Link | None = None
    is_mine: bool = True
    """Whether it is the learner who acts."""


def turn_of(way: OnTheWay, around: Surroundings, *, today: date) -> Turn:
    """What is next on a way."""
    cycle, standing = way.shown.cycle, around.standing
    if way.unnamed:
        return Turn(
            title=_("Your certificate waits for your name"),
            text=_("Say how it is written. Then the certificate is issued at once."),
            button=Link(title=_("Confirm my name"), url=reverse("certification:name")),
        )
    if cycle.state == READY:
        return Turn(
            title=_("Everything is met"),
            text=_("Whoever decides about certificates has been told. You hear from them here."),
            is_mine=False,
        )
    if cycle.state in NOT_AWARDED and way.shown.decision_id is not None:
        return _not_awarded(way.shown)
    if cycle.state in OPEN and standing.next_keys:
        return _next(standing.next_keys[0], way, around)
    if cycle.state in OPEN and standing.waiting:
        return _waiting(around)
    return _certified(way, today)


def _not_awarded(shown: Round) -> Turn:
    title, text = NOT_AWARDED[shown.cycle.state]
    door = reverse("certification:outcome", args=[shown.decision_id])
    return Turn(title=str(title), text=str(text), button=Link(title=_("Read the decision"), url=door))


def _next(key: str, way: OnTheWay, around: Surroundings) -> Turn:
    requirement = next(leaf for leaf in leaves(way.shown.path.tree) if leaf.key == key)
    finding = around.findings[key]
    return Turn(
        title=_("Next: %(what)s") % {"what": title_of(requirement, around.words)},
        text=sentence(finding.code, finding.params, around.words) if finding.code else "",
        button=door_of(requirement, around.words, code=around.code),
    )


def _waiting(around: Surroundings) -> Turn:
    roles = dict.fromkeys(around.findings[key].waits_for for key in around.standing.waiting)
    return Turn(
        title=_("It is the turn of %(who)s") % {"who": listed([who_text(role) for role in roles])},
        text=_("There is nothing for you to do just now. Below it says what each of them is asked for."),
        is_mine=False,
    )


def _certified(way: OnTheWay, today: date) -> Turn:
    held = current(way.held, today=today)
    if held is None:
        return Turn(title=_("Nothing is asked of you now"), text="", is_mine=False)
    return Turn(
        title=_("You are certified") if held.status(today).holds else _("Your certificate"),
        text=_("The certificate is a page, a PDF to print, and a credential for your wallet."),
        button=Link(
            title=_("Open the certificate"), url=reverse("certification:credential", args=[held.credential.pk])
        ),
    )
