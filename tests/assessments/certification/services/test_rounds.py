"""Rounds: opened by an assignment, decided when everything is met, renewed, expired, and never reset."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assessments.certification.models import Assignment, CertificationEvent, Credential, Cycle, Decision
from assessments.certification.services import assigning, following, issuing, renewing
from tests.factories.certification import (
    DECLARATION,
    NAME,
    NOW,
    RENEWABLE,
    TODAY,
    assigned,
    certification,
    credential,
    declared,
)
from tests.factories.people import LearnerFactory, OrganisationFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    """Noon in UTC on a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def story(cycle: Cycle) -> list[str]:
    """What happened to a round."""
    rows = CertificationEvent.objects.filter(subject=cycle.pk).order_by("number")
    return list(rows.values_list("kind", flat=True))


def follow(cycle: Cycle, now: datetime = NOW) -> Cycle:
    """The round after somebody looked at it again."""
    following.follow(learners=[cycle.learner_id], now=now)
    return Cycle.objects.get(pk=cycle.pk)


def renewable() -> Cycle:
    """Somebody certified today by rules that can be renewed, with a credential."""
    cycle = assigned(certification(**RENEWABLE))
    declared(cycle.learner)
    cycle = follow(cycle)
    credential(cycle=cycle)
    return Cycle.objects.get(pk=cycle.pk)


def latest(cycle: Cycle) -> Cycle:
    """The newest round of the same person."""
    return Cycle.objects.filter(learner=cycle.learner).latest("number")


def test_an_assignment_opens_the_first_round() -> None:
    cycle = assigned(certification())

    assert (cycle.number, cycle.state, cycle.path, cycle.counts_from) == (1, "assigned", "initial:1", None)
    assert [row.code for row in cycle.statuses.all()] == ["declaration_signed.unsigned"]


def test_two_organisations_that_ask_for_the_same_share_one_round() -> None:
    version = certification()
    cycle = assigned(version)
    other = OrganisationFactory()
    for _again in range(2):
        assigning.assign(
            learner=cycle.learner,
            certification=version.certification,
            organisation=other,
            basis="organisation",
            now=NOW,
        )

    assert Assignment.objects.count() == 2
    assert Cycle.objects.count() == 1


def test_a_round_is_withdrawn_when_the_last_who_asked_no_longer_does() -> None:
    version = certification()
    cycle = assigned(version)
    other = assigning.assign(
        learner=cycle.learner,
        certification=version.certification,
        organisation=OrganisationFactory(),
        basis="organisation",
        now=NOW,
    )
    first = Assignment.objects.exclude(pk=other.pk).get()

    assigning.end(assignment=first, reason="left", now=NOW)
    assert follow(cycle).state == "assigned"
    assigning.end(assignment=other, reason="left", now=NOW)
    assert Cycle.objects.get().state == "withdrawn"


def test_whoever_had_done_everything_before_is_certified_at_once_and_by_the_day_of_the_act() -> None:
    version = certification()
    learner = LearnerFactory(in_organisation=version.certification.issuer)
    declared(learner, on=TODAY - timedelta(days=40))

    cycle = assigned(version, learner)

    assert cycle.state == "certified"
    assert cycle.completed_on == TODAY - timedelta(days=40)
    assert story(cycle) == ["assigned", "completed", "awarded"]


def test_the_certificate_waits_for_the_name_and_is_issued_once() -> None:
    cycle = assigned(certification())
    declared(cycle.learner)
    cycle = follow(cycle)
    assert not Credential.objects.exists()
    assert Notice.objects.filter(person=cycle.learner, kind="certification.name", withdrawn_at=None).exists()

    issuing.confirm_name(learner=cycle.learner, name=NAME, now=NOW)
    issuing.confirm_name(learner=cycle.learner, name=NAME, now=NOW)
    issuing.issue_where_named(cycle=cycle, now=NOW)

    issued = Credential.objects.get()
    assert (issued.name, issued.serial, issued.valid_from) == (NAME, 1, TODAY)
    assert [change.kind for change in issued.changes.all()] == ["issued"]
    assert not Notice.objects.filter(person=cycle.learner, kind="certification.name", withdrawn_at=None).exists()


def test_a_decision_keeps_the_findings_it_rests_on() -> None:
    cycle = assigned(certification())
    declared(cycle.learner)
    follow(cycle)

    decision = Decision.objects.get()
    assert decision.state == "awarded"
    assert [(row["key"], row["state"]) for row in decision.findings] == [(DECLARATION["key"], "met")]
    assert len(decision.digest) == 64


def test_the_same_facts_change_nothing_however_often_one_looks() -> None:
    cycle = assigned(certification())

    assert following.follow(learners=[cycle.learner_id], now=NOW) == 0
    assert following.follow_everybody(now=NOW) == 0
    assert story(cycle) == ["assigned"]


