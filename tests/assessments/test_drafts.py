"""What is typed into an activity is kept until it is answered: the newest alone, sealed, and for its writer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from assessments import selectors
from assessments.models import AnswerDraft
from assessments.services import attempts, drafts, together
from assessments.ticking import JOBS
from modules.dialect.examples import example
from tests.assessments.racing import apart, at_once, ground
from tests.factories.evidence import NOW, Planted, answered, compiled, compiled_in, plant_programme
from tests.factories.people import LearnerFactory
from training_site.people.models import User

PAGE = "practice/m03-l1"
SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(hours=1)


def keep(
    learner: User,
    *values: str,
    typed_at: datetime = NOW,
    now: datetime = LATER,
    key: str = "tea",
    client_id: UUID | None = None,
) -> None:
    drafts.keep(
        learner=learner,
        content_key=PAGE,
        answers={key: {"answer": values}},
        client_ids=[client_id or uuid4()],
        typed_at=typed_at,
        now=now,
    )


def kept(learner: User) -> dict[str, dict[str, list[str]]]:
    found = selectors.drafts(learner_id=learner.pk, content_key=PAGE)
    return {key: draft.response.opened() for key, draft in found.items()}


@given(order=st.permutations(range(4)))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_in_any_order_of_arrival_the_newest_typing_wins(learner: User, order: Sequence[int]) -> None:
    AnswerDraft.objects.all().delete()
    for arrived, typed in enumerate(order):
        keep(learner, f"{typed}", typed_at=NOW + typed * SECOND, now=LATER + arrived * SECOND)

    assert kept(learner) == {"tea": {"answer": ["3"]}}


@given(order=st.permutations(["typed before", "typed after", "same form", "answer"]))
@settings(
    max_examples=24, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_in_any_order_nothing_typed_before_the_answer_or_in_its_form_outlives_it(
    learner: User, planted: Planted, order: Sequence[str]
) -> None:
    with transaction.atomic():
        form, at = uuid4(), {"typed before": NOW - SECOND, "same form": NOW + SECOND, "typed after": NOW + 2 * SECOND}
        for what in order:
            if what == "answer":
                record(learner, planted, client_id=form)
                continue
            try:
                keep(learner, what, typed_at=at[what], client_id=form if what == "same form" else None)
            except drafts.Answered:
                assert "answer" in order[: order.index(what)]

        survives = order.index("typed after") > order.index("answer")
        assert kept(learner) == ({"tea": {"answer": ["typed after"]}} if survives else {})
        transaction.set_rollback(True)


def record(learner: User, planted: Planted, *, client_id: UUID) -> None:
    attempts.record(
        learner=learner,
        content_key=PAGE,
        compiled=compiled_in(planted.lesson, "tea"),
        answer={"answer": ("b",)},
        client_id=client_id,
        language="en",
        now=NOW,
    )


def test_what_is_typed_in_the_future_was_typed_now(learner: User) -> None:
    keep(learner, "a", typed_at=LATER + SECOND)

    assert AnswerDraft.objects.get().typed_at == LATER


def test_a_draft_is_sealed_in_its_column_and_opens_after_it_was_overwritten(learner: User) -> None:
    keep(learner, "quillwort")
    keep(learner, "quillwort indeed", typed_at=NOW + SECOND)

    with connection.cursor() as cursor:
        cursor.execute("SELECT response_sealed FROM assessments_answerdraft")
        (row,) = cursor.fetchall()
    assert b"quillwort" not in bytes(row[0])
    assert kept(learner) == {"tea": {"answer": ["quillwort indeed"]}}


def test_more_than_a_draft_holds_is_refused_and_what_was_kept_stays(learner: User) -> None:
    keep(learner, "a")

    with pytest.raises(drafts.TooLong):
        keep(learner, "x" * (drafts.LONGEST + 1), typed_at=NOW + SECOND)
    assert kept(learner) == {"tea": {"answer": ["a"]}}


def test_an_answer_takes_only_its_own_draft_along(learner: User, planted: Planted) -> None:
    other: User = LearnerFactory()
    keep(learner, "a")
    keep(learner, "phone", key="bag")
    keep(other, "c")

    answered(learner, planted.lesson, "tea", {"answer": ("b",)})

    assert (kept(learner), kept(other)) == ({"bag": {"answer": ["phone"]}}, {"tea": {"answer": ["c"]}})


def test_answers_that_are_checked_together_take_all_their_drafts_along(learner: User, planted: Planted) -> None:
    asked = [compiled_in(planted.lesson, "tea"), compiled_in(planted.lesson, "bag")]
    given_answers = {"tea": {"answer": ("b",)}, "bag": {"answer": ("phone",)}}
    form = {"learner": learner, "content_key": PAGE, "now": LATER}
    drafts.keep(**form, answers=given_answers, client_ids=[uuid4()], typed_at=NOW)
    assert set(kept(learner)) == {"tea", "bag"}

    together.record(**form, asked=asked, answers=given_answers, most=None, client_id=uuid4(), language="en")

    assert kept(learner) == {}
    with pytest.raises(drafts.Answered):
        drafts.keep(**form, answers=given_answers, client_ids=[uuid4()], typed_at=NOW)


@pytest.mark.parametrize(
    ("kind", "is_kept"),
    [
        *((kind, True) for kind in ("choice", "blanks", "short", "checklist", "essay", "poll", "hotspots")),
        *((kind, False) for kind in ("reflect", "scenario", "cards")),
    ],
)
def test_drafts_are_kept_of_what_is_answered_but_stories_and_what_one_writes_for_oneself(
    kind: str, is_kept: bool
) -> None:
    assert drafts.can_be_kept(compiled(example(kind).source)) is is_kept


def test_drafts_nobody_comes_back_to_are_swept_after_ninety_days(learner: User) -> None:
    keep(learner, "old", now=NOW)
    keep(learner, "new", key="bag", now=NOW + SECOND)
    (job,) = (job for job in JOBS if job.name == "assessments.sweep_drafts")

    assert job.run(NOW + timedelta(days=90) + SECOND).counts == {"drafts": 1}
    assert set(kept(learner)) == {"bag"}


def test_of_drafts_and_an_answer_that_come_at_the_same_moment_the_answer_stays_and_no_draft(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), ground(tmp_path):
        planted, learner = apart(lambda: (plant_programme(), LearnerFactory()))
        form, turns = uuid4(), ["answer", *"abcdefg"]

        def arrive() -> str:
            what = turns.pop()
            if what == "answer":
                record(learner, planted, client_id=form)
                return what
            try:
                keep(learner, what, client_id=form)
            except drafts.Answered:
                return "too late"
            return "kept"

        results = at_once(arrive, times=len(turns))

        assert results["answer"] == 1
        assert results["kept"] + results["too late"] == 7
        assert apart(lambda: kept(learner)) == {}


def test_of_drafts_that_come_at_the_same_moment_the_newest_stays(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), ground(tmp_path):
        learner = apart(LearnerFactory)
        turns = list(range(8))

        def arrive() -> None:
            turn = turns.pop()
            keep(learner, f"{turn}", typed_at=NOW + turn * SECOND)

        at_once(arrive, times=len(turns))

        assert apart(lambda: kept(learner)) == {"tea": {"answer": ["7"]}}
