"""Sessions and group tutorials attended, and how much of the rhythm was kept (three queries), by the laws of mentoring alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from assessments.certification.laws.facts import SessionAttended
from assessments.certification.selectors.sources.around import Around
from assessments.certification.selectors.sources.found import ByLearner, Found
from assessments.mentoring.counting import Why
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.selectors.board_facts import Known, meetings_of
from assessments.mentoring.tallies import KINDS, Dated, Kept, Material, counted_as, share, took_place

TUTORIAL = "attendance"
NEVER = (Why.NOT_HELD, Why.CONTACT)
"""What was not held nobody attended, and short advice is no session; everything else counts, or waits for somebody."""


def meetings(
    people: Sequence[int], around: Around, *, today: date
) -> tuple[Found[SessionAttended], Mapping[int, Fraction]]:
    """What was attended, and the share that was kept of those whose rhythm has asked for something."""
    known = meetings_of(people, pairs=[pair.pk for pair in around.pairs.values()])
    attended: ByLearner[SessionAttended] = defaultdict(list)
    shares: dict[int, Fraction] = {}
    for learner in {*known.sessions, *known.facts, *around.pairs}:
        policy = around.policy(learner)
        attended[learner].extend(_sessions(known.sessions.get(learner, ()), policy, today))
        attended[learner].extend(_tutorials(known.facts.get(learner, {}).get(TUTORIAL, ())))
        kept = share(_material(learner, around, known), policy=policy, today=today)
        if kept is not None:
            shares[learner] = kept
    return attended, shares


def _material(learner: int, around: Around, known: Known) -> Material:
    pair = around.pairs.get(learner)
    if pair is None:
        return Material()
    return Material(
        since=pair.starts_on,
        pauses=known.pauses.get(pair.pk, ()),
        sessions=known.sessions.get(learner, ()),
        facts=known.facts.get(learner, {}),
    )


def _sessions(held: Sequence[Kept], policy: Policy, today: date) -> Iterator[SessionAttended]:
    for one in held:
        counting = counted_as(one, policy=policy, today=today)
        if counting.why not in NEVER and one.meeting.occurred_on is not None and one.subject is not None:
            yield SessionAttended(
                on=one.meeting.occurred_on,
                kind=one.meeting.kind,
                minutes=one.minutes,
                counts=counting.counts,
                ref=f"session:{one.subject.hex}",
            )


def _tutorials(answered: Sequence[Dated]) -> Iterator[SessionAttended]:
    for one in answered:
        if one.day is not None and took_place(TUTORIAL, one):
            yield SessionAttended(on=one.day, kind=KINDS[TUTORIAL], minutes=one.number, ref=f"attendance:{one.subject}")