def test_the_window_opens_the_next_round_and_leaves_everything_as_it_was() -> None:
    cycle = renewable()
    opens = cycle.window_opens_on
    assert opens is not None

    assert not renewing.keep_up(now=at(opens - timedelta(days=1)))
    assert renewing.keep_up(now=at(opens)) == {"window_opened": 1}
    assert not renewing.keep_up(now=at(opens))

    following_round = latest(cycle)
    assert (following_round.number, following_round.path, following_round.counts_from) == (2, "recert:1", opens)
    assert following_round.state == "assigned"
    assert Cycle.objects.get(pk=cycle.pk).state == "window_open"
    assert following_round.refresher.parts == []


def test_what_led_to_the_certificate_does_not_renew_it() -> None:
    cycle = renewable()
    opens = cycle.window_opens_on
    assert opens is not None
    declared(cycle.learner, on=opens - timedelta(days=1), entered_at=at(opens))
    renewing.keep_up(now=at(opens))

    assert latest(cycle).state == "assigned"


def test_renewing_in_the_window_counts_from_the_expiry_and_supersedes() -> None:
    cycle = renewable()
    assert cycle.window_opens_on is not None
    assert cycle.expires_on is not None
    first = Credential.objects.get()
    day = cycle.window_opens_on + timedelta(days=3)
    renewing.keep_up(now=at(day))
    declared(cycle.learner, on=day, entered_at=at(day))

    renewed = follow(latest(cycle), at(day))

    assert renewed.state == "certified"
    assert renewed.expires_on == cycle.expires_on.replace(year=cycle.expires_on.year + 1)
    assert Cycle.objects.get(pk=cycle.pk).state == "renewed"
    assert [change.kind for change in first.changes.all()] == ["issued", "superseded"]
    assert Credential.objects.count() == 2


def test_after_the_expiry_the_renewal_goes_on_while_there_is_grace() -> None:
    cycle = renewable()
    assert cycle.expires_on is not None
    day = cycle.expires_on + timedelta(days=1)

    assert renewing.keep_up(now=at(day)) == {"window_opened": 1, "entered_grace": 1}

    assert Cycle.objects.get(pk=cycle.pk).state == "grace"
    assert latest(cycle).path == "recert:1"


def test_when_grace_is_over_the_renewal_gives_way_to_the_first_path() -> None:
    cycle = renewable()
    assert cycle.window_opens_on is not None
    assert cycle.expires_on is not None
    renewing.keep_up(now=at(cycle.window_opens_on))
    renewal = latest(cycle)
    day = cycle.expires_on + timedelta(days=40)

    assert renewing.keep_up(now=at(day)) == {"lapsed": 1}

    again = latest(cycle)
    assert Cycle.objects.get(pk=renewal.pk).state == "expired"
    assert (again.number, again.path, again.state) == (3, "initial:1", "assigned")
    assert Notice.objects.filter(person=cycle.learner, kind="certification.lapsed").count() == 1


def test_late_entry_of_an_act_that_was_in_time_overturns_the_lapse() -> None:
    cycle = renewable()
    assert cycle.window_opens_on is not None
    assert cycle.expires_on is not None
    renewing.keep_up(now=at(cycle.window_opens_on))
    renewal = latest(cycle)
    day = cycle.expires_on + timedelta(days=35)
    renewing.keep_up(now=at(day))
    assert renewing.overturn(now=at(day)) == 0

    declared(cycle.learner, on=cycle.expires_on, entered_at=at(day))
    assert renewing.overturn(now=at(day)) == 0, "more than 30 days after it was due"

    assert renewing.overturn(now=at(cycle.expires_on + timedelta(days=29))) == 1
    renewal.refresh_from_db()
    assert renewal.state == "certified"
    assert renewal.completed_on == cycle.expires_on
    assert story(Cycle.objects.get(pk=cycle.pk))[-1] == "lapse_overturned"
    assert latest(cycle).state == "superseded"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (91, 0),  # not yet
        (90, 1),
        (61, 1),  # the step of 90 days, told late
        (7, 1),
        (0, 1),  # the last day
    ],
)
def test_holders_are_reminded_once_for_each_step(days: int, told: int) -> None:
    cycle = renewable()
    assert cycle.expires_on is not None
    day = at(cycle.expires_on - timedelta(days=days))

    assert renewing.remind(now=day) == told
    assert renewing.remind(now=day) == 0


def test_all_steps_together_are_five_letters() -> None:
    cycle = renewable()
    assert cycle.expires_on is not None

    told = sum(renewing.remind(now=at(cycle.expires_on - timedelta(days=left))) for left in range(120, -3, -1))

    assert told == 5
