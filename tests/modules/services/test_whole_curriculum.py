"""The whole curriculum of this repository as pages: nothing is lost on the way, and they weigh what they are said to weigh."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Revision

from assessments.progress.services import enrolments
from modules.models import LessonPage
from modules.selectors import programme_of
from modules.services import content_tree, exporting, importing
from modules.services.importing import Action
from modules.services.strict.edition import editions
from modules.services.strict.weight import BUDGET, estimate, stylesheet
from tests.factories.people import LearnerFactory
from tests.factories.remembering import remembered

pytestmark = pytest.mark.django_db
WITHIN = 0.05
"""How far an estimate may be from what is served."""


@remembered
def imported() -> None:
    """All of it, published."""
    plan = importing.plan(folder=settings.CONTENT_DIR, publish=True)
    importing.run(plan=plan, publish=True)


def written(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_curriculum_of_this_repository_survives_import_and_export(tmp_path: Path) -> None:
    imported()
    before = Revision.objects.count()

    again = importing.plan(folder=settings.CONTENT_DIR, publish=True)
    exporting.export(folder=tmp_path / "out")

    # Instruments are no pages: surveys read them, and keep their text as it is.
    ours = {
        name: text
        for name, text in written(settings.CONTENT_DIR).items()
        if "/" in name and "/instruments/" not in name
    }
    assert written(tmp_path / "out") == ours
    assert {step.action for step in again.steps} == {Action.SAME}
    assert Revision.objects.count() == before
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"en", "km", "nl", "uk"}


@dataclass(frozen=True)
class Weighed:
    """A lesson's HTML in bytes, as it is served and as it was estimated."""

    key: str
    served: int
    estimated: int

    @property
    def off_by(self) -> float:
        return abs(self.estimated / self.served - 1)


def test_lessons_weigh_what_is_estimated(client: Client) -> None:
    """Lessons of one in four modules, served to somebody who learns here and has not answered anything yet."""
    imported()
    english = next(edition for edition in editions(content_tree.read(settings.CONTENT_DIR)) if edition.language == "en")
    learner = LearnerFactory()
    client.force_login(learner)
    wanted = {f"m{number:02d}" for number in (1, 5, 9, 13)}
    chosen = [lesson for lesson in english.lessons if lesson.file.key[:3] in wanted]
    pages = {page.content_key: page for page in LessonPage.objects.filter(live=True, locale__language_code="en")}
    programme = programme_of(next(iter(pages.values())))
    assert programme is not None
    enrolments.enrol(learner=learner, programme=programme, pathway="social-worker", now=timezone.now())

    weighed = []
    for lesson in chosen:
        html = client.get(pages[lesson.file.content_key].get_url()).content
        weighed.append(Weighed(lesson.file.key, len(gzip.compress(html, 6)), estimate(lesson)))

    assert len(weighed) > 15
    assert [each for each in weighed if each.off_by > WITHIN] == []
    assert max(each.served for each in weighed) + stylesheet() <= BUDGET
