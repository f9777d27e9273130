"""Observations in the states tests speak of: `asked()`, `drafted()`, `submitted(lapse=True)`, `signed()`, `link(of=…)`."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assessments.mentoring.forms.observation_papers import learner_paper, observer_paper
from assessments.mentoring.framework.fields import Field
from assessments.mentoring.framework.forms.reader import form
from assessments.mentoring.models import Invitation, Observation, Relationship
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import invitations, observation_answers, observations, observing
from assessments.mentoring.services.observations import Wish
from assessments.mentoring.services.observing import Observer, Part
from tests.factories.mentoring import NOW, TODAY, Kind, pair
from training_site.people.models import User

SEEN = "Waited until the child had finished."
WANTED = "How I begin the visit."
ANSWER = "I saw that I hurried at the door."
GUEST = invitations.Guest(name="Dara Long", contact="by hand", profession="Nurse", relation="Nurse of the health post")
VISIT = "home_visit"


def asked(
    *,
    of: Relationship | None = None,
    by: User | None = None,
    form_key: str = VISIT,
    outside: bool = False,
    observer: Relationship | None = None,
    on: date | None = None,
    now: datetime = NOW,
) -> Observation:
    """Asked for by the learner: of the mentor, of somebody `outside`, or of an assessor or peer by their relationship."""
    of = of or pair()
    wish = Wish(
        form_key=form_key,
        observer_kind="mentor",
        observer=of.mentor,
        indicators=("D7.1",),
        scheduled_on=on,
        words={"wants_observed": WANTED},
    )
    if outside:
        wish = replace(wish, observer_kind="external", observer=None)
    elif observer is not None:
        wish = replace(wish, observer_kind=observer.kind, observer=observer.mentor)
    return observations.ask(relationship=of, by=by or of.learner, wish=wish, now=now)


def companion(of: Relationship, kind: str = Kind.ASSESSOR, **about: Any) -> Relationship:
    """An assessor, peer or line manager of the learner of a pair."""
    return pair(learner=of.learner, place=of.organisation, kind=kind, **about)


def answers_to(key: str = VISIT, *, lapse: bool = False, **changed: Any) -> dict[str, str]:
    """Every answer that an observer's form needs, as a browser sends them; `changed` ones as given."""
    given: dict[str, str] = {}
    for field in observer_paper(form(key)).fields:
        if field.required or (field.required_when and field.required_when[0] == "consent"):
            given[field.key] = _answer(field)
    given |= {"lapse": "yes" if lapse else "no", "strengths": SEEN, "all_safe": given.get("all_safe", "")}
    if lapse:
        given |= {"lapse_indicators_0": "D7.1", "lapse_plan": "Stopped and made it safe together."}
    return {name: value for name, value in {**given, **changed}.items() if value}


def part(key: str = VISIT, *, lapse: bool = False, on: date = TODAY, signed_as: str = "", **changed: Any) -> Part:
    """A complete observer's part; `changed` answers as JSON holds them."""
    answers: dict[str, Any] = {**answers_to(key), **changed, "acted_on": on.isoformat(), "lapse": lapse}
    facts: dict[str, Any] = {"level": 3, "entrustment": 3, "lapse": lapse}
    if lapse:
        facts["lapse_indicators"] = ["D7.1"]
    consent = answers.get("consent", "not_applicable")
    return Part(acted_on=on, consent=consent, facts=facts, answers=answers, signed_as=signed_as)


def drafted(
    row: Observation | None = None, *, by: Observer | None = None, now: datetime = NOW, **about: Any
) -> Observation:
    """Being written by its observer."""
    row = row or asked(**about)
    by = by or observer_of(row)
    row = selectors.observations().get(pk=row.pk)
    return observing.keep(observation=row, by=by, answers=answers_to(row.form_key), revision=row.revision, now=now)


def submitted(
    row: Observation | None = None,
    *,
    by: Observer | None = None,
    lapse: bool = False,
    on: date = TODAY,
    now: datetime = NOW,
    changed: dict[str, Any] | None = None,
    **about: Any,
) -> Observation:
    """Submitted by its observer."""
    row = drafted(row, by=by, now=now, **about)
    by = by or observer_of(row)
    given = part(row.form_key, lapse=lapse, on=on, **(changed or {}))
    return observing.submit(observation=row, by=by, part=given, revision=row.revision, now=now)


def signed(row: Observation | None = None, *, outcome: str = "agree", now: datetime = NOW, **about: Any) -> Observation:
    """Answered and signed by the learner."""
    row = row or submitted(now=now, **about)
    return observation_answers.answer(
        observation=row,
        by=row.learner,
        answers=words_of_learner(row.form_key),
        seen_digest=row.digest,
        outcome=outcome,
        comment="" if outcome == "agree" else "I remember it otherwise.",
        now=now,
    )


def link(
    of: Observation,
    *,
    by: User | None = None,
    days: int = 14,
    guest: invitations.Guest | None = None,
    now: datetime = NOW,
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link."""
    token = invitations.new_token()
    made = invitations.invite(
        observation=of,
        by=by or of.relationship.mentor,
        guest=guest or GUEST,
        days=days,
        token=token,
        link_to=str,
        now=now,
    )
    return made, token


def observer_of(row: Observation) -> Observer:
    """Who writes: the person, or the open link."""
    return row.observer or row.invitations.get(used_at=None, revoked_at=None)


def words_of_learner(key: str = VISIT) -> dict[str, str]:
    """The learner's part."""
    return {one.key: ANSWER for one in learner_paper(form(key)).fields if one.kind in ("text", "long")}


def _answer(field: Field) -> str:
    if field.kind == "date":
        return TODAY.isoformat()
    if field.kind == "confirm":
        return "on"
    if field.kind == "yes_no":
        return "yes"
    if field.choices:
        steps = [choice.key for choice in field.choices]
        return "independently" if "independently" in steps else "3" if "3" in steps else steps[0]
    return "Spoke slowly and asked again."
