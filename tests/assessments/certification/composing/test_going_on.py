"""Trying rules on somebody who holds a certificate, or is on the way to one, under older ones: the same that the services would do."""

from datetime import date, timedelta

import pytest

from assessments.certification.laws.rules import Rules
from assessments.certification.models import CertificationVersion, Cycle
from assessments.certification.selectors import simulation
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.rules import rules_of
from assessments.certification.selectors.simulation import try_out
from assessments.certification.services import following, migrating, publishing
from assessments.certification.services.publishing import Terms
from tests.assessments.certification.composing.test_pages import TWO_PATHS, signed_in
from tests.assessments.certification.composing.test_trying import at
from tests.factories.certification import NOW, TODAY, assigned, certification, declared
from tests.factories.people import LeadFactory

pytestmark = pytest.mark.django_db


def newer(version: CertificationVersion) -> CertificationVersion:
    """A draft after it, by which a certificate holds for two years."""
    rules = Rules.read({**version.document, "active": "P2Y"})
    return CertificationVersion.objects.create(
        certification=version.certification, number=2, document=rules.document(), digest=rules.digest(), created_at=NOW
    )


def test_a_try_goes_on_from_a_certificate_of_older_rules() -> None:
    version = certification(**TWO_PATHS)
    draft = newer(version)
    learner = assigned(version).learner
    declared(learner)
    following.follow(learners=[learner.pk], now=NOW)
    client = signed_in(LeadFactory(in_organisation=version.certification.issuer))
    url = f"/certificates/compose/{version.certification.code}/try/?try=1&person={learner.pk}&version={draft.number}"
    url = f"{url}&begins=2026-12-01&on=2027-09-01&did-again=2027-09-01"
    page = client.get(url).content.decode()

    for words in (
        "Certified already. It holds through Oct. 5, 2027.",
        "The window opens and the renewal begins: Again.",
        "It holds through Oct. 5, 2029.",
    ):
        assert words in page
    assert "Somebody is asked for it. The way: In full." in client.get(f"{url}&start=anew").content.decode()


@pytest.mark.parametrize("moves_on", [None, TODAY + timedelta(days=40)], ids=["finishes", "moves"])
def test_the_services_do_what_was_foreseen_for_who_is_on_the_way(moves_on: date | None) -> None:
    """By the rules it was begun with, or from the day of the deadline on by the newer ones."""
    version = certification(**TWO_PATHS)
    cycle = assigned(version)
    done = TODAY + timedelta(days=50)
    declared(cycle.learner, on=done, entered_at=at(done))
    draft = newer(version)
    start = simulation.where_they_stand(cycle.learner, draft, on=TODAY, moves_on=moves_on)
    rules, until = rules_of(draft), done + timedelta(days=30)
    facts = facts_of([cycle.learner_id], today=until)[cycle.learner_id]
    told = try_out(rules, facts, begins_on=TODAY, on=until, until=until, start=start).foreseen.rounds[0]

    lead = LeadFactory(in_organisation=version.certification.issuer)
    publishing.publish(version=draft, revision=1, by=lead, now=NOW, terms=Terms(migrate_by=moves_on, note="New."))
    migrating.migrate(now=at(moves_on or TODAY))
    following.follow(learners=[cycle.learner_id], now=at(done))
    row = Cycle.objects.get(pk=cycle.pk)

    assert told.dates is not None
    assert (row.completed_on, row.expires_on) == (told.dates.completed_on, told.dates.expires_on)
    assert row.version.number == (2 if moves_on else 1)
    assert told.moved_on == moves_on
