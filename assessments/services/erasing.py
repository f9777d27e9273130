"""Erasing what a person answered: the words go, and that there was an answer, and its verdict, stay.

An answer is never changed, and the database holds to that. So the row is deleted, as erasing may, and written once more without its words.
"""

from hashlib import sha256
from typing import Any

from django.db import transaction

from assessments.models import Attempt, HandedText, Judgement, JudgementDraft, QuizResponse
from training_site.people.models import User

AT_ONCE = 500
NO_WORDS: dict[str, Any] = {}
NO_DIGEST = sha256(b"{}").hexdigest()


@transaction.atomic
def erase(*, person: User) -> dict[str, int]:
    """Take the words out of every answer; how many. Done again it finds none."""
    worded = Attempt.objects.filter(learner=person).exclude(answer_digest=NO_DIGEST)
    keys = list(worded.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        _without_words(keys[start : start + AT_ONCE])
    responses, _by_model = QuizResponse.objects.filter(attempt__learner=person).delete()
    return {"answers": len(keys), "saved answers of quizzes": responses}


@transaction.atomic
def erase_texts(*, person: User) -> dict[str, int]:
    """Take the words out of what others marked, and out of what they said of it; nobody marks it any more. How many."""
    JudgementDraft.objects.filter(text__learner=person).delete()
    return {
        "texts": HandedText.objects.filter(learner=person).exclude(words=None).update(words=None),
        "judgements": Judgement.objects.filter(text__learner=person).exclude(comments=None).update(comments=None),
    }


def _without_words(keys: list[int]) -> None:
    rows = list(Attempt.objects.filter(pk__in=keys))
    Attempt.objects.filter(pk__in=keys).delete()
    for row in rows:
        row.answer, row.answer_digest = NO_WORDS, NO_DIGEST
    Attempt.objects.bulk_create(rows)
