"""Facts of many at once: as many queries for one as for fifty, nothing of anybody else, no word that somebody wrote."""

import gc
from collections.abc import Collection, Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.certification.laws.facts import Facts
from assessments.certification.selectors.facts import REFERENCES, facts_of
from assessments.certification.selectors.sources.undisturbed import undisturbed
from assessments.mentoring.models import Decision, Entry
from assessments.mentoring.services import ledger, sharing
from modules.outline import Indicator
from modules.selectors import programme_of
from tests.benchmarks.ledgers import learning, levels, mentoring, people
from tests.benchmarks.ledgers.people import TODAY
from tests.benchmarks.ledgers.rows import write
from tests.factories.certification_rows import claimed, cycle, held, shown, vouched, waived
from tests.factories.evidence import plant_programme, sitting
from tests.factories.mentoring import NOW, pair
from tests.factories.mentoring_log import entry
from tests.factories.people import LearnerFactory
from training_site.people.models import User
from training_site.sealing import fields, sealing

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
INDICATORS = tuple(
    Indicator(code=f"D1.{number}", html="", safety_critical=number == 1, url="") for number in range(1, 9)
)
LEARNER_OF = {
    "session": "relationship__learner",
    "entry": "author",
    "claim": "cycle__learner",
    "waiver": "cycle__learner",
    "credential": "holder",
}
"""Kind of reference → where its row names the learner; elsewhere it is called learner."""


def plant(count: int) -> list[int]:
    """So many learners with long ledgers and something of everything that certification keeps."""
    planted = programme_of(plant_programme().programme)
    assert planted is not None
    persons = people.gather(count, seed=7)
    for rows in (people.rows, lambda one: learning.rows(one, planted.modules)):
        write(row for person in persons for row in rows(person))
    write(row for person in persons for row in mentoring.rows(person, planted.modules))
    write(row for person in persons for row in levels.rows(person, INDICATORS))
    learners = [person.pk for person in persons]
    for learner in User.objects.filter(pk__in=learners):
        of = cycle(learner)
        waived(of, "m01")
        claimed(of, "m02", outcome="accepted")
        vouched(of, "m03")
        held(learner, code="other")
        shown(learner, kind="hours", amount=3)
    for learner in learners:
        # What stood still for a while needs a look into its ledger.
        row = Decision.objects.filter(learner=learner, state="confirmed").first()
        for event in ("paused", "resumed") if row else ():
            row = ledger.append(row, event=event, by=None, now=NOW)
    return learners


def queries(learners: Collection[int]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        facts_of(learners, today=TODAY)
    return [query["sql"] for query in captured.captured_queries]


def facts_in(found: Facts) -> Iterator[object]:
    for value in vars(found).values():
        if isinstance(value, tuple):
            yield from value


@pytest.fixture
def crowd() -> list[int]:
    return plant(50)


def test_one_costs_as_many_queries_as_fifty(crowd: list[int]) -> None:
    facts_of(crowd, today=TODAY)
    richest = max(crowd, key=lambda learner: Decision.objects.filter(learner=learner).count())
    assert len(queries([richest])) == len(queries(crowd)) == MOST_QUERIES


def test_nobody_costs_nothing() -> None:
    assert queries([]) == []
    assert facts_of([], today=TODAY) == {}


def test_somebody_of_whom_nothing_is_known_has_no_facts() -> None:
    person = LearnerFactory()
    assert facts_of([person.pk], today=TODAY) == {person.pk: Facts()}


def test_nothing_of_anybody_else_gets_in(crowd: list[int]) -> None:
    together = facts_of(crowd, today=TODAY)
    for learner in crowd[::7]:
        assert together[learner] == facts_of([learner], today=TODAY)[learner]


def test_every_fact_names_a_row_of_the_learner(crowd: list[int]) -> None:
    kinds = set()
    for learner, found in facts_of(crowd[:8], today=TODAY).items():
        named: dict[str, set[str]] = {}
        for fact in facts_in(found):
            kind, _, key = fact.ref.partition(":")  # type: ignore[attr-defined]
            named.setdefault(kind, set()).add(key)
        for kind, keys in named.items():
            rows = apps.get_model(REFERENCES[kind])._default_manager.filter(pk__in=keys)
            assert rows.filter(**{LEARNER_OF.get(kind, "learner"): learner}).count() == len(keys)
        kinds |= set(named)
    assert kinds == set(REFERENCES)


def test_order_means_nothing(crowd: list[int]) -> None:
    found = facts_of(crowd, today=TODAY)
    assert facts_of([*reversed(crowd), *crowd[:3]], today=TODAY) == found
    for name, value in vars(found[crowd[0]]).items():
        if isinstance(value, tuple):
            assert list(value) == sorted(value, key=lambda fact: fact.ref), name


def test_no_word_that_somebody_wrote_is_read(crowd: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    columns = {field.column for model in apps.get_models() for field in fields.sealed_fields(model)}
    with CaptureQueriesContext(connection) as captured:
        Entry.objects.first()
    assert any(column in captured.captured_queries[0]["sql"] for column in columns)

    def refuse(*_args: object, **_kwargs: object) -> str:
        raise AssertionError("something was opened")

    monkeypatch.setattr(sealing, "open_sealed", refuse)
    asked = " ".join(queries(crowd))
    assert [column for column in columns if column in asked] == []
    assert "certification_credential" in asked
    assert not any(f'"certification_credential"."{name}"' in asked for name in ("name", "snapshot", "badge", "token"))


@pytest.mark.parametrize(("zone", "later"), [("UTC", 0), ("Asia/Phnom_Penh", 1), ("America/Havana", 0)])
def test_a_day_is_one_of_the_zone_of_the_site(zone: str, later: int) -> None:
    planted, of, evening = plant_programme(), pair(), NOW.replace(hour=20)
    sitting(of.learner, planted.quiz, handed_in=True, right=4, now=evening)
    level = Decision(
        organisation=of.organisation,
        learner=of.learner,
        relationship=of,
        decided_by=of.mentor,
        indicator="D1.1",
        level=3,
        acted_on=NOW.date(),
    )
    ledger.begin(level, event="signed_off", by=of.mentor, now=evening)
    sharing.mark_read(entry=entry(of=of, shared=True, lesson_key="practice/m03"), by=of.mentor, now=evening)
    waived(cycle(of.learner), "m01", at=evening)
    with timezone.override(ZoneInfo(zone)):
        found = facts_of([of.learner_id], today=TODAY)[of.learner_id]
    (note,) = [item for item in found.evidence if item.kind == "practice_task"]
    days = {found.quizzes[0].on, found.levels[0].decided_on, found.waivers[0].on, note.verified_on}
    assert days == {NOW.date() + timedelta(days=later)}
    assert note.on == NOW.date()


def failing() -> None:
    with undisturbed():
        assert not gc.isenabled()
        with undisturbed():
            pass
        assert not gc.isenabled()
        raise ValueError("lost")


def test_the_collector_of_garbage_is_left_as_it_was() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="lost"):
        failing()
    assert gc.isenabled()
