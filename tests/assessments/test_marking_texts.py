"""Texts that others mark: handed in, judged by trainers or colleagues, and what follows from a mark."""

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from assessments.marking.judging import Part
from assessments.models import ActivityVersion, Attempt, HandedText, Judgement, JudgementDraft, MarkingEvent, PeerTask
from assessments.progress.models import LessonProgress
from assessments.selectors.texts import own_text, still_to_mark, text_for, texts_of_colleagues, texts_to_mark
from assessments.services import erasing, judging
from assessments.services.ledger_checks import check_ledgers
from assessments.services.texts import TextWaits
from modules.dialect import storage
from tests.factories import cohorts
from tests.factories.evidence import NOW, Planted, answered, compiled
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory
from tests.factories.texts import WORDS, ask_for_texts, handed, judged
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User


@pytest.fixture
def place(db: None) -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def writer(place: Organisation) -> User:
    return LearnerFactory(in_organisation=place)


@pytest.fixture
def trainers(place: Organisation) -> list[User]:
    return [TrainerFactory(in_organisation=place) for _number in range(4)]


@pytest.fixture
def asked(planted: Planted) -> Planted:
    ask_for_texts(planted.lesson)
    return planted


def test_the_words_of_a_text_are_sealed_and_stand_nowhere_else(asked: Planted, writer: User) -> None:
    text = handed(writer, asked.lesson)

    assert (text.state, text.words.opened(), text.wanted) == ("waiting", WORDS, 1)
    assert b"WRITTEN" not in bytes(HandedText.objects.values_list("words_sealed", flat=True).get())
    assert Attempt.objects.get(client_id=text.client_id).answer == {}
    assert list(check_ledgers(HandedText)) == []


def test_a_second_text_waits_until_the_first_is_marked(asked: Planted, writer: User, trainers: list[User]) -> None:
    text = handed(writer, asked.lesson)
    with pytest.raises(TextWaits):
        handed(writer, asked.lesson)
    assert Attempt.objects.count() == 1

    judged(text, trainers[0], 2, 1)
    assert handed(writer, asked.lesson, now=NOW + timedelta(days=1)).pk != text.pk


def test_whoever_learns_alone_keeps_their_text_among_their_answers(asked: Planted) -> None:
    alone = LearnerFactory()
    alone.memberships.all().delete()
    attempt = answered(alone, asked.lesson, "note", {"answer": (WORDS,)})

    assert attempt.answer == {"answer": [WORDS]}
    assert not HandedText.objects.exists()


def test_one_trainer_marks_and_the_lesson_is_done_with_it(asked: Planted, writer: User, trainers: list[User]) -> None:
    text = judged(handed(writer, asked.lesson), trainers[0], 1, 1)

    assert (text.state, text.score, text.marked_at) == ("marked", Fraction(2, 3), NOW)
    assert LessonProgress.objects.get(learner=writer, content_key=asked.lesson.content_key).done_at == NOW
    assert Notice.objects.filter(person=writer, kind="assessments.text_marked").count() == 1
    assert list(check_ledgers(HandedText)) == []


def test_a_text_that_is_not_good_enough_leaves_the_lesson_open(
    asked: Planted, writer: User, trainers: list[User]
) -> None:
    judged(handed(writer, asked.lesson), trainers[0], 0, 1)

    assert not LessonProgress.objects.filter(learner=writer, done_at__isnull=False).exists()


@pytest.mark.parametrize(
    ("second", "state", "score"),
    [
        ((2, 0), "marked", Fraction(5, 6)),  # a third apart, as far as they may be
        ((0, 0), "moderation", None),
    ],
)
def test_two_marks_agree_or_a_third_person_decides(
    planted: Planted,
    writer: User,
    trainers: list[User],
    second: tuple[int, int],
    state: str,
    score: Fraction | None,
) -> None:
    ask_for_texts(planted.lesson, markers="2", tolerance="1/3")
    text = judged(handed(writer, planted.lesson), trainers[0], 2, 1)
    assert text.state == "second"
    text = judged(text, trainers[1], *second)

    assert (text.state, text.score) == (state, score)
    if state == "moderation":
        for before in trainers[:2]:
            with pytest.raises(judging.JudgedAlready):
                judging.part_of(text, before)
        assert judged(text, trainers[2], 1, 0).score == Fraction(1, 3)
        assert {row.part for row in text.judgements.all()} == {"first", "second", "moderator"}
    assert list(check_ledgers(HandedText)) == []


def test_who_marked_first_is_asked_no_second_time(planted: Planted, writer: User, trainers: list[User]) -> None:
    ask_for_texts(planted.lesson, markers="2")
    text = judged(handed(writer, planted.lesson), trainers[0], 2, 1)

    today = timezone.localdate()
    for_first, for_second = (list(still_to_mark(texts_to_mark(one, today=today), one)) for one in trainers[:2])
    assert (for_first, for_second) == ([], [text])


@pytest.mark.parametrize("levels", [{"seen": 1}, {"seen": 3, "next": 0}, {"seen": -1, "next": 0}])
def test_a_judgement_needs_a_level_that_there_is_for_every_line(
    asked: Planted, writer: User, trainers: list[User], levels: dict[str, int]
) -> None:
    text = handed(writer, asked.lesson)
    with pytest.raises(judging.Incomplete):
        judging.sign(
            text=text, marker=trainers[0], part=Part.FIRST, said=judging.Said(levels=levels, comments={}), now=NOW
        )
    assert not Judgement.objects.exists()


