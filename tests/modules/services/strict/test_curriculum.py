"""The curriculum of this repository keeps every rule; and what its pages are said to weigh is what they weigh."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from assessments.progress.services import enrolments
from modules.models import LessonPage
from modules.selectors import programme_of
from modules.services import content_tree, strict
from modules.services.strict.edition import Edition, editions
from modules.services.strict.weight import BUDGET, estimate, stylesheet
from tests.factories.people import LearnerFactory
from training_site.identifiers import examine

WITHIN = 0.05
"""How far an estimate may be from what is served."""


@pytest.fixture(scope="module")
def english() -> Edition:
    folder = Path(__file__).resolve().parents[4] / "content"
    return next(edition for edition in editions(content_tree.read(folder)) if edition.language == "en")


def test_the_curriculum_keeps_every_rule(settings: LazySettings) -> None:
    tree = content_tree.read(settings.CONTENT_DIR)

    found = strict.check(tree)

    assert [str(finding) for finding in found if finding.severity == "error"] == []
    assert {finding.code for finding in found} <= {"page-weight"}, "a translation may be heavy, and nothing else"


def test_the_rules_look_at_a_curriculum_that_is_there(english: Edition) -> None:
    assert len(english.lessons) > 60
    assert len(english.written_modules) == 15
    assert sum(lesson.word_count for lesson in english.lessons) > 50_000


def test_nothing_a_learner_is_asked_to_keep_looks_identifying(english: Edition) -> None:
    asked = {
        lesson.file.path: " ".join(each.text for each in lesson.section("This week")) for lesson in english.lessons
    }

    assert {path: text for path, text in asked.items() if not text or examine(text)} == {}


def test_the_command_exits_with_one_when_a_rule_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.factories.strict_lessons import LESSON, lesson, page, strict_folder

    folder = strict_folder(tmp_path, {LESSON: page(lesson(words=300))})
    call_command("check_content", folder)
    with pytest.raises(SystemExit):
        call_command("check_content", folder, "--strict")

    assert "lesson-length" in capsys.readouterr().out


@dataclass(frozen=True)
class Weighed:
    """A lesson's HTML in bytes, as it is served and as it was estimated."""

    key: str
    served: int
    estimated: int

    @property
    def off_by(self) -> float:
        return abs(self.estimated / self.served - 1)


@pytest.mark.django_db
def test_lessons_weigh_what_is_estimated(english: Edition, settings: LazySettings, client: Client) -> None:
    """Lessons of one in four modules, served to somebody who learns here and has not answered anything yet."""
    learner = LearnerFactory()
    client.force_login(learner)
    wanted = {f"m{number:02d}" for number in (1, 5, 9, 13)}
    chosen = [lesson for lesson in english.lessons if lesson.file.key[:3] in wanted]
    call_command("import_content", settings.CONTENT_DIR, "--publish", verbosity=0)
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
