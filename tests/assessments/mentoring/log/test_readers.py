"""Every page says in one line who can read it, and the line follows from the class."""

import pytest

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.pages import readers
from tests.factories.people import UserFactory
from training_site.people.models import User

SOPHEA, MIRELA, CHAN = (
    UserFactory.build(pk=number, username=name) for number, name in enumerate(("Sophea", "Mirela", "Chan"), 1)
)
TO_THE_LEARNER = {
    DataClass.FACTS: "Sophea and the people responsible for their learning can see this.",
    DataClass.RECORD: "Only you and Mirela can read this.",
    DataClass.PREPARATION: "Only you can read this.",
    DataClass.AIDE_MEMOIRE: "Only you can read this.",
    DataClass.ANNEX: "Only you and Mirela can read this.",
    DataClass.AGREEMENT: "You, Mirela and whoever mentors the mentor can read this.",
    DataClass.OBSERVATION: "You, Mirela and whoever mentors the mentor can read this.",
    DataClass.PRIVATE_ENTRY: "Only you can read this.",
    DataClass.SHARED_ENTRY: "Only you and Mirela can read this.",
    DataClass.REVIEW: "You, Mirela, whoever mentors the mentor and assessors can read this.",
    DataClass.LEVEL: "Sophea and the people responsible for their learning can see this.",
    DataClass.ALERT: "You, Mirela and the safeguarding lead can read this.",
    DataClass.LEDGER: "You and the safeguarding lead can read this; a mentor what concerns their own pair.",
}


def said(data_class: DataClass, *, viewer: User, mentor: User | None = MIRELA) -> str:
    return readers.of(data_class, viewer=viewer, learner=SOPHEA, mentor=mentor).sentence


def test_every_class_has_its_sentence() -> None:
    assert {one: said(one, viewer=SOPHEA) for one in DataClass} == TO_THE_LEARNER
    assert all(readers.of(one, viewer=SOPHEA, learner=SOPHEA).beyond for one in DataClass)


def test_the_mentor_is_told_of_the_learner() -> None:
    assert said(DataClass.RECORD, viewer=MIRELA) == "Only you and Sophea can read this."


@pytest.mark.parametrize(
    ("data_class", "sentence"),
    [
        (
            DataClass.RECORD,
            "Sophea and Mirela can read this. You may look now; that you did is noted for Sophea.",
        ),
        (DataClass.OBSERVATION, "You may look at this; that you did is noted for Sophea."),
    ],
    ids=["of-the-pair", "of-others-too"],
)
def test_whoever_else_looks_is_told_that_it_is_noted(data_class: DataClass, sentence: str) -> None:
    assert said(data_class, viewer=CHAN) == sentence


def test_what_is_shared_with_nobody_is_only_ones_own() -> None:
    assert said(DataClass.SHARED_ENTRY, viewer=SOPHEA, mentor=None) == "Only you can read this."


def test_the_notice_is_the_paper_that_is_read_aloud() -> None:
    notice = readers.notice()

    assert notice.title == "What stays between us, and what cannot"
    assert "A court may demand to see a record." in notice.statements[-1]
