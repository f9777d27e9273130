"""Two markers sign the same text at the same moment: one judgement, and the others are told."""

from collections import Counter
from pathlib import Path

from pytest_django import DjangoDbBlocker

from assessments.marking.judging import Part
from assessments.models import HandedText, Judgement
from assessments.services import judging
from tests.assessments.racing import apart, at_once, ground
from tests.factories.evidence import NOW, plant_programme
from tests.factories.people import LearnerFactory, OrganisationFactory, TrainerFactory
from tests.factories.texts import ask_for_texts, handed, said
from training_site.people.models import User


def sow() -> tuple[HandedText, list[User]]:
    place, planted = OrganisationFactory(), plant_programme()
    ask_for_texts(planted.lesson)
    text = handed(LearnerFactory(in_organisation=place), planted.lesson)
    return text, [TrainerFactory(in_organisation=place) for _number in range(4)]


def test_of_those_who_sign_at_the_same_moment_one_does_and_the_others_are_told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    with django_db_blocker.unblock(), ground(tmp_path):
        text, markers = apart(sow)

        def sign() -> str:
            try:
                judging.sign(text=text, marker=markers.pop(), part=Part.FIRST, said=said(1, 1), now=NOW)
            except judging.MarkedMeanwhile:
                return "told"
            return "signed"

        results = at_once(sign, times=4)
        kept = apart(lambda: (Judgement.objects.count(), HandedText.objects.get().state))

    assert (results, kept) == (Counter(signed=1, told=3), (1, "marked"))
