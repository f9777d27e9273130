"""The made-up cohorts are asked; a second run changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.cohorts import demonstration as cohorts
from assessments.surveys import demonstration
from assessments.surveys.models import Instrument, Rating, Survey, TestPlan
from tests.factories import evidence
from training_site.people.demonstration import cast, passwords

pytestmark = pytest.mark.django_db
CONTENT = Path(settings.CONTENT_DIR)


def test_the_larger_cohort_has_answered_and_is_asked_again() -> None:
    evidence.plant_programme()
    words = passwords.invent(person.username for person in cast.PEOPLE)
    cast.arrive(passwords=words, today=timezone.localdate(), count=lambda _number: None)
    cohorts.play(now=timezone.now())
    call_command("demo_surveys", stdout=StringIO())

    assert demonstration.play(now=timezone.now()) == 2
    assert set(Survey.objects.values_list("cohort__organisation__name", "answered", "months_after")) == {
        (cast.CENTRE, 5, 0),
        (cast.CENTRE, None, 3),
    }
    assert (Instrument.objects.count(), Rating.objects.count()) == (5, 3)
    assert not TestPlan.objects.exists()  # the forms are not among these pages


def test_without_people_there_are_only_instruments() -> None:
    assert demonstration.play(now=timezone.now()) == 0
    assert Instrument.objects.count() == 5


def test_instruments_are_written_back_byte_for_byte(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("content")
    call_command("import_instruments", stdout=StringIO())
    call_command("export_content", str(folder), stdout=StringIO())
    written = {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/*/instruments/*")}
    read = {path.relative_to(CONTENT): path.read_bytes() for path in CONTENT.glob("*/*/instruments/*")}

    assert len(read) == 5
    assert written == read


def test_instruments_come_from_a_terminal_and_mistakes_stop_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    said = StringIO()
    call_command("import_instruments", "--check", stdout=said)
    call_command("import_instruments", stdout=said)
    call_command("import_instruments", stdout=said)
    folder = tmp_path_factory.mktemp("content")
    file = folder / "practice" / "en" / "instruments" / "e03.md"
    file.parent.mkdir(parents=True)
    file.write_text("no head", encoding="utf-8")

    assert said.getvalue().splitlines() == [
        "5 instruments checked, no mistakes.",
        "5 instruments changed, 0 as they were.",
        "0 instruments changed, 5 as they were.",
    ]
    with pytest.raises(CommandError, match="Mistakes: 1"):
        call_command("import_instruments", str(folder), stdout=StringIO())
