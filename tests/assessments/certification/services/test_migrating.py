"""A newer version takes over open rounds on its day, and people are told; what they have done counts on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from assessments.certification.models import CertificationEvent, CertificationVersion, Cycle, Decision, Evidence
from assessments.certification.services import announcing, drafting, following, migrating, publishing
from assessments.certification.services.publishing import Terms
from tests.factories.certification import (
    DECLARATION,
    NOW,
    RENEWABLE,
    TODAY,
    assigned,
    certification,
    certified,
    declared,
)
from tests.factories.people import LeadFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = TODAY + timedelta(days=30)
SIGNED = {"requirement": "manual_attestation", "role": "mentor", "statement": "Works safely with families."}
PLAIN: dict[str, Any] = {"active": None, "window": "P0D"}


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def newer(
    version: CertificationVersion, *, migrate_by: date | None = DAY, change: str = "substantive"
) -> CertificationVersion:
    """The next version, published: it asks for a mentor's word as well."""
    lead = LeadFactory(in_organisation=version.certification.issuer)
    draft = publishing.draft(certification=version.certification, by=lead, now=NOW)
    for number in range(len(draft.document["paths"])):
        draft.refresh_from_db()
        drafting.put_requirement(version=draft, values=SIGNED, to=(number,), revision=draft.revision, by=lead, now=NOW)
    draft.refresh_from_db()
    terms = Terms(change=change, migrate_by=migrate_by, note="The mentor's word.")
    return publishing.publish(version=draft, revision=draft.revision, by=lead, now=NOW, terms=terms)


def again(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_related("version").get(pk=cycle.pk)


def test_open_rounds_move_on_the_day_and_not_before() -> None:
    first = certification(**PLAIN)
    cycle = assigned(first)
    second = newer(first)

    assert again(cycle).migrate_by == DAY
    assert migrating.migrate(now=at(DAY - timedelta(days=2))) == 0
    assert migrating.migrate(now=at(DAY)) == 1
    assert migrating.migrate(now=at(DAY)) == 0
    moved = again(cycle)
    assert (moved.version, moved.state, moved.migrate_by, moved.number) == (second, "assigned", None, 1)
    assert {row.key for row in moved.statuses.all()} == {"code-of-conduct", "manual-attestation-mentor"}


def test_the_day_is_that_of_the_issuer() -> None:
    first = certification(zone="Asia/Phnom_Penh", **PLAIN)
    assigned(first)
    newer(first)

    assert migrating.migrate(now=at(DAY - timedelta(days=1), hour=16)) == 0
    assert migrating.migrate(now=at(DAY - timedelta(days=1), hour=17)) == 1


def test_what_was_done_is_kept_and_counts_on() -> None:
    first = certification(**PLAIN)
    cycle = assigned(first)
    newer(first)
    # After the new version was published; the old one would be met by it, were there not the question of who decides.
    proof = declared(cycle.learner)
    Cycle.objects.filter(pk=cycle.pk).update(migrate_by=TODAY)
    migrating.migrate(now=NOW)

    assert Evidence.objects.get() == proof
    assert {row.key: row.state for row in cycle.statuses.all()} == {
        "code-of-conduct": "met",
        "manual-attestation-mentor": "not_started",
    }


def test_what_waited_for_a_decision_by_the_old_rules_waits_no_longer() -> None:
    first = certification(decision={"mode": "assessor", "quorum": 1}, **PLAIN)
    cycle = assigned(first)
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    assert again(cycle).state == "ready"
    newer(first)
    migrating.migrate(now=at(DAY))

    assert again(cycle).state == "in_progress"
    assert [decision.state for decision in Decision.objects.all()] == ["dropped"]
    story = CertificationEvent.objects.filter(subject=cycle.pk).order_by("number").values_list("kind", flat=True)
    assert list(story)[-1] == "migrated"


def test_what_meets_the_new_rules_as_well_is_put_to_a_decision_anew() -> None:
    first = certification(decision={"mode": "assessor", "quorum": 1}, **PLAIN)
    cycle = assigned(first)
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    lead = LeadFactory(in_organisation=first.certification.issuer)
    draft = publishing.draft(certification=first.certification, by=lead, now=NOW)
    publishing.publish(version=draft, revision=1, by=lead, now=NOW, terms=Terms(change="editorial", migrate_by=DAY))
    migrating.migrate(now=at(DAY))

    assert again(cycle).state == "ready"
    assert sorted(decision.state for decision in Decision.objects.all()) == ["dropped", "open"]


def test_where_nothing_is_asked_of_those_on_their_way_they_finish_by_their_own_rules() -> None:
    first = certification(**PLAIN)
    cycle = assigned(first)
    newer(first, migrate_by=None)
    migrating.migrate(now=at(DAY + timedelta(days=900)))

    assert again(cycle).version == first


def test_a_path_that_is_no_longer_there_gives_way_to_the_first() -> None:
    first = certification(
        paths=[
            {"kind": "initial", "title": "In full", "tree": {"all": [DECLARATION]}},
            {"kind": "alternative", "title": "Otherwise", "tree": {"all": [{**DECLARATION, "key": "other"}]}},
        ],
        **PLAIN,
    )
    cycle = assigned(first)
    Cycle.objects.filter(pk=cycle.pk).update(path="alternative:1")
    lead = LeadFactory(in_organisation=first.certification.issuer)
    draft = publishing.draft(certification=first.certification, by=lead, now=NOW)
    drafting.act(version=draft, name="drop", place=(1,), revision=1, by=lead, now=NOW)
    draft.refresh_from_db()
    publishing.publish(version=draft, revision=2, by=lead, now=NOW, terms=Terms(migrate_by=DAY))
    migrating.migrate(now=at(DAY))

    assert again(cycle).path == "initial:1"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param("none", 0, id="nothing"),
        pytest.param("editorial", 0, id="wording"),
        pytest.param("substantive", 2, id="what is asked"),
        pytest.param("safety_critical", 2, id="for the safety of children"),
    ],
)
def test_those_whom_it_concerns_are_told_once(change: str, told: int) -> None:
    first = certification(**RENEWABLE)
    assigned(first)
    certified(version=first)
    # Nobody else's: somebody with another certification.
    assigned(certification(code="other", **PLAIN))
    second = newer_plain(first, change)

    notices = Notice.objects.filter(kind="certification.version")
    assert notices.count() == told
    assert announcing.announce(version=second, now=NOW) == 0
    assert announcing.announce_all(now=NOW + timedelta(days=1)) == 0
    assert {notice.link for notice in notices} <= {f"/certificates/{first.certification.code}/"}


def newer_plain(version: CertificationVersion, change: str) -> CertificationVersion:
    """The same rules once more; the factory's own share a key between paths, which no lead could publish."""
    lead = LeadFactory(in_organisation=version.certification.issuer)
    draft = publishing.draft(certification=version.certification, by=lead, now=NOW)
    paths = [
        {**path, "tree": {"all": [{**DECLARATION, "key": f"conduct-{number}"}]}}
        for number, path in enumerate(draft.document["paths"])
    ]
    draft = publishing.save(version=draft, document={**draft.document, "paths": paths}, revision=1, by=lead, now=NOW)
    terms = Terms(change=change, note="New words.")
    return publishing.publish(version=draft, revision=2, by=lead, now=NOW, terms=terms)


def test_whoever_begins_after_it_was_published_is_told_nothing() -> None:
    first = certification(**PLAIN)
    second = newer(first)
    assigned(second)

    assert announcing.announce(version=second, now=NOW) == 0
