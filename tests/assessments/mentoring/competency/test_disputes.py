"""A learner sees it differently and is heard by somebody who judged nothing before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.mentoring.models import Dispute, Relationship
from assessments.mentoring.selectors.disputes import Judgement, judgement
from assessments.mentoring.services import decisions, disputes
from assessments.mentoring.state import NotNow
from tests.assessments.mentoring.competency.conftest import SignIn
from tests.factories.mentoring import NOW, Kind, pair
from tests.factories.mentoring_competency import (
    SECRET_WHY,
    also,
    decided,
    line_manager_of,
    moderator_of,
    piece,
)
from tests.factories.people import CoordinatorFactory, SuperuserFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
STATEMENT = "I had asked him before the mentor came into the room."
ANSWER = "Both of you remember it so; the level is judged anew."


def judged(of: Relationship) -> Judgement:
    found = judgement("decision", decided(of).pk)
    assert found is not None
    return found


def raised(of: Relationship) -> Dispute:
    return disputes.disagree(judged=judged(of), by=of.learner, statement=STATEMENT, now=NOW)


def named(of: Relationship) -> tuple[Dispute, User]:
    hearer = moderator_of(of)
    coordinator = CoordinatorFactory(in_organisation=of.organisation)
    return disputes.name(dispute=raised(of), hearer=hearer, by=coordinator, now=NOW), hearer


def test_a_learner_says_so_within_thirty_days(two: Relationship) -> None:
    found = judged(two)
    with pytest.raises(disputes.TooLate):
        disputes.disagree(judged=found, by=two.learner, statement=STATEMENT, now=NOW + timedelta(days=31))
    row = disputes.disagree(judged=found, by=two.learner, statement=STATEMENT, now=NOW + timedelta(days=30))
    assert (row.state, row.statement.opened()) == ("raised", STATEMENT)


def test_nobody_else_says_so_for_them(two: Relationship) -> None:
    found = judged(two)
    for person in (two.mentor, line_manager_of(two), SuperuserFactory(), pair().learner):
        with pytest.raises(disputes.NotTheirs):
            disputes.disagree(judged=found, by=person, statement=STATEMENT, now=NOW)
    assert not Dispute.objects.exists()


def test_it_needs_words_and_is_said_once_at_a_time(two: Relationship) -> None:
    found = judged(two)
    with pytest.raises(disputes.WordsMissing):
        disputes.disagree(judged=found, by=two.learner, statement="  ", now=NOW)
    disputes.disagree(judged=found, by=two.learner, statement=STATEMENT, now=NOW)
    with pytest.raises(disputes.RaisedAlready):
        disputes.disagree(judged=found, by=two.learner, statement=STATEMENT, now=NOW)


def test_a_decision_that_no_longer_stands_is_not_disagreed_with(two: Relationship) -> None:
    found = judged(two)
    row = decisions.Decision.objects.get(pk=found.subject)
    decisions.give_back(decision=row, by=moderator_of(two), reason="unclear", now=NOW)
    with pytest.raises(disputes.NotTheirs):
        disputes.disagree(judged=found, by=two.learner, statement=STATEMENT, now=NOW)


def test_the_coordinator_is_told_that_there_is_one_and_no_word_of_it(two: Relationship, sign_in: SignIn) -> None:
    coordinator = CoordinatorFactory(in_organisation=two.organisation)
    moderator_of(two)
    raised(two)

    assert {one.person for one in Notice.objects.filter(kind="mentoring.dispute_raised")} == {coordinator}
    page = sign_in(coordinator).get(reverse("mentoring:disputes"))
    assert page.status_code == 200
    assert str(two.learner) in page.content.decode()
    assert STATEMENT not in page.content.decode()


def test_a_coordinator_names_somebody_who_judged_nothing(two: Relationship, sign_in: SignIn) -> None:
    row, hearer, judge = raised(two), moderator_of(two), also(two, Kind.ASSESSOR).mentor
    piece(of=two, by=judge, indicator="D2.2")
    client = sign_in(CoordinatorFactory(in_organisation=two.organisation))
    address, field = reverse("mentoring:dispute_name", args=[row.pk]), f"{row.pk.hex}-hearer"
    for person in (judge, two.mentor, line_manager_of(two), two.learner):
        assert client.post(address, {field: person.pk}).status_code == 400
    assert client.post(address, {field: hearer.pk}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.heard_by) == ("taken_up", hearer)


def test_nobody_else_names_anybody(two: Relationship, sign_in: SignIn) -> None:
    row, hearer = raised(two), moderator_of(two)
    address, field = reverse("mentoring:dispute_name", args=[row.pk]), f"{row.pk.hex}-hearer"
    for person in (two.learner, two.mentor, hearer, CoordinatorFactory(), SuperuserFactory()):
        with pytest.raises(disputes.NotTheCoordinator):
            disputes.name(dispute=row, hearer=hearer, by=person, now=NOW)
        assert sign_in(person).post(address, {field: hearer.pk}).status_code == 404
    row.refresh_from_db()
    assert row.state == "raised"


def test_upheld_leaves_the_decision_standing_and_both_are_told(two: Relationship) -> None:
    row, hearer = named(two)
    row = disputes.answer(dispute=row, by=hearer, changed=False, words=ANSWER, now=NOW)

    assert (row.state, row.answer.opened()) == ("upheld", ANSWER)
    assert decisions.Decision.objects.get().state == "signed_off"
    told = Notice.objects.filter(kind="mentoring.dispute_answered")
    assert {one.person for one in told} == {two.learner, two.mentor}


@pytest.mark.parametrize("state", ["signed_off", "upheld", "paused"])
def test_changed_means_that_the_decision_no_longer_stands(two: Relationship, state: str) -> None:
    row, hearer = named(two)
    decision = decisions.Decision.objects.get()
    if state == "upheld":
        decisions.uphold(decision=decision, by=moderator_of(two), now=NOW)
    elif state == "paused":
        decisions.pause(learner=two.learner, indicator=decision.indicator, by=None, now=NOW)
    disputes.answer(dispute=row, by=hearer, changed=True, words=ANSWER, now=NOW)
    decision.refresh_from_db()
    assert decision.state == "returned"


def test_whoever_judged_meanwhile_no_longer_hears_it(two: Relationship) -> None:
    row, hearer = named(two)
    piece(of=two, by=hearer, indicator="D2.2")
    with pytest.raises(disputes.CannotHear):
        disputes.answer(dispute=row, by=hearer, changed=False, words=ANSWER, now=NOW)


def test_nobody_else_answers(two: Relationship, sign_in: SignIn) -> None:
    row, _hearer = named(two)
    others = (two.learner, two.mentor, moderator_of(two), also(two, Kind.ASSESSOR).mentor, SuperuserFactory())
    address = reverse("mentoring:dispute_answer", args=[row.pk])
    sent = {f"{row.pk.hex}-outcome": "changed", f"{row.pk.hex}-answer": ANSWER}
    for person in others:
        with pytest.raises(disputes.CannotHear):
            disputes.answer(dispute=row, by=person, changed=True, words=ANSWER, now=NOW)
        assert sign_in(person).post(address, sent).status_code == 404
    row.refresh_from_db()
    assert row.state == "taken_up"


def test_the_learner_takes_it_back(two: Relationship, sign_in: SignIn) -> None:
    row, hearer = named(two)
    address = reverse("mentoring:dispute_take_back", args=[row.pk])
    assert sign_in(two.mentor).post(address).status_code == 404
    assert sign_in(two.learner).post(address).status_code == 302
    with pytest.raises(NotNow):
        disputes.answer(dispute=row, by=hearer, changed=True, words=ANSWER, now=NOW)


def test_from_the_page_of_the_decision_to_the_answer(two: Relationship, sign_in: SignIn) -> None:
    row = decided(two)
    here = reverse("mentoring:decision", args=[row.pk])
    address = reverse("mentoring:disagree", args=["decision", row.pk])
    learner = sign_in(two.learner)
    assert address in learner.get(here).content.decode()
    assert learner.get(address).status_code == 200
    assert learner.post(address, {"statement": ""}).status_code == 400
    assert learner.post(address, {"statement": STATEMENT}).status_code == 302
    again = learner.post(address, {"statement": STATEMENT})
    assert (again.status_code, STATEMENT in again.content.decode()) == (409, True)

    hearer = moderator_of(two)
    dispute = Dispute.objects.get()
    disputes.name(dispute=dispute, hearer=hearer, by=CoordinatorFactory(in_organisation=two.organisation), now=NOW)
    client = sign_in(hearer)
    page = client.get(reverse("mentoring:disputes")).content.decode()
    assert STATEMENT in page
    sent = {f"{dispute.pk.hex}-outcome": "", f"{dispute.pk.hex}-answer": ANSWER}
    back = client.post(reverse("mentoring:dispute_answer", args=[dispute.pk]), sent)
    assert (back.status_code, ANSWER in back.content.decode()) == (400, True)
    sent[f"{dispute.pk.hex}-outcome"] = "upheld"
    assert client.post(reverse("mentoring:dispute_answer", args=[dispute.pk]), sent).status_code == 302

    for person in (two.learner, two.mentor, hearer):
        assert STATEMENT in sign_in(person).get(here).content.decode()
    for person in (line_manager_of(two), also(two, Kind.ASSESSOR).mentor):
        page = sign_in(person).get(here).content.decode()
        assert STATEMENT not in page
        assert ANSWER not in page
        assert SECRET_WHY not in page


@pytest.mark.parametrize("machine", ["record", "entry", "session", "nonsense"])
def test_only_judgements_are_disagreed_with(two: Relationship, sign_in: SignIn, machine: str) -> None:
    row = decided(two)
    assert sign_in(two.learner).get(reverse("mentoring:disagree", args=[machine, row.pk])).status_code == 404
