"""Words: asked of whoever is in the role, given or declined once, taken back by an event of their own, and never by oneself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.certification.laws.findings import OTHERS
from assessments.certification.models import Attestation, CertificationEvent, Cycle, Decision, RequirementStatus
from assessments.certification.selectors.offices import BONDS, PLACES, holders
from assessments.certification.selectors.powers import is_involved
from assessments.certification.services import deciding, vouching
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_requests import CONDUCT, learning
from tests.factories.certification_words import (
    MENTORS_WORD,
    REASON,
    SIGN_OFF,
    STATEMENT,
    WORD,
    asked_person,
    given,
    manager,
    word,
)
from tests.factories.mentoring import Kind, pair
from tests.factories.people import CoordinatorFactory, LeadFactory, LearnerFactory
from training_site.notices.models import Notice

pytestmark = pytest.mark.django_db
EARLIER = TODAY - timedelta(days=12)
BY_ASSESSOR = {"decision": {"mode": "assessor", "quorum": 1}}


def code_of(cycle: Cycle, key: str = "visits") -> tuple[str, str]:
    row = RequirementStatus.objects.get(cycle=cycle, key=key)
    return row.code, row.waits_for


def give(row: Attestation, **said: object) -> Attestation:
    usual = {"acted_on": EARLIER, "reason": REASON, "by": asked_person(row), "now": NOW}
    return vouching.give(attestation=row, **{**usual, **said})  # type: ignore[arg-type]  # the usual, with one thing changed


def test_asking_tells_whoever_is_in_the_role_once() -> None:
    cycle = assigned(learning(WORD, CONDUCT))
    person = manager(cycle)
    assert code_of(cycle) == ("manual_attestation.missing", "learner")

    rows = {word(cycle=cycle).pk for _ in range(2)}

    assert len(rows) == 1
    assert code_of(cycle) == ("manual_attestation.asked", "line_manager")
    assert [notice.person for notice in Notice.objects.filter(kind="certification.request")] == [person]


def test_a_yes_meets_the_requirement_on_the_day_of_the_act_and_keeps_the_wording() -> None:
    row = give(word())

    assert (row.state, row.acted_on, row.said_on) == ("given", EARLIER, TODAY)
    assert (row.wording, row.version, row.grounds.opened()) == (STATEMENT, row.cycle.version, REASON)
    status = RequirementStatus.objects.get(cycle=row.cycle)
    assert (status.state, status.met_on, status.evidence) == ("met", EARLIER, [f"attestation:{row.pk.hex}"])
    assert Cycle.objects.get().state == "certified"
    assert not Notice.objects.filter(kind="certification.request", withdrawn_at=None).exists()
    assert Notice.objects.filter(kind="certification.answer", person=row.learner).count() == 1


def test_a_no_says_why_and_the_learner_can_ask_again() -> None:
    first = word()
    vouching.decline(attestation=first, reason=REASON, by=asked_person(first), now=NOW)
    assert code_of(first.cycle) == ("manual_attestation.declined", "learner")

    assert word(cycle=first.cycle).pk != first.pk
    assert code_of(first.cycle) == ("manual_attestation.asked", "line_manager")


def test_a_word_is_taken_back_by_whoever_gave_it_and_what_was_said_stays_written() -> None:
    cycle = assigned(learning(WORD, CONDUCT))
    manager(cycle)
    row = given(cycle=cycle)
    with pytest.raises(vouching.NotYours):
        vouching.take_back(attestation=row, reason=REASON, by=cycle.learner, now=NOW)

    row = vouching.take_back(attestation=row, reason=REASON, by=asked_person(row), now=NOW)

    assert (row.state, row.acted_on, row.grounds.opened()) == ("taken_back", TODAY, REASON)
    assert code_of(cycle)[0] == "manual_attestation.missing"
    story = CertificationEvent.objects.filter(subject=row.pk).order_by("number").values_list("kind", flat=True)
    assert list(story) == ["asked", "given", "taken_back"]


def test_the_learner_can_stop_asking_and_nobody_else_can() -> None:
    row = word()
    with pytest.raises(vouching.NotYours):
        vouching.withdraw(attestation=row, by=asked_person(row), now=NOW)

    assert vouching.withdraw(attestation=row, by=row.learner, now=NOW).state == "withdrawn"
    with pytest.raises(vouching.NotNow):
        give(row)


def test_only_somebody_in_the_role_says_anything() -> None:
    row = word()
    place = row.cycle.certification.issuer
    mentor = pair(learner=row.learner, place=place).mentor
    elsewhere = pair(kind=Kind.LINE_MANAGEMENT).mentor

    for person in (row.learner, mentor, elsewhere, CoordinatorFactory(in_organisation=place), LearnerFactory()):
        with pytest.raises(vouching.MayNotVouch):
            give(row, by=person)
        with pytest.raises(vouching.MayNotVouch):
            vouching.decline(attestation=row, reason=REASON, by=person, now=NOW)


@pytest.mark.parametrize("role", OTHERS)
def test_every_role_is_found_where_it_is_held_and_nowhere_else(role: str) -> None:
    cycle = assigned(learning({**WORD, "role": role}))
    place = cycle.certification.issuer
    if role in BONDS:
        person = manager(cycle, BONDS[role])
    else:
        factory = {"coordinator": CoordinatorFactory, "lead": LeadFactory}[role]
        person = factory(in_organisation=place)
        factory()

    assert [one.pk for one in holders(cycle.learner_id, role, today=TODAY)] == [person.pk]
    assert set(BONDS) | set(PLACES) == set(OTHERS)
    assert give(word(cycle=cycle), by=person).state == "given"


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"acted_on": TODAY + timedelta(days=1)}, vouching.NotThatDay),
        ({"reason": "Yes."}, vouching.WordsMissing),
    ],
    ids=["a day to come", "no sentence"],
)
def test_nobody_vouches_for_days_to_come_or_without_a_sentence(
    said: dict[str, object], refusal: type[Exception]
) -> None:
    row = word()
    with pytest.raises(refusal):
        give(row, **said)


def test_where_nobody_is_in_the_role_nobody_is_asked() -> None:
    cycle = assigned(learning(WORD))
    with pytest.raises(vouching.NobodyThere):
        word(cycle=cycle)
    assert not Attestation.objects.exists()


def test_what_comes_later_and_what_is_no_word_is_not_asked_for() -> None:
    tree = {"then": [CONDUCT, WORD]}
    cycle = assigned(learning(tree))
    manager(cycle)
    for key in ("visits", "conduct", "none"):
        with pytest.raises(vouching.NotAsked):
            word(cycle=cycle, requirement=key)
    with pytest.raises(vouching.NotYours):
        vouching.ask(cycle=cycle, requirement="visits", by=LearnerFactory(), now=NOW)


def test_the_sign_off_of_a_module_is_the_mentors_and_holds_everywhere() -> None:
    cycle = assigned(learning(SIGN_OFF, CONDUCT))
    other = assigned(learning(SIGN_OFF, CONDUCT, code="other"), cycle.learner)
    manager(cycle, Kind.REFLECTIVE)
    row = given(cycle=cycle, requirement="m03-signed")

    assert (row.subject, row.everywhere, row.role) == ("practice/m03", True, "mentor")
    assert code_of(cycle, "m03-signed")[0] == code_of(other, "m03-signed")[0] == "mentor_sign_off.met"


def test_another_certification_with_the_same_key_asks_anew() -> None:
    cycle = assigned(learning(WORD, CONDUCT))
    other = assigned(learning(WORD, CONDUCT, code="other"), cycle.learner)
    manager(cycle)
    given(cycle=cycle)

    assert code_of(cycle)[0] == "manual_attestation.met"
    assert code_of(other)[0] == "manual_attestation.missing"


def test_whoever_gave_their_word_does_not_decide() -> None:
    cycle = assigned(learning({**WORD, "role": "coordinator"}, **BY_ASSESSOR))
    vouching_one, deciding_one = (CoordinatorFactory(in_organisation=cycle.certification.issuer) for _ in range(2))
    give(word(cycle=cycle), by=vouching_one)

    assert is_involved(vouching_one.pk, cycle.learner_id)
    decision = Decision.objects.get()
    with pytest.raises(deciding.MayNotDecide):
        deciding.vote(decision=decision, outcome="award", rationale="", by=vouching_one, now=NOW)
    assert deciding.vote(decision=decision, outcome="award", rationale="", by=deciding_one, now=NOW).state == "awarded"


def test_whoever_alone_could_decide_does_not_give_their_word() -> None:
    cycle = assigned(learning({**WORD, "role": "coordinator"}, **BY_ASSESSOR))
    alone = CoordinatorFactory(in_organisation=cycle.certification.issuer)
    row = word(cycle=cycle)

    with pytest.raises(vouching.NeededToDecide):
        give(row, by=alone)
    CoordinatorFactory(in_organisation=cycle.certification.issuer)
    assert give(row, by=alone).state == "given"


class TestTheDatabaseRefuses:
    """Whatever the services are asked."""

    @pytest.mark.parametrize(
        "change",
        [{"acted_on": EARLIER}, {"wording": "Something else."}, {"state": "asked"}, {"state": "declined"}],
        ids=["another day", "another wording", "as if nothing was said", "a no instead of a yes"],
    )
    def test_a_word_that_was_given_stays(self, change: dict[str, object]) -> None:
        row = given()
        with pytest.raises(DatabaseError), transaction.atomic():
            Attestation.objects.filter(pk=row.pk).update(**change)

    def test_a_word_about_oneself(self) -> None:
        row = word()
        about_me = {"state": "given", "said_by": row.learner, "said_on": TODAY, "acted_on": TODAY}
        with pytest.raises(IntegrityError), transaction.atomic():
            Attestation.objects.filter(pk=row.pk).update(**about_me)


def test_two_roles_are_two_questions() -> None:
    cycle = assigned(learning(WORD, MENTORS_WORD))
    manager(cycle)
    manager(cycle, Kind.REFLECTIVE)

    assert word(cycle=cycle).asked_of != word(cycle=cycle, requirement="listens").asked_of
