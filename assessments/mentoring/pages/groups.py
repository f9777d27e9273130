"""Groups and tutorials in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.models import Attendance, Group, Tutorial
from assessments.mentoring.selectors import groups
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A group in a list."""

    name: str
    url: str
    leader: str
    size: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class TutorialLine:
    """A tutorial in a list."""

    url: str
    """Empty for a coordinator, who sees attendance on the board alone."""
    title: str
    day: str
    there: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody in a group."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class GroupPage:
    """One group, as its coordinator, facilitator or member sees it."""

    number: UUID
    name: str
    leader: str
    place: str
    since: str
    is_over: bool
    members: tuple[Member, ...]
    size_note: str
    tutorials: tuple[TutorialLine, ...]
    record_url: str
    arranges: bool
    others: tuple[Member, ...]


@dataclass(frozen=True, kw_only=True)
class TutorialPage:
    """One tutorial."""

    number: UUID
    group: str
    group_url: str
    topic: str
    day: str
    length: str
    rules: str
    note: tuple[str, ...]
    attendances: tuple[str, ...]
    asks: bool
    answer: str
    correct_url: str
    corrected: str


def lines(found: Iterable[Group]) -> list[GroupLine]:
    """Groups with how many are in each."""
    return [
        GroupLine(
            name=group.name,
            url=reverse("mentoring:group", args=[group.pk]),
            leader=str(group.facilitator),
            size=_size(getattr(group, "size", 0)),
            is_over=group.until is not None,
        )
        for group in found
    ]


def group_page(
    group: Group, *, viewer: User, members: Iterable[User], others: Iterable[User], arranges: bool, policy: Policy
) -> GroupPage:
    """The page of a group; who else could join is for the coordinator."""
    there = tuple(Member(number=one.pk, name=str(one)) for one in members)
    leads = group.facilitator_id == viewer.pk and group.until is None
    reads = viewer.pk in (group.facilitator_id, *(one.number for one in there))
    return GroupPage(
        number=group.pk,
        name=group.name,
        leader=str(group.facilitator),
        place=group.organisation.name if group.organisation else "",
        since=date_format(group.since),
        is_over=group.until is not None,
        members=there,
        size_note=_size_note(len(there), policy),
        tutorials=tuple(_tutorial_line(one, reads=reads) for one in groups.tutorials_of(group)),
        record_url=reverse("mentoring:tutorial_new", args=[group.pk]) if leads else "",
        arranges=arranges and group.until is None,
        others=tuple(Member(number=one.pk, name=str(one)) for one in others),
    )


def tutorial_page(tutorial: Tutorial, *, viewer: User, own: Attendance | None) -> TutorialPage:
    """The page of a tutorial: members read the note, the facilitator who was there."""
    leads = tutorial.group.facilitator_id == viewer.pk
    corrected = getattr(tutorial, "corrected_by", None)
    return TutorialPage(
        number=tutorial.pk,
        group=tutorial.group.name,
        group_url=reverse("mentoring:group", args=[tutorial.group_id]),
        topic=tutorial.topic,
        day=date_format(tutorial.occurred_on),
        length=ngettext("%(n)d minute", "%(n)d minutes", tutorial.minutes) % {"n": tutorial.minutes},
        rules=_("The ground rules were read.") if tutorial.rules_read else "",
        note=tuple(tutorial.note.splitlines()),
        attendances=tuple(_attendance(one) for one in groups.attendances_of(tutorial)) if leads else (),
        asks=own is not None and own.present,
        answer=own.answer if own else "",
        correct_url=reverse("mentoring:tutorial_correct", args=[tutorial.pk]) if leads and not corrected else "",
        corrected=reverse("mentoring:tutorial", args=[corrected.pk]) if corrected else "",
    )


def _attendance(one: Attendance) -> str:
    text = _("%(name)s was there") if one.present else _("%(name)s was not there")
    said = {"confirmed": _("says so too"), "denied": _("says otherwise")}.get(one.answer, "")
    shown = text % {"name": one.learner}
    return f"{shown}, {said}" if said else shown


def _tutorial_line(one: Tutorial, *, reads: bool) -> TutorialLine:
    there = getattr(one, "there", 0)
    return TutorialLine(
        url=reverse("mentoring:tutorial", args=[one.pk]) if reads else "",
        title=one.topic,
        day=date_format(one.occurred_on),
        there=ngettext("%(n)d person", "%(n)d people", there) % {"n": there},
    )


def _size(number: int) -> str:
    return ngettext("%(n)d learner", "%(n)d learners", number) % {"n": number}


def _size_note(number: int, policy: Policy) -> str:
    if policy.group_smallest <= number <= policy.group_largest:
        return ""
    return _("%(n)d in the group; a good size is %(least)d to %(most)d.") % {
        "n": number,
        "least": policy.group_smallest,
        "most": policy.group_largest,
    }
