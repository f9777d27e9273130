"""Sessions with their records, group tutorials, the log, observations and reviews: everything with words is sealed, as it really is."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Model

from assessments.mentoring.models import (
    Attendance,
    Entry,
    Group,
    Observation,
    Review,
    Session,
    SessionRecord,
    Tutorial,
)
from modules.outline import Module
from tests.benchmarks.ledgers.people import PROGRAMME, Person
from tests.benchmarks.ledgers.rows import lived, number

DAY = timedelta(days=1)
DIGEST = "d" * 64
WORDS = {"what_happened": "She told me about the road to school, and I waited until she went on. " * 6, "salt": "s"}
RECORDED = ("drafted", "shared", "frozen", "signed_first", "signed")
READ = ("written", "shared", "read")
SEEN = ("requested", "scheduled", "begun", "submitted", "answered", "signed")
REVIEWED = ("opened", "frozen", "signed_first", "signed", "confirmed", "upheld")
FREE_ENTRIES, OBSERVATIONS, REVIEWS, TUTORIALS = 26, 10, 6, 24


def rows(person: Person, modules: Sequence[Module]) -> Iterator[Model]:
    """As much of each as fits to the way behind."""
    yield from _sessions(person)
    for place in range(person.share(FREE_ENTRIES)):
        yield from _entry(person, place / FREE_ENTRIES, "")
    for place, module in enumerate(modules[: person.share(len(modules))]):
        yield from _entry(person, place / len(modules), module.content_key)
    for place in range(person.share(OBSERVATIONS)):
        yield from _observation(person, place)
    for place in range(person.share(REVIEWS)):
        yield from _review(person, place)
    if person.pk == person.peers[0]:
        yield from _tutorials(person)


def _sessions(person: Person) -> Iterator[Model]:
    for place in range(max(1, person.days // 25)):
        at = person.moment(place * 25 / person.days)
        session = Session(
            id=number(person.rng),
            organisation_id=person.place,
            relationship_id=person.pair.pk,
            occurred_on=at.date(),
            minutes=person.rng.choice((60, 75, 90)),
            mode="in_person",
        )
        yield from lived(session, ("planned", "held"), at=at)
        record = SessionRecord(
            id=number(person.rng),
            organisation_id=person.place,
            session_id=session.pk,
            writer_id=person.mentor,
            shared=WORDS,
            client_id=number(person.rng),
            notice_version="1",
            language="en",
            digest=DIGEST,
            saved_at=at,
        )
        yield from lived(record, RECORDED if person.rng.random() < 0.9 else RECORDED[:2], at=at)


def _entry(person: Person, part: float, module: str) -> Iterator[Model]:
    at = person.moment(part)
    events = READ if person.has_finished or person.rng.random() < 0.85 else READ[: person.rng.randrange(1, 3)]
    row = Entry(
        id=number(person.rng),
        organisation_id=person.place,
        author_id=person.pk,
        relationship_id=person.pair.pk if len(events) > 1 else None,
        occurred_on=at.date(),
        lesson_key=module,
        words=WORDS,
        client_id=number(person.rng),
        saved_at=at,
        finished_at=at,
    )
    yield from lived(row, events, at=at, every=DAY)


def _observation(person: Person, place: int) -> Iterator[Model]:
    at = person.moment(place / OBSERVATIONS)
    by_mentor = person.rng.random() < 0.7
    row = Observation(
        id=number(person.rng),
        organisation_id=person.place,
        relationship_id=person.pair.pk,
        learner_id=person.pk,
        number=place + 1,
        form_key=person.rng.choice(("home_visit", "child_conversation", "case_conference")),
        form_digest=DIGEST,
        observer_kind="mentor" if by_mentor else "assessor",
        observer_id=person.mentor if by_mentor else person.assessor,
        acted_on=at.date(),
        consent="both",
        observer_part=WORDS,
        learner_part=WORDS,
        facts={"level": 3, "entrustment": person.rng.randrange(2, 6), "lapse": False},
        digest=DIGEST,
        submitted_at=at,
    )
    yield from lived(row, SEEN, at=at)


def _review(person: Person, place: int) -> Iterator[Model]:
    at = person.moment((place + 1) / REVIEWS)
    row = Review(
        id=number(person.rng),
        organisation_id=person.place,
        relationship_id=person.pair.pk,
        learner_id=person.pk,
        month=3 * (place + 1),
        occurred_on=at.date(),
        judgement="on_track",
        mentor_part=WORDS,
        learner_part=WORDS,
        digest=DIGEST,
    )
    yield from lived(row, REVIEWED[: person.rng.choice((4, 5, 6))], at=at)


def _tutorials(person: Person) -> Iterator[Model]:
    group = Group(
        id=number(person.rng),
        organisation_id=person.place,
        programme_key=PROGRAMME,
        name="Group",
        facilitator_id=person.mentor,
        since=person.pair.starts_on,
    )
    yield group
    for place in range(min(TUTORIALS, person.days // 30)):
        at = person.moment(place * 30 / person.days)
        tutorial = Tutorial(
            id=number(person.rng),
            organisation_id=person.place,
            group_id=group.pk,
            occurred_on=at.date(),
            minutes=90,
            topic="The first visit",
            entered_by_id=person.mentor,
            entered_at=at,
            client_id=number(person.rng),
        )
        yield tutorial
        for learner in person.peers:
            yield Attendance(tutorial_id=tutorial.pk, learner_id=learner, present=person.rng.random() < 0.8)
