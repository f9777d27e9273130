"""Drafting and signing an agreement: both sign the same content, every change voids what was signed, the employer signs facts."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from assessments.mentoring.canonical import digest
from assessments.mentoring.framework.papers.agreements import agreement_paper, agreement_paper_of, versions_of
from assessments.mentoring.framework.papers.reader import paper
from assessments.mentoring.models import Agreement, Event, PolicyVersion, Relationship, Signature
from assessments.mentoring.selectors import agreements as selectors
from assessments.mentoring.selectors.relationships import agreement_in_force
from assessments.mentoring.services import agreement_signatures, agreements, endings, pairs, relationships, signing
from tests.assessments.mentoring.relationships.asking import told
from tests.factories.mentoring import NOW, PROGRAMME, TODAY, pair
from tests.factories.mentoring_relationships import ANSWERS, REVIEW_ON, agreement, saved, signed
from tests.factories.people import CoordinatorFactory, MentorFactory, SuperuserFactory
from training_site.people.models import User

Kind = Relationship.Kind
pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def events(row: Agreement) -> list[str]:
    return list(Event.objects.filter(subject=row.pk).values_list("kind", flat=True))


def as_employer(row: Agreement, *, by: User, **changed: Any) -> Signature:
    row.refresh_from_db()
    said = {"seen_digest": digest(selectors.facts_content(row)), "outcome": "agree", "comment": ""} | changed
    return agreement_signatures.sign_as_employer(agreement=row, by=by, now=NOW, **said)


@pytest.fixture
def couple() -> Relationship:
    return pair()


@pytest.fixture
def manager(couple: Relationship) -> User:
    return pair(learner=couple.learner, place=couple.organisation, kind=Kind.LINE_MANAGEMENT).mentor


# Which questions


def test_learner_and_mentor_are_asked_both_papers_as_far_as_every_pair_needs_them() -> None:
    asked = [field.key for field in agreement_paper(of_a_mentor=False).fields]
    assert {"goal_1", "protected_hours", "who_writes", "exceptions", "disagreement"} <= set(asked)
    assert asked[-1] == "review_on"
    assert len(set(asked)) == len(asked)


def test_a_mentor_and_their_own_supervisor_are_asked_about_supervision_alone() -> None:
    assert agreement_paper(of_a_mentor=True) == paper("supervision_agreement")


@pytest.mark.parametrize("of_a_mentor", [True, False])
def test_the_questions_are_found_again_by_their_versions(of_a_mentor: bool) -> None:
    asked = agreement_paper(of_a_mentor=of_a_mentor)
    assert agreement_paper_of(versions_of(asked)) == asked


def test_the_paper_follows_from_what_the_learner_is() -> None:
    mentor = MentorFactory()
    row = saved(pair(learner=mentor))
    assert selectors.paper_of(row).key == "supervision_agreement"
    assert selectors.paper_of(saved(pair())).key == "learning_agreement"


# Drafting


@pytest.mark.parametrize("who", ["learner", "mentor"])
def test_either_of_the_two_begins_a_draft(couple: Relationship, who: str) -> None:
    row = saved(couple, by=getattr(couple, who))
    assert (row.state, row.version, row.revision, row.review_on) == ("draft", 1, 1, REVIEW_ON)
    assert row.facts["protected_hours"] == 4
    assert "goal_1" not in row.facts
    assert row.words.opened()["goal_1"] == "Listen before I ask"


def test_nobody_else_writes(couple: Relationship) -> None:
    stranger = CoordinatorFactory(in_organisation=couple.organisation)
    for by in (stranger, SuperuserFactory(), MentorFactory(in_organisation=couple.organisation)):
        with pytest.raises(pairs.NotOfThePair):
            saved(couple, by=by)


@pytest.mark.parametrize("state", [{"paused": True}, {"ended_on": TODAY}], ids=["paused", "ended"])
def test_nothing_is_written_or_signed_while_a_pair_is_not_active(state: dict[str, Any]) -> None:
    row = agreement(in_force=False)
    coordinator = CoordinatorFactory()
    if "paused" in state:
        relationships.pause(relationship=row.relationship, by=coordinator, reason="leave", now=NOW)
    else:
        endings.end(relationship=row.relationship, by=coordinator, reason="moved", now=NOW)
    with pytest.raises(pairs.NotActiveNow):
        saved(row.relationship, seen_revision=1)
    with pytest.raises(pairs.NotActiveNow):
        signed(row, by=row.relationship.learner)
    with pytest.raises(pairs.NotActiveNow):
        agreements.renew(relationship=row.relationship, by=row.relationship.learner, now=NOW)


def test_of_two_who_edit_at_once_the_second_is_told_and_nothing_is_overwritten(couple: Relationship) -> None:
    saved(couple)
    saved(couple, by=couple.mentor, seen_revision=1, goal_1="Ask after I listen")
    with pytest.raises(agreements.ChangedElsewhere) as refused:
        saved(couple, seen_revision=1, goal_1="Something else")
    assert refused.value.agreement is not None
    assert refused.value.agreement.words.opened()["goal_1"] == "Ask after I listen"


def test_of_two_who_begin_at_once_the_second_is_told(couple: Relationship) -> None:
    saved(couple)
    with pytest.raises(agreements.ChangedElsewhere):
        saved(couple, by=couple.mentor)


def test_saving_the_same_again_changes_nothing(couple: Relationship) -> None:
    before = saved(couple)
    after = saved(couple, seen_revision=1)
    assert (after.revision, digest(selectors.content(after))) == (1, digest(selectors.content(before)))


def test_the_same_words_have_another_digest_each_time(couple: Relationship) -> None:
    one = digest(selectors.content(saved(couple)) | {"agreement": "", "relationship": ""})
    two = digest(selectors.content(saved(pair())) | {"agreement": "", "relationship": ""})
    assert one != two


def test_the_rhythm_of_the_policy_is_kept_with_the_draft(couple: Relationship) -> None:
    assert couple.organisation is not None
    PolicyVersion.objects.create(
        organisation=couple.organisation,
        programme_key=PROGRAMME,
        number=1,
        values={"bands": [{"kind": "individual", "from_month": 1, "every": "1 week", "min_minutes": 45}]},
        made_at=NOW,
    )
    bands = saved(couple).facts[selectors.AS_ASKED]["bands"]
    assert [band["every"] for band in bands] == ["1 week"]


# Signing


@pytest.mark.parametrize("first", ["learner", "mentor"])
def test_it_is_in_force_when_both_have_signed_in_either_order(couple: Relationship, first: str) -> None:
    one, two = (couple.learner, couple.mentor) if first == "learner" else (couple.mentor, couple.learner)
    row = saved(couple)
    row = signed(row, by=one)
    assert row.state == "awaiting_other"
    assert told(two) == ["agreement_awaits_signature"]
    row = signed(row, by=two, now=LATER)
    assert row.state == "active"
    assert told(one) == told(two) == ["agreement_in_force"]
    assert events(row) == ["drafted", "signed_first", "signed"]
    assert [given.signature.role for given in selectors.signatures(row)] == [
        first,
        "mentor" if one == couple.learner else "learner",
    ]


def test_nobody_signs_twice_or_for_the_other(couple: Relationship) -> None:
    row = signed(saved(couple), by=couple.learner)
    with pytest.raises(signing.SignedAlready):
        signed(row, by=couple.learner)
    with pytest.raises(pairs.NotOfThePair):
        signed(row, by=CoordinatorFactory(in_organisation=couple.organisation))
    row.refresh_from_db()
    assert row.state == "awaiting_other"


def test_a_signature_over_changed_content_is_refused(couple: Relationship) -> None:
    row = saved(couple)
    seen = digest(selectors.content(row))
    saved(couple, by=couple.mentor, seen_revision=1, place="Under the tree")
    with pytest.raises(signing.ChangedMeanwhile):
        agreement_signatures.sign(
            relationship=couple, by=couple.learner, seen_digest=seen, outcome="agree", comment="", now=NOW
        )
    assert not Signature.objects.exists()


def test_any_change_after_the_first_signature_voids_it_and_it_stays_visible(couple: Relationship) -> None:
    row = signed(saved(couple), by=couple.learner)
    row = saved(couple, by=couple.mentor, seen_revision=1, cancelling="We write a message")
    assert (row.state, events(row)) == ("draft", ["drafted", "signed_first", "changed"])
    assert [given.is_void for given in selectors.signatures(row)] == [True]
    assert told(couple.mentor) == []
    row = signed(row, by=couple.mentor, now=LATER)
    row = signed(row, by=couple.learner, now=LATER + timedelta(minutes=1))
    assert row.state == "active"
    assert [given.is_void for given in selectors.signatures(row)] == [True, False, False]


def test_a_draft_that_is_not_complete_is_not_signed(couple: Relationship) -> None:
    row = saved(couple, goal_1="", exceptions=[])
    with pytest.raises(agreement_signatures.NotComplete) as refused:
        signed(row, by=couple.learner)
    assert {field.key for field in refused.value.fields} == {"goal_1", "exceptions"}


def test_a_draft_with_a_day_of_review_that_has_passed_is_not_signed(couple: Relationship) -> None:
    row = saved(couple, review_on=TODAY)
    with pytest.raises(agreement_signatures.NotComplete):
        signed(row, by=couple.learner)


def test_what_was_saved_while_somebody_typed_is_not_signed_before_it_was_looked_through(couple: Relationship) -> None:
    draft = agreements.Draft(answers=ANSWERS, is_checked=False)
    row = agreements.save(relationship=couple, by=couple.learner, seen_revision=0, draft=draft, now=NOW)
    with pytest.raises(agreement_signatures.NotLookedThrough):
        signed(row, by=couple.learner)
    row = saved(couple, seen_revision=1)
    assert signed(row, by=couple.learner).state == "awaiting_other"


def test_a_signature_under_an_agreement_agrees(couple: Relationship) -> None:
    row = saved(couple)
    with pytest.raises(agreement_signatures.NoAgreementToDisagreeWith):
        signed(row, by=couple.learner, outcome="disagree", comment="I do not want this")
    with pytest.raises(signing.WordsMissing):
        signed(row, by=couple.learner, outcome="agree_with_comment")
    assert signed(row, by=couple.learner, outcome="agree_with_comment", comment="Gladly").state == "awaiting_other"


def test_without_a_draft_there_is_nothing_to_sign(couple: Relationship) -> None:
    with pytest.raises(agreement_signatures.NothingToSign):
        agreement_signatures.sign(
            relationship=couple, by=couple.learner, seen_digest="", outcome="agree", comment="", now=NOW
        )


# Again


def test_a_new_version_supersedes_the_one_in_force_when_both_have_signed(couple: Relationship) -> None:
    first = agreement(of=couple)
    second = agreements.renew(relationship=couple, by=couple.mentor, now=LATER)
    assert (second.version, second.state, second.review_on) == (2, "draft", None)
    assert second.words.opened()["goal_1"] == "Listen before I ask"
    assert "limits_known" not in second.facts
    assert agreements.renew(relationship=couple, by=couple.learner, now=LATER) == second
    second = saved(couple, seen_revision=1, review_on=REVIEW_ON, now=LATER)
    signed(second, by=couple.learner, now=LATER)
    first.refresh_from_db()
    assert first.state == "active"
    second = signed(second, by=couple.mentor, now=LATER)
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "active")


def test_there_is_nothing_to_renew_before_one_is_in_force(couple: Relationship) -> None:
    with pytest.raises(agreements.NothingInForce):
        agreements.renew(relationship=couple, by=couple.learner, now=NOW)


def test_on_its_day_it_is_due_and_both_are_told_once(couple: Relationship) -> None:
    row = agreement(of=couple)
    paused = agreement()
    relationships.pause(relationship=paused.relationship, by=CoordinatorFactory(), reason="leave", now=NOW)
    before, after = (NOW + timedelta(days=days) for days in (149, 150))
    assert agreements.fall_due(now=before) == 0
    assert (agreements.fall_due(now=after), agreements.fall_due(now=after)) == (1, 0)
    row.refresh_from_db()
    assert row.state == "due_review"
    assert told(couple.learner) == told(couple.mentor) == ["agreement_in_force", "agreement_due"]


@pytest.mark.parametrize(
    ("day", "version"),
    [
        pytest.param(TODAY - timedelta(days=1), None, id="before both had signed"),
        pytest.param(TODAY, 1, id="on the day of the second signature"),
        pytest.param(TODAY + timedelta(days=2), 1, id="afterwards"),
        pytest.param(TODAY + timedelta(days=3), 2, id="on the day of the next version"),
        pytest.param(TODAY + timedelta(days=9), 2, id="on the day before the end"),
        pytest.param(TODAY + timedelta(days=10), None, id="on the day of the end"),
    ],
)
def test_what_held_on_a_day(couple: Relationship, day: date, version: int | None) -> None:
    agreement(of=couple)
    agreements.renew(relationship=couple, by=couple.learner, now=LATER)
    second = saved(couple, seen_revision=1, now=LATER)
    signed(second, by=couple.learner, now=LATER)
    signed(second, by=couple.mentor, now=LATER)
    endings.end(relationship=couple, by=CoordinatorFactory(), reason="moved", now=NOW + timedelta(days=10))
    found = agreement_in_force(couple.pk, day)
    assert (found.version if found else None) == version


# The employer


def test_the_line_manager_is_asked_and_signs_facts_once(couple: Relationship, manager: User) -> None:
    row = signed(saved(couple), by=couple.learner)
    assert told(manager) == ["agreement_awaits_employer"]
    given = as_employer(row, by=manager)
    assert (given.part, given.role, given.signer) == ("facts", "line_manager", manager)
    assert told(manager) == []
    with pytest.raises(signing.SignedAlready):
        as_employer(row, by=manager)


def test_a_change_of_words_leaves_the_employers_signature_and_a_change_of_facts_voids_it(
    couple: Relationship, manager: User
) -> None:
    row = signed(saved(couple), by=couple.learner)
    as_employer(row, by=manager)
    row = saved(couple, by=couple.mentor, seen_revision=1, place="Under the tree")
    assert [given.is_void for given in selectors.signatures_of_facts(row)] == [False]
    row = saved(couple, by=couple.mentor, seen_revision=2, protected_hours=2)
    assert [given.is_void for given in selectors.signatures_of_facts(row)] == [True]


def test_only_who_manages_the_learner_now_signs_as_employer(couple: Relationship, manager: User) -> None:
    row = signed(saved(couple), by=couple.learner)
    elsewhere = pair(kind=Kind.LINE_MANAGEMENT).mentor
    for by in (couple.learner, couple.mentor, elsewhere, CoordinatorFactory(in_organisation=couple.organisation)):
        with pytest.raises(agreement_signatures.NotTheLineManager):
            as_employer(row, by=by)


@pytest.mark.parametrize("made", [lambda of: saved(of), lambda of: None], ids=["a draft", "an ended one"])
def test_the_employer_signs_nothing_that_nobody_has_signed_or_that_is_over(
    couple: Relationship, manager: User, made: Callable[[Relationship], Agreement | None]
) -> None:
    row = made(couple)
    if row is None:
        row = agreement(of=couple)
        endings.end(relationship=couple, by=CoordinatorFactory(), reason="moved", now=NOW)
    with pytest.raises(agreement_signatures.NothingToSign):
        as_employer(row, by=manager)


def test_a_mentor_and_their_supervisor_have_no_employers_part() -> None:
    couple = pair(learner=MentorFactory())
    manager = pair(learner=couple.learner, kind=Kind.LINE_MANAGEMENT).mentor
    answers = {
        **{field.key: "Yes" for field in paper("supervision_agreement").fields if field.kind in ("text", "long")},
        "functions": ["educational"],
        "format": "one_to_one",
        "mode": "video",
        "rhythm": "programme",
        "minutes": 60,
        "who_writes": "learner",
        "exceptions": ["risk_to_child"],
        "limits_read": True,
        "review_on": REVIEW_ON,
    }
    draft = agreements.Draft(answers=answers)
    row = agreements.save(relationship=couple, by=couple.learner, seen_revision=0, draft=draft, now=NOW)
    row = signed(row, by=couple.learner)
    assert (row.state, row.who_writes, told(manager)) == ("awaiting_other", "learner", [])
