"""The state table of a session record: who may take it from where to where, and everybody and everywhere else refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from assessments.mentoring.models import Comment, Event, RecordVersion, Relationship, SessionRecord, Signature
from assessments.mentoring.services import circulation, ledger, pairs, record_signing, records, signing
from tests.factories.mentoring import NOW, TODAY, pair
from tests.factories.mentoring_sessions import PATHS, at, drafted, learner_of, mentor_of, seen, signed_by, writing
from tests.factories.people import LearnerFactory, SuperuserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
Act = Callable[[SessionRecord, User], object]

ACTS: dict[str, Act] = {
    "save": lambda row, by: records.save(session=row.session, by=by, writing=writing(revision=row.revision), now=NOW),
    "share": lambda row, by: circulation.share(record=row, by=by, now=NOW),
    "send back": lambda row, by: circulation.send_back(record=row, by=by, comment="Say more.", now=NOW),
    "take back": lambda row, by: circulation.take_back(record=row, by=by, now=NOW),
    "remark": lambda row, by: circulation.remark(record=row, by=by, body="A thought.", now=NOW),
    "freeze": lambda row, by: circulation.freeze(record=row, by=by, now=NOW),
    "reopen": lambda row, by: circulation.reopen(record=row, by=by, reason="omission", now=NOW),
    "sign": lambda row, by: signed_by(row, by),
    "disagree": lambda row, by: signed_by(row, by, outcome="disagree"),
    "void": lambda row, by: records.void(record=row, by=by, reason="mistake", now=NOW),
}
REFUSALS = (
    *(ledger.NotNow, pairs.NotOfThePair, pairs.NotActiveNow, records.NotTheWriter, records.NoLongerWritten),
    *(circulation.OwnRecord, circulation.OpenRemarks, signing.SignedAlready, signing.ChangedMeanwhile),
)
# From, act, who of writer (the mentor) and other (the learner): the state after it. Nothing else is allowed to anybody.
ALLOWED = {
    ("draft", "save", "writer"): "draft",
    ("draft", "share", "writer"): "shared",
    ("draft", "void", "writer"): "void",
    ("shared", "send back", "other"): "returned",
    ("shared", "take back", "writer"): "returned",
    ("shared", "remark", "writer"): "shared",
    ("shared", "remark", "other"): "shared",
    ("shared", "freeze", "writer"): "frozen",
    ("shared", "freeze", "other"): "frozen",
    ("shared", "sign", "writer"): "part_signed",
    ("shared", "sign", "other"): "part_signed",
    ("shared", "disagree", "writer"): "part_signed",
    ("shared", "disagree", "other"): "part_signed",
    ("shared", "void", "writer"): "void",
    ("returned", "save", "writer"): "returned",
    ("returned", "share", "writer"): "shared",
    ("returned", "remark", "writer"): "returned",
    ("returned", "remark", "other"): "returned",
    ("returned", "void", "writer"): "void",
    ("frozen", "reopen", "writer"): "shared",
    ("frozen", "reopen", "other"): "shared",
    ("frozen", "sign", "writer"): "part_signed",
    ("frozen", "sign", "other"): "part_signed",
    ("frozen", "disagree", "writer"): "part_signed",
    ("frozen", "disagree", "other"): "part_signed",
    ("frozen", "void", "writer"): "void",
    ("part_signed", "sign", "writer"): "signed",
    ("part_signed", "disagree", "writer"): "signed_with_disagreement",
}
WHO = ("writer", "other", "stranger", "superuser", "another mentor")


def who_is(who: str, record: SessionRecord) -> User:
    return {
        "writer": lambda: record.writer,
        "other": lambda: learner_of(record),
        "stranger": LearnerFactory,
        "superuser": SuperuserFactory,
        "another mentor": lambda: pair().mentor,
    }[who]()


def left(record: SessionRecord) -> tuple[object, ...]:
    record.refresh_from_db()
    return (
        *(record.state, record.events, record.revision, record.digest, record.sign_by),
        record.shared.opened(),
        Event.objects.filter(subject=record.pk).count(),
        Signature.objects.filter(subject=record.pk).count(),
        Comment.objects.filter(subject=record.pk).count(),
        RecordVersion.objects.filter(record=record).count(),
    )


@pytest.mark.parametrize(("state", "act", "who"), ALLOWED)
def test_a_cell_of_the_table(state: str, act: str, who: str) -> None:
    record = at(state)
    ACTS[act](record, who_is(who, record))
    record.refresh_from_db()
    assert record.state == ALLOWED[state, act, who]


@pytest.mark.parametrize("state", PATHS)
def test_every_other_cell_of_the_table_is_refused_and_leaves_nothing(state: str) -> None:
    record = at(state)
    people, before = {who: who_is(who, record) for who in WHO}, left(record)
    for act, who in ((act, who) for act in ACTS for who in WHO if (state, act, who) not in ALLOWED):
        with pytest.raises(REFUSALS):
            ACTS[act](record, people[who])
        assert left(record) == before, (act, who)


def test_every_row_of_the_table_is_a_move_of_the_machine_or_leaves_the_state_as_it_is() -> None:
    moves = {(before, after) for move in SessionRecord.machine.moves.values() for before, after in move.items()}
    by_signing = {("shared", "part_signed")}  # frozen and signed in one act
    assert {(state, after) for (state, _act, _who), after in ALLOWED.items() if state != after} <= moves | by_signing


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["writer", "other"])
@pytest.mark.parametrize("end", ["ended", "paused"])
def test_nobody_acts_in_a_pair_that_is_not_active(act: str, who: str, end: str) -> None:
    record = at("shared")
    row = record.session.relationship
    changes = {"ends_on": TODAY} if end == "ended" else {}
    ledger.append(row, event=end, by=None, now=NOW, reason="other", **changes)
    before = left(record)
    with pytest.raises((pairs.NotActiveNow, records.NotTheWriter)):
        ACTS[act](record, who_is(who, record))
    assert left(record) == before


def test_a_mentor_who_follows_cannot_sign_what_was_before() -> None:
    record = at("part_signed")
    before = record.session.relationship
    ledger.append(before, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
    after = pair(learner=before.learner, place=before.organisation)
    Relationship.objects.filter(pk=after.pk).update(succeeds=before)
    with pytest.raises(pairs.NotOfThePair):
        signed_by(record, after.mentor)
    assert Signature.objects.filter(subject=record.pk).count() == 1


def test_a_mentor_who_is_line_manager_too_signs_once_and_as_the_mentor() -> None:
    record = at("part_signed")
    row = record.session.relationship
    pair(learner=row.learner, mentor=row.mentor, place=row.organisation, kind=Relationship.Kind.LINE_MANAGEMENT)
    signed = signed_by(record, row.mentor)
    assert signed.state == "signed"
    assert {one.role for one in Signature.objects.filter(subject=record.pk)} == {"learner", "mentor"}
    with pytest.raises(signing.SignedAlready):
        signed_by(record, row.mentor)


def test_a_line_manager_is_no_party_to_a_session() -> None:
    record = at("frozen")
    row = record.session.relationship
    manager = pair(learner=row.learner, place=row.organisation, kind=Relationship.Kind.LINE_MANAGEMENT)
    with pytest.raises(pairs.NotOfThePair):
        signed_by(record, manager.mentor)


def test_nothing_is_shared_before_it_says_what_the_session_was_about() -> None:
    record = drafted(words={"reflection_summary": "  "})
    with pytest.raises(circulation.NothingToShare):
        circulation.share(record=record, by=record.writer, now=NOW)


def test_a_record_with_an_open_remark_is_neither_frozen_nor_signed() -> None:
    record = at("shared")
    remark = circulation.remark(record=record, by=learner_of(record), body="What about the aunt?", now=NOW)
    for act in ("freeze", "sign"):
        with pytest.raises(circulation.OpenRemarks):
            ACTS[act](record, learner_of(record))
    settled = circulation.settle(remark=remark, by=mentor_of(record), now=NOW)
    assert settled.settled_by == mentor_of(record)
    assert circulation.freeze(record=record, by=learner_of(record), now=NOW).state == "frozen"


def test_a_remark_settled_twice_stays_settled_by_the_first() -> None:
    record = at("shared")
    remark = circulation.remark(record=record, by=learner_of(record), body="What about the aunt?", now=NOW)
    circulation.settle(remark=remark, by=mentor_of(record), now=NOW)
    assert circulation.settle(remark=remark, by=learner_of(record), now=NOW).settled_by == mentor_of(record)


@pytest.mark.parametrize("words", ["", "   "], ids=["nothing", "blanks"])
def test_sending_back_needs_a_word(words: str) -> None:
    record = at("shared")
    before = left(record)
    with pytest.raises(circulation.WordsMissing):
        circulation.send_back(record=record, by=learner_of(record), comment=words, now=NOW)
    assert left(record) == before


@pytest.mark.parametrize("reason", ["", "because"])
def test_opening_again_needs_one_of_the_reasons(reason: str) -> None:
    record = at("frozen")
    with pytest.raises(circulation.NoReason):
        circulation.reopen(record=record, by=learner_of(record), reason=reason, now=NOW)


def test_what_was_shared_and_frozen_is_kept_as_versions() -> None:
    record = at("returned")
    records.save(
        session=record.session,
        by=record.writer,
        writing=writing(revision=record.revision, words={"reflection_summary": "We looked at her view."}),
        now=NOW,
    )
    circulation.share(record=record, by=record.writer, now=NOW)
    Comment.objects.filter(subject=record.pk).update(settled_by=record.writer, settled_at=NOW)
    frozen = circulation.freeze(record=record, by=record.writer, now=NOW)
    kept = RecordVersion.objects.filter(record=record)
    assert [one.number for one in kept] == [1, 2, 3]
    assert [one.shared.opened()["reflection_summary"] for one in kept][1:] == ["We looked at her view."] * 2
    assert kept[2].digest == frozen.digest == kept[1].digest != kept[0].digest


def test_a_void_record_has_no_words_anywhere() -> None:
    record = at("returned")
    gone = records.void(record=record, by=record.writer, reason="mistake", now=NOW)
    assert gone.shared.opened() is None
    assert [one.shared.opened() for one in RecordVersion.objects.filter(record=record)] == [None]
    assert [one.body.opened() for one in Comment.objects.filter(subject=record.pk)] == [""]
    assert gone.session.occurred_on == TODAY
    assert Event.objects.get(subject=record.pk, kind="voided").reason == "mistake"


@pytest.mark.parametrize("days", [0, 14])
def test_a_second_signature_comes_within_the_days_of_the_policy(days: int) -> None:
    record = at("part_signed")
    assert record.sign_by == TODAY + timedelta(days=14)
    assert signed_by(record, record.writer, now=NOW + timedelta(days=days)).state == "signed"


def test_a_second_signature_does_not_come_later() -> None:
    record = at("part_signed")
    with pytest.raises(record_signing.TooLateToSign):
        signed_by(record, record.writer, now=NOW + timedelta(days=15))


@pytest.mark.parametrize(
    ("first", "second", "after"),
    [
        ("agree", "agree", "signed"),
        ("agree", "agree_with_comment", "signed"),
        ("disagree", "agree", "signed_with_disagreement"),
        ("agree_with_comment", "disagree", "signed_with_disagreement"),
    ],
)
def test_one_who_sees_it_differently_is_enough_for_a_disagreement(first: str, second: str, after: str) -> None:
    record = at("frozen")
    signed_by(record, learner_of(record), outcome=first)
    assert signed_by(record, mentor_of(record), outcome=second).state == after


def test_signing_over_changed_content_is_refused_and_leaves_nothing() -> None:
    record = at("shared")
    read = seen(record)
    circulation.take_back(record=record, by=record.writer, now=NOW)
    records.save(
        session=record.session,
        by=record.writer,
        writing=writing(revision=record.revision, words={"reflection_summary": "Something else."}),
        now=NOW,
    )
    circulation.share(record=record, by=record.writer, now=NOW)
    before = left(record)
    with pytest.raises(signing.ChangedMeanwhile):
        signed_by(record, learner_of(record), seen_digest=read)
    assert left(record) == before


@pytest.mark.parametrize("change", ["day", "minutes", "mode", "facts", "text", "agenda", "action"])
def test_every_change_of_what_is_signed_changes_the_digest(change: str) -> None:
    words = {"reflection_summary": "We looked at how the first visit began."}
    record = drafted()
    before = seen(record)
    changes = {
        "day": {"held_on": TODAY - timedelta(days=1)},
        "minutes": {"minutes": 59},
        "mode": {"mode": "phone"},
        "facts": {"facts": {"wellbeing_discussed": True}},
        "text": {"words": {"reflection_summary": "We looked at how the first visit began!"}},
        "agenda": {"words": {**words, "agenda": [{"text": "Visit", "source": "mentor"}]}},
        "action": {"words": {**words, "actions": [{"text": "Call", "owner": "learner", "due_on": ""}]}},
    }[change]
    records.save(session=record.session, by=record.writer, writing=writing(revision=1, **changes), now=NOW)
    assert seen(record) != before


def test_the_mark_of_the_page_is_no_part_of_what_is_signed() -> None:
    record = drafted(page="one")
    before = seen(record)
    records.save(session=record.session, by=record.writer, writing=writing(revision=1, page="two"), now=NOW)
    assert seen(record) == before
