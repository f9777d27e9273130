"""The list of a learner's observations: what there is, what waits for whom, and what the policy still asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.mentoring import confidentiality
from assessments.mentoring.confidentiality import Reach, Viewpoint
from assessments.mentoring.framework.pauses import NEVER
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.required import Required
from assessments.mentoring.models import Observation, Relationship
from assessments.mentoring.pages import observation_words as words
from assessments.mentoring.selectors import observations
from assessments.mentoring.selectors.board_facts import facts_of
from assessments.mentoring.selectors.policies import policy_for
from assessments.mentoring.tallies import Material, tally

Seen = tuple[str, Iterable[str], object]
PHASES: dict[str, Promise] = {
    "any": gettext_lazy("Observations before the certificate"),
    "assessment": gettext_lazy("One of them in assessment"),
    "preparation": gettext_lazy("One of them in preparation"),
    "follow_up": gettext_lazy("One of them in follow-up"),
}
LOOKS = {
    "observation": gettext_lazy("Direct observation"),
    "simulation": gettext_lazy("Role-play"),
    "work_product": gettext_lazy("Work seen in the office"),
    "feedback": gettext_lazy("Feedback from others"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One observation in the list."""

    title: str
    state_text: str
    day: str
    observer: str
    level_text: str
    lag_text: str
    is_over: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class Target:
    """Something the policy asks for; `marks` are the circles that are drawn, filled or empty."""

    label: str
    text: str
    marks: tuple[tuple[int, bool], ...]
    width: int
    is_met: bool


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Everything the page shows."""

    lines: tuple[Line, ...]
    targets: tuple[Target, ...]
    summary: str
    due_text: str
    """When the rhythm asks for the next one."""
    ask_url: str
    back_url: str


def list_page(pair: Relationship, *, view: Viewpoint, today: date) -> ListPage:
    """The list as this viewer may see it (six queries)."""
    policy = policy_for(pair.organisation_id, pair.programme_key)
    seen = observations.seen_so_far(pair.learner_id)
    targets = tuple(_target(one, seen) for one in policy.required_evidence if one.kind != "feedback")
    is_party = pair.pk in view.pairs or pair.pk in view.own_pairs
    lines = tuple(line for row in observations.of_learner(pair.learner_id) if (line := _line(row, view)))
    return ListPage(
        lines=lines[::-1],
        targets=targets,
        summary=_summary(targets),
        due_text=_due(pair, policy, today=today) if pair.state == "active" else "",
        ask_url=reverse("mentoring:observation_ask", args=[pair.pk]) if is_party and pair.state == "active" else "",
        back_url=reverse("mentoring:pair", args=[pair.pk]) if is_party else "",
    )


def _line(row: Observation, view: Viewpoint) -> Line | None:
    reach = confidentiality.observation(view, row, observer_id=None)
    if reach < Reach.FACT:
        return None
    return Line(
        title=words.title(row),
        state_text=str(words.STATES[row.state]),
        day=words.day(row),
        observer=words.observer(row),
        level_text=words.level(row),
        lag_text=words.lag(row),
        is_over=row.state in ("replaced", "cancelled", "lapsed"),
        url=reverse("mentoring:observation", args=[row.pk]),
    )


def _due(pair: Relationship, policy: Policy, *, today: date) -> str:
    known = facts_of([pair.learner_id], pairs=[pair.pk])
    facts = known.facts.get(pair.learner_id, {})
    material = Material(since=pair.starts_on, pauses=known.pauses[pair.pk], facts=facts)
    due = tally(material, policy=policy, today=today).rhythm.get("observation")
    if due is None or due.next_due is None or due.next_due == NEVER:
        return ""
    text = _("One was to be seen by %(day)s.") if due.overdue_days else _("The next one is to be seen by %(day)s.")
    return text % {"day": date_format(due.next_due)}


def _target(required: Required, seen: Sequence[Seen]) -> Target:
    found = min(required.count, _number(required, seen))
    label = PHASES[required.phase] if required.kind == "observation" else LOOKS[required.kind]
    met = required.met_by(seen)
    text = _("%(found)d of %(count)d") % {"found": found, "count": required.count}
    if found == required.count and not met:
        text = ngettext(
            "by %(number)d person at least", "by %(number)d different people at least", required.observers
        ) % {"number": required.observers}
    return Target(
        label=str(label),
        text=text,
        marks=tuple((12 + 24 * number, number < found) for number in range(required.count)),
        width=24 * required.count,
        is_met=met,
    )


def _number(required: Required, seen: Sequence[Seen]) -> int:
    """How many of what was seen are of this kind and phase."""
    alone = Required(kind=required.kind, phase=required.phase)
    return sum(alone.met_by([one]) for one in seen)


def _summary(targets: Sequence[Target]) -> str:
    missing = sum(not one.is_met for one in targets)
    if not missing:
        return _("Everything that is asked for has been seen.")
    return ngettext("%(number)d thing is still to be seen.", "%(number)d things are still to be seen.", missing) % {
        "number": missing
    }
