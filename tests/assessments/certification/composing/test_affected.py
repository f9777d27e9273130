"""Whom a new version concerns: counted once each, compared with what they follow now, in batches."""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, Cycle
from assessments.certification.pages.affected import TEXTS, preview
from assessments.certification.selectors import affected
from assessments.certification.selectors.affected import EFFECTS, LESS, MORE, NO_WAY, READY, SAME, Sums
from assessments.certification.services import following
from tests.assessments.certification.composing.test_pages import TWO_PATHS
from tests.factories.certification import (
    DECLARATION,
    NOW,
    TODAY,
    assigned,
    certification,
    certified,
    declared,
    document,
)
from tests.factories.people import LearnerFactory

pytestmark = pytest.mark.django_db
HOURS = {"requirement": "practice_hours", "key": "hours", "hours": 40}


def rules(*asked: dict[str, Any], **changes: Any) -> Rules:
    paths = [{"kind": "initial", "title": "In full", "tree": {"all": list(asked)}}]
    return Rules.read(document(paths=paths, active=None, window="P0D", **changes))


def kinds(row: Certification, new: Rules) -> Counter[str]:
    return affected.sums(row, new, today=TODAY).counts


def test_everybody_is_counted_once_by_what_they_have() -> None:
    version = certification(**TWO_PATHS)
    assigned(version)
    certified(version=version)
    window = certified(version=version)
    Cycle.objects.filter(pk=window.pk).update(state="window_open")
    renewal = Cycle.objects.get(pk=window.pk)
    renewal.pk, renewal.number, renewal.state = None, 2, "assigned"
    renewal.completed_on = renewal.window_opens_on = renewal.expires_on = renewal.baseline_expires_on = None
    renewal.id = uuid4()
    renewal.save(force_insert=True)
    people = affected.people(version.certification)

    assert (people.on_their_way, people.certified, people.in_window) == (1, 1, 1)
    assert affected.open_rounds(version.certification).count() == 2


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        pytest.param((DECLARATION,), SAME, id="the same"),
        pytest.param((DECLARATION, HOURS), MORE, id="hours as well"),
        pytest.param((HOURS,), SAME, id="something else"),
    ],
)
def test_what_would_change_for_somebody_who_has_done_nothing(asked: Any, kind: str) -> None:
    version = certification(active=None, window="P0D")
    assigned(version)

    assert kinds(version.certification, rules(*asked)) == {kind: 1}


def test_what_would_be_met_at_once_and_what_would_no_longer_be() -> None:
    version = certification(
        paths=[{"kind": "initial", "title": "A", "tree": {"all": [DECLARATION, HOURS]}}], active=None, window="P0D"
    )
    cycle = assigned(version)
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)

    assert kinds(version.certification, rules(DECLARATION)) == {READY: 1}
    newer = rules({**DECLARATION, "version": 2}, HOURS)
    (effect,) = affected.effects([Cycle.objects.get(pk=cycle.pk)], newer, today=TODAY)
    assert (effect.kind, effect.missing_before, effect.missing_after) == (MORE, 1, 2)
    assert (effect.lost, set(effect.added)) == (("code-of-conduct",), set())


def test_less_to_do_and_no_way_at_all() -> None:
    version = certification(
        paths=[{"kind": "initial", "title": "A", "tree": {"all": [DECLARATION, HOURS]}}], active=None, window="P0D"
    )
    assigned(version)

    assert kinds(version.certification, rules(DECLARATION)) == {LESS: 1}
    only_renewal = Rules.read(document(paths=[{"kind": "recert", "title": "B", "tree": DECLARATION}]))
    assert kinds(version.certification, only_renewal) == {NO_WAY: 1}


def test_many_are_looked_at_two_thousand_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(affected, "BLOCK", 3)
    monkeypatch.setattr(affected, "BATCH", 2)
    version = certification(active=None, window="P0D")
    for _each in range(5):
        assigned(version)
    first = affected.sums(version.certification, rules(HOURS), today=TODAY)
    second = affected.sums(version.certification, rules(HOURS), today=TODAY, start=3)
    beyond = affected.sums(version.certification, rules(HOURS), today=TODAY, start=99)

    assert (first.first, first.last, first.total, sum(first.counts.values())) == (1, 3, 5, 3)
    assert (second.first, second.last, sum(second.counts.values())) == (4, 5, 2)
    assert not beyond.counts
    told = preview("code", affected.people(version.certification), first)
    assert told.rounds == "Looked at: rounds 1 to 3 of 5 that are open."
    assert told.more_url.endswith("/publish/?start=3")


def test_below_two_thousand_everything_is_looked_at_at_once() -> None:
    assert affected.BLOCK == 2000
    told = preview(
        "code",
        affected.People(on_their_way=1999, certified=0, in_window=0),
        Sums(first=1, last=1999, total=1999, counts=Counter({SAME: 1999})),
    )

    assert told.more_url == ""
    assert [line.number for line in told.lines] == [1999]


def test_every_effect_has_its_words() -> None:
    assert set(TEXTS) == set(EFFECTS)


def test_as_many_queries_for_thirty_people_as_for_three(django_assert_max_num_queries: Any) -> None:
    version = certification(active=None, window="P0D")
    for _each in range(3):
        assigned(version)
    affected.sums(version.certification, rules(HOURS), today=TODAY)
    for _each in range(27):
        assigned(version, LearnerFactory(in_organisation=version.certification.issuer), at=NOW + timedelta(days=1))
    # How many, which, accounts merged into theirs, declarations and hours, waivers, prior learning.
    with django_assert_max_num_queries(6):
        assert affected.sums(version.certification, rules(HOURS), today=TODAY).counts == {SAME: 30}
