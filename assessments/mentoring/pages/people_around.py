"""The people around a learner, as a coordinator arranges them: who is there, what can be changed, whom one could name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessments.mentoring.forms.relationships import ReasonForm
from assessments.mentoring.models import Event, Relationship
from assessments.mentoring.models.relationships import CURRENT_STATES
from assessments.mentoring.pages import wording
from assessments.mentoring.selectors import relationships
from training_site.people.models import Organisation, User

Kind = Relationship.Kind


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that can be done with a relationship; `form` asks for a reason where one is needed."""

    title: str
    url: str
    button: str
    form: Form | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody around the learner."""

    name: str
    kind: str
    is_primary: bool
    state: str
    load: str
    """ "4 of 6 learners", for mentors."""
    conflict: str
    """That a conflict of interest was declared, and no more."""
    instead_url: str = ""
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A kind of person one can name."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Around:
    """The page."""

    learner: str
    place: str
    people: tuple[Person, ...]
    past: tuple[Person, ...]
    kinds: tuple[Choice, ...]
    button: str
    asks_both: bool
    """A mentor is proposed, and both say yes; everybody else is named and told."""
    instead_of: str
    policy_url: str


def around(
    learner: User, place: Organisation, *, kind: str, instead_of: Relationship | None, most: int, today: date
) -> Around:
    """Everything about who accompanies, manages and judges a learner (three queries); `most` is the policy's load of a mentor."""
    rows = list(relationships.of_learner(learner.pk))
    conflicts = _declared(row.pk for row in rows)
    loads = relationships.loads(row.mentor_id for row in rows if row.kind == Kind.REFLECTIVE)
    people = [_person(row, conflicts, load_text(loads.get(row.mentor_id, 0), most), today) for row in rows]
    url = reverse("mentoring:assign", args=[learner.pk])
    return Around(
        learner=str(learner),
        place=place.name,
        people=tuple(one for one, row in zip(people, rows, strict=True) if row.state != "ended"),
        past=tuple(one for one, row in zip(people, rows, strict=True) if row.state == "ended"),
        kinds=tuple(
            Choice(label=str(each.label), url=f"{url}?kind={each}#name", is_current=each == kind) for each in Kind
        ),
        button=_("Propose as mentor") if kind == Kind.REFLECTIVE else _("Name: %(kind)s") % {"kind": Kind(kind).label},
        asks_both=kind == Kind.REFLECTIVE,
        instead_of=str(instead_of.mentor) if instead_of else "",
        policy_url=reverse("mentoring:policy", args=[place.pk]),
    )


def options(people: Iterable[User], *, kind: str, most: int) -> list[tuple[int, str]]:
    """Whom one can choose, each mentor with their load (two queries)."""
    found = list(people)
    loads = relationships.loads(one.pk for one in found) if kind == Kind.REFLECTIVE else {}
    return [
        (one.pk, f"{one} · {load_text(loads.get(one.pk, 0), most)}" if kind == Kind.REFLECTIVE else str(one))
        for one in found
    ]


def load_text(load: int, most: int) -> str:
    """How much a mentor has taken on, and whether one more would be too much."""
    text = _("%(load)d of %(most)d learners") % {"load": load, "most": most}
    return f"{text} ({_('one more is more than the policy advises')})" if load >= most else text


def prefix(act: str, row: Relationship) -> str:
    """Keeps the fields of one act apart from those of the others on the page."""
    return f"{act}-{row.pk.hex}"


def state_text(row: Relationship, *, today: date) -> str:
    """Where a relationship stands, in words."""
    if row.state in wording.WAITS:
        return str(wording.WAITS[row.state])
    if row.state == "ended" and row.ends_on:
        over = str(wording.OVER) % {"day": date_format(row.ends_on)}
        reason = wording.ENDED.get(row.reason)
        return f"{over} · {reason}" if reason else over
    began = wording.TO_COME if row.starts_on > today else wording.ACTIVE
    text = str(began) % {"day": date_format(row.starts_on)}
    if row.state != "paused":
        return text
    reason = wording.PAUSE.get(row.reason)
    return f"{text} · {_('pauses')}: {reason}" if reason else f"{text} · {_('pauses')}"


def _person(row: Relationship, conflicts: frozenset[UUID], load: str, today: date) -> Person:
    is_over = row.state == "ended"
    instead = f"{reverse('mentoring:assign', args=[row.learner_id])}?kind={row.kind}&instead_of={row.pk}#name"
    return Person(
        name=str(row.mentor),
        kind=row.get_kind_display(),
        is_primary=row.is_primary,
        state=state_text(row, today=today),
        load=load if row.kind == Kind.REFLECTIVE and not is_over else "",
        conflict=_("A conflict of interest was declared.") if row.pk in conflicts else "",
        instead_url="" if is_over else instead,
        acts=tuple(_acts(row)),
    )


def _acts(row: Relationship) -> Iterable[Act]:
    def act(name: str, title: str, button: str, reasons: Mapping[str, Promise] | None = None) -> Act:
        form = ReasonForm(reasons=reasons, prefix=prefix(name, row)) if reasons else None
        return Act(title=title, url=reverse(f"mentoring:{name}", args=[row.pk]), button=button, form=form)

    if row.state == "active":
        yield act("pause", _("Pause"), _("Pause from today"), wording.PAUSE)
    if row.state == "paused":
        yield act("resume", _("Go on"), _("Go on from today"))
    if row.state in CURRENT_STATES:
        yield act("end", _("End"), _("End today"), wording.END)
    if row.state in wording.WAITS:
        yield act("take_back", _("Take back"), _("Take the proposal back"))


def _declared(numbers: Iterable[UUID]) -> frozenset[UUID]:
    """Those with whose yes a conflict of interest was declared (one query). The words are not opened."""
    found = Event.objects.filter(subject__in=list(numbers), machine="relationship", reason="conflict")
    return frozenset(found.exclude(kind="declined").values_list("subject", flat=True))