def test_what_is_no_text_is_not_judged() -> None:
    question = compiled(":::choice{#c}\n\nWhich?\n\n- (x) This\n- ( ) That\n\n:::")
    version = ActivityVersion(kind="choice", digest=question.version, parsed=storage.dump(question.activity))

    with pytest.raises(TypeError, match="choice"):
        judging.essay_of(HandedText(activity_key="c", version=version))


def test_half_a_judgement_is_kept_until_it_is_signed(asked: Planted, writer: User, trainers: list[User]) -> None:
    text = handed(writer, asked.lesson)
    for levels in ({"seen": 1}, {"seen": 2}):
        judging.keep(
            text=text, marker=trainers[0], said=judging.Said(levels=levels, comments={"": "HALF-SAID"}), now=NOW
        )
    draft = JudgementDraft.objects.get()
    assert (draft.levels, draft.comments.opened()) == ({"seen": 2}, {"": "HALF-SAID"})

    judged(text, trainers[0], 1, 1)
    assert not JudgementDraft.objects.exists()
    with pytest.raises(judging.JudgedAlready):
        judging.part_of(HandedText.objects.get(), trainers[0])


def test_nobody_marks_their_own_text(asked: Planted, place: Organisation, trainers: list[User]) -> None:
    both = TrainerFactory(in_organisation=place)
    both.memberships.create(role="learner", organisation=place, since=NOW.date() - timedelta(days=9))
    text = handed(both, asked.lesson)

    assert not texts_to_mark(both, today=timezone.localdate()).exists()
    with pytest.raises(judging.NotTheirs):
        judging.part_of(text, both)
    judged(text, trainers[0], 1, 1)
    own = Judgement(text=text, marker=both, part=Part.PEER, version_id=text.version_id, levels={}, signed_at=NOW)
    own.organisation_id, own.score = text.organisation_id, Fraction(1)
    with pytest.raises(DatabaseError, match="nobody_judges_a_text_of_their_own"), transaction.atomic():
        own.save(force_insert=True)


def test_only_trainers_above_the_writer_find_a_text(asked: Planted, writer: User, trainers: list[User]) -> None:
    text, today = handed(writer, asked.lesson), timezone.localdate()
    elsewhere = TrainerFactory(in_organisation=OrganisationFactory())

    assert text_for(trainers[0], text.pk, today=today) == text
    assert text_for(elsewhere, text.pk, today=today) is None
    assert text_for(LearnerFactory(in_organisation=text.organisation), text.pk, today=today) is None
    assert own_text(writer, text.pk) == text
    assert own_text(elsewhere, text.pk) is None


def test_colleagues_of_one_cohort_judge_each_other_and_the_median_counts(
    planted: Planted, place: Organisation, trainers: list[User]
) -> None:
    ask_for_texts(planted.lesson, by="peer", peers="2")
    cohort = cohorts.CohortFactory(organisation=place)
    people = [LearnerFactory(in_organisation=place) for _number in range(4)]
    for number, person in enumerate(people):
        cohorts.member(cohort, person, since=NOW - timedelta(days=1))
        assert PeerTask.objects.count() == 0, "a ring begins with the fourth"
        handed(person, planted.lesson, now=NOW + timedelta(minutes=number))
    outsider = LearnerFactory(in_organisation=place)
    handed(outsider, planted.lesson)

    assert PeerTask.objects.count() == 8
    assert PeerTask.objects.values("seed").distinct().count() == 1
    assert Notice.objects.filter(kind="assessments.colleague_asked", person__in=people).count() == 4
    assert [texts_of_colleagues(one).count() for one in (*people, outsider)] == [2, 2, 2, 2, 0]
    text = HandedText.objects.get(learner=people[0])
    for task, levels in zip(text.tasks.all(), [(2, 1), (1, 0)], strict=True):
        text = judged(text, task.judge, *levels)
    assert (text.state, text.score) == ("marked", Fraction(2, 3))

    overruled = judged(text, trainers[0], 0, 1, now=NOW + timedelta(days=1))
    assert (overruled.state, overruled.score) == ("marked", Fraction(1, 3))
    assert [row.part for row in text.judgements.all()] == ["peer", "peer", "overruling"]
    assert list(check_ledgers(HandedText)) == []


def test_what_was_signed_is_never_changed(asked: Planted, writer: User, trainers: list[User]) -> None:
    text = judged(handed(writer, asked.lesson), trainers[0], 1, 1)
    for rows, change in (
        (Judgement.objects, {"levels": {"seen": 2, "next": 1}}),
        (Judgement.objects, {"score_numerator": 1}),
        (MarkingEvent.objects, {"kind": "overrule"}),
        (HandedText.objects, {"marked_by": "peer"}),
    ):
        with pytest.raises(DatabaseError, match="evidence is never changed"), transaction.atomic():
            rows.update(**change)
    assert HandedText.objects.get(pk=text.pk).score == Fraction(2, 3)


def test_erasing_takes_the_words_and_leaves_the_marks(asked: Planted, writer: User, trainers: list[User]) -> None:
    text = judged(handed(writer, asked.lesson), trainers[0], 1, 1)

    assert erasing.erase_texts(person=writer) == {"texts": 1, "judgements": 1}
    text.refresh_from_db()
    assert (text.words.opened(), text.judgements.get().comments.opened()) == ("", None)
    assert text.score == Fraction(2, 3)
    assert text_for(trainers[0], text.pk, today=timezone.localdate()) is None
