"""Playing the demo's mentoring past: everything through the services, at the moments the stories name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from assessments.mentoring.canonical import digest
from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.demonstration import meetings, people
from assessments.mentoring.demonstration.moments import Moment
from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors import agreements as agreements_read
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import (
    access,
    agreement_signatures,
    agreements,
    escalations,
    groups,
    relationships,
    terms,
)
from training_site.notices.services import owing
from training_site.people.models import Organisation, User

NAMESPACE = UUID("5b8f0d52-2a5e-4c0d-9a0b-6b8a4c1c7e11")
PROGRAMME = "reintegration"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Who is there, where they work, and what day it is."""

    cast: dict[str, User]
    place: Organisation
    today: date

    def at(self, moment: Moment, *, later: int = 0) -> datetime:
        """A moment of the stories, or so many hours later."""
        return moment.at(self.today) + timedelta(hours=later)

    def on(self, moment: Moment) -> date:
        """Its day."""
        return moment.on(self.today)

    def dated(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Answers in which a moment stands for its day."""
        return {key: self.on(value) if isinstance(value, Moment) else value for key, value in answers.items()}

    def bond(self, learner: str, kind: str = "reflective") -> Relationship:
        """The relationship of a learner of this kind."""
        return Relationship.objects.select_related("learner", "mentor").get(learner=self.cast[learner], kind=kind)

    def number(self, *words: object) -> UUID:
        """An id that is always the same for the same thing."""
        return uuid5(NAMESPACE, " ".join(map(str, words)))

    def look(self, who: str, what: DataClass, moment: Moment, *, later: int = 0, subject: UUID | None = None) -> None:
        """Somebody looks at something of the learner's, which she can read afterwards."""
        now = self.at(moment, later=later)
        view = viewpoint(self.cast[who], self.cast["learner"].pk, now=now)
        access.looked(view, data_class=what, subject=subject, now=now)


def bind(stage: Stage) -> None:
    """Relationships and agreements."""
    for bond in people.BONDS:
        _bind(stage, bond)
    for agreed in people.AGREEMENTS:
        _agree(stage, agreed)


def _bind(stage: Stage, bond: people.Bond) -> None:
    now = stage.at(bond.proposed)
    wanted = relationships.Assignment(
        learner=stage.cast[bond.learner],
        person=stage.cast[bond.person],
        kind=bond.kind,
        organisation=stage.place,
        programme_key=PROGRAMME,
        starts_on=stage.on(bond.starts),
        is_primary=bond.is_mentoring,
    )
    row = relationships.assign(wanted, by=stage.cast["coordinator"], now=now)
    if not bond.is_mentoring:
        return
    for hours, role in enumerate(bond.said_yes, start=2):
        by = row.learner if role == "learner" else row.mentor
        row = relationships.accept(relationship=row, by=by, now=now + timedelta(hours=hours))
    if bond.paused:
        relationships.pause(relationship=row, by=row.learner, reason="leave", now=stage.at(bond.paused))


def _agree(stage: Stage, agreed: people.Agreed) -> None:
    pair = stage.bond(agreed.learner)
    answers = stage.dated({**agreed.answers, "review_on": agreed.review})
    row = agreements.save(
        relationship=pair,
        by=pair.learner,
        seen_revision=0,
        draft=agreements.Draft(answers=answers),
        now=stage.at(agreed.drafted),
    )
    for hours, person in enumerate((pair.learner, pair.mentor)):
        row = agreement_signatures.sign(
            relationship=pair,
            by=person,
            seen_digest=digest(agreements_read.content(row)),
            outcome="agree",
            comment="",
            now=stage.at(agreed.signed, later=hours),
        )
    if "protected_hours" in agreed.answers:
        agreement_signatures.sign_as_employer(
            agreement=row,
            by=stage.cast["manager"],
            seen_digest=digest(agreements_read.facts_content(row)),
            outcome="agree",
            comment="",
            now=stage.at(agreed.signed, later=4),
        )


def gather(stage: Stage) -> None:
    """The group and its tutorials, the concern that was raised, the list of names, and who looked."""
    group = groups.form(
        by=stage.cast["coordinator"],
        place=stage.place,
        name=meetings.GROUP,
        facilitator=stage.cast["supervisor"],
        programme_key=PROGRAMME,
        now=stage.at(meetings.GROUP_SINCE),
    )
    for name, since in (*meetings.MEMBERS, meetings.LATER):
        groups.join(group=group, learner=stage.cast[name], by=stage.cast["coordinator"], now=stage.at(since))
    for evening in meetings.TUTORIALS:
        _meet(stage, group, evening)
    pair = stage.bond("learner")
    raised = escalations.note(
        relationship=pair,
        by=pair.learner,
        channel="voice",
        raised_on=stage.on(meetings.RAISED),
        reference="",
        support_offered=True,
        now=stage.at(meetings.RAISED),
    )
    escalations.confirm(escalation=raised, by=pair.mentor, now=stage.at(meetings.RAISED, later=3))
    stage.look("coordinator", DataClass.FACTS, meetings.LOOKED_AT_FACTS)


def read_news(stage: Stage) -> None:
    """Everybody has seen what was news until a few days ago."""
    for person in stage.cast.values():
        owing.see_all(person=person, now=stage.at(meetings.NEWS_READ))


def _meet(stage: Stage, group: Any, evening: meetings.Evening) -> None:
    day = stage.on(evening.held)
    there = [stage.cast[name].pk for name, since in (*meetings.MEMBERS, meetings.LATER) if stage.on(since) <= day]
    absent = {stage.cast[name].pk for name in evening.absent}
    tutorial = groups.record(
        group=group,
        by=group.facilitator,
        occurred_on=day,
        minutes=90,
        topic=evening.topic,
        note=evening.note,
        rules_read=True,
        present=[person for person in there if person not in absent],
        client_id=stage.number("tutorial", evening.topic),
        now=stage.at(evening.held, later=2),
    )
    said = [(name, True) for name in evening.confirmed] + [(name, False) for name in evening.denied]
    for name, was_there in said:
        groups.answer(
            tutorial=tutorial, learner=stage.cast[name], was_there=was_there, now=stage.at(evening.held, later=4)
        )


def keep_list(stage: Stage, *, names: tuple[str, ...], places: tuple[str, ...], moment: Moment) -> None:
    """The coordinator's list of names and places that no text shall hold."""
    by = stage.cast["coordinator"]
    terms.rewrite(organisation=stage.place, names=names, places=places, by=by, now=stage.at(moment))
