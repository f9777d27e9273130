"""Days, roles and counts in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training_site.people.models import Membership, Organisation
from training_site.people.organisations.selectors import Counts, Node
from training_site.people.roles import Role

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where something leads."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class NodeLine:
    """An organisation in a list."""

    name: str
    url: str
    kind: str
    counts: str


def node_line(node: Node) -> NodeLine:
    """An organisation with its counts."""
    row = node.organisation
    return NodeLine(
        name=row.name,
        url=page_of(row),
        kind=str(Organisation.Kind(row.kind).label),
        counts=counted(node.counts),
    )


def page_of(organisation: Organisation) -> str:
    """Address of an organisation."""
    return reverse("organisations:organisation", args=[organisation.pk])


def trail_to(organisation: Organisation, visible: Iterable[Organisation]) -> list[Link]:
    """The way down to an organisation, as far as the viewer sees it."""
    here = [one for one in visible if organisation.path.startswith(one.path) and one.pk != organisation.pk]
    first = Link(title=_("Organisations"), url=reverse("organisations:tree"))
    return [first, *(Link(title=one.name, url=page_of(one)) for one in here)]


def counted(counts: Counts) -> str:
    """Learners, mentors and coordinators: what one asks first of an organisation."""
    said = []
    if learners := counts.get(Role.LEARNER):
        said.append(ngettext("%(n)d learner", "%(n)d learners", learners) % {"n": learners})
    if mentors := counts.get(Role.MENTOR):
        said.append(ngettext("%(n)d mentor", "%(n)d mentors", mentors) % {"n": mentors})
    if coordinators := counts.get(Role.COORDINATOR):
        said.append(ngettext("%(n)d coordinator", "%(n)d coordinators", coordinators) % {"n": coordinators})
    return " · ".join(said) or _("No learners yet")


def duration(row: Membership, *, today: date) -> str:
    """From when to when, in words."""
    if row.until == row.since:
        return _("taken back before it began on %(day)s") % {"day": date_format(row.since)}
    begun = _("since %(day)s") if row.since <= today else _("from %(day)s")
    said = begun % {"day": date_format(row.since)}
    if row.until is None:
        return said
    if row.until <= today:
        return _("from %(first)s through %(last)s") % {
            "first": date_format(row.since),
            "last": date_format(row.until - ONE_DAY),
        }
    return _("%(since)s, through %(last)s") % {"since": said, "last": date_format(row.until - ONE_DAY)}


def state_of(row: Membership, *, today: date) -> str:
    """Whether it holds, in a word."""
    if row.until is not None and row.until <= max(today, row.since):
        return _("Over") if row.until > row.since else _("Taken back")
    return _("Holds today") if row.since <= today else _("To come")


def is_over(row: Membership, *, today: date) -> bool:
    """Whether it holds no longer, or never did."""
    return row.until is not None and (row.until <= today or row.until <= row.since)
