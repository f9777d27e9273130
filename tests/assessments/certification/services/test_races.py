"""At once: two hundred ask for one certificate, many assign one person, many vote; on SQLite and on PostgreSQL one order holds."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from assessments.certification.models import Assignment, Certification, Credential, Cycle, Decision, NameConfirmation
from assessments.certification.services import assigning, deciding, following, issuing, keys, reissuing
from tests.assessments.racing import apart, at_once, ground
from tests.factories.certification import NAME, NOW, assigned, certification, credential, declared
from tests.factories.certification import certified as certified_round
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User

WAVES, AT_ONCE = 10, 20
"""Two hundred requests, as many at once as a server has threads for."""


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[None]:
    """Instead of a transaction that is rolled back, which no other thread would see: a copy that is thrown away."""
    with django_db_blocker.unblock(), ground(tmp_path):
        yield


def certified() -> int:
    cycle = assigned(certification())
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    NameConfirmation.objects.create(learner=cycle.learner, name=NAME, at=NOW)
    return cycle.learner_id


@pytest.mark.usefixtures("db")
def test_two_hundred_requests_for_one_round_issue_one_certificate() -> None:
    apart(certified)

    def issue() -> str:
        issued = issuing.issue_where_named(cycle=Cycle.objects.get(), now=NOW)
        return issued.code if issued else ""

    codes: Counter[str] = Counter()
    for _wave in range(WAVES):
        codes += at_once(issue, times=AT_ONCE)

    assert sum(codes.values()) == WAVES * AT_ONCE
    assert list(codes) == apart(lambda: list(Credential.objects.values_list("code", flat=True)))


@pytest.mark.usefixtures("db")
def test_many_who_sign_anew_what_one_key_signed_sign_each_once() -> None:
    def prepare() -> int:
        row = credential()
        credential(cycle=certified_round(version=row.cycle.version))
        keys.give_up(issuer=row.issuer, now=NOW)
        return row.issuer_id

    issuer_id = apart(prepare)

    def sign() -> str:
        issuer = Organisation.objects.get(pk=issuer_id)
        return ",".join(sorted(row.code for row in reissuing.reissue_all(issuer=issuer, now=NOW)))

    at_once(sign, times=8)

    signed, notices = apart(
        lambda: (
            list(Credential.objects.filter(reissued=True).values_list("supersedes", flat=True)),
            Notice.objects.filter(kind="certification.signed_anew").count(),
        )
    )
    assert len(signed) == len(set(signed)) == notices == 2


@pytest.mark.usefixtures("db")
def test_many_who_assign_one_person_open_one_round() -> None:
    def prepare() -> tuple[int, object]:
        version = certification()
        return LearnerFactory(in_organisation=version.certification.issuer).pk, version.certification_id

    learner_id, certification_id = apart(prepare)

    def assign() -> str:
        found = Certification.objects.get(pk=certification_id)
        assigning.assign(
            learner=User.objects.get(pk=learner_id),
            certification=found,
            organisation=found.issuer,
            basis="organisation",
            now=NOW,
        )
        return "done"

    assert at_once(assign, times=AT_ONCE) == {"done": AT_ONCE}
    assert apart(lambda: (Assignment.objects.count(), Cycle.objects.count())) == (1, 1)


@pytest.mark.usefixtures("db")
def test_of_many_votes_one_decides() -> None:
    def prepare() -> list[int]:
        cycle = assigned(certification(decision={"mode": "assessor", "quorum": 1}))
        declared(cycle.learner)
        following.follow(learners=[cycle.learner_id], now=NOW)
        return [CoordinatorFactory(in_organisation=cycle.certification.issuer).pk for _ in range(8)]

    people = apart(prepare)
    turn = count()

    def vote() -> str:
        person = User.objects.get(pk=people[next(turn) % len(people)])
        try:
            deciding.vote(decision=Decision.objects.get(), outcome="award", rationale="", by=person, now=NOW)
        except deciding.NotNow:
            return "late"
        return "decided"

    assert at_once(vote, times=8) == {"decided": 1, "late": 7}
    assert apart(lambda: Decision.objects.get().votes.count()) == 1
