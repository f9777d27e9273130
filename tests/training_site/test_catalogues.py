"""What learners, holders of certificates, strangers and the writers of lessons read is translated, and what is translated was compiled.

Terms are read as gettext reads them: a template is turned into calls by Django, then `xgettext` collects what is called.
"""

import gettext
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGES = tuple(language for language, _name in settings.LANGUAGES if language != settings.LANGUAGE_CODE)
WHOLE = (
    "templates/*.html",
    "templates/account/*.html",
    "templates/assessments/*.html",
    "templates/audit/*.html",
    "templates/certification/achievement.html",
    "templates/certification/certificate.html",
    "templates/certification/declaration.html",
    "templates/certification/home.html",
    "templates/certification/name.html",
    "templates/certification/requests.html",
    "templates/certification/share_closed.html",
    "templates/certification/strangers.html",
    "templates/certification/verif*.html",
    "templates/certification/way.html",
    "templates/cohorts/declined.html",
    "templates/cohorts/invited.html",
    "templates/cohorts/join*.html",
    "templates/cohorts/start.html",
    "templates/components/*.html",
    "templates/components/activity/*.html",
    "templates/components/certification/*.html",
    "templates/components/mentoring/*.html",
    "templates/components/reporting/[bfklptu]*.html",
    "templates/duplicates/*.html",
    "templates/interop/*.html",
    "templates/mentoring/agreement.html",
    "templates/mentoring/agreement_form.html",
    "templates/mentoring/base.html",
    "templates/mentoring/entry*.html",
    "templates/mentoring/home.html",
    "templates/mentoring/log.html",
    "templates/mentoring/pair.html",
    "templates/mentoring/record*.html",
    "templates/mentoring/seen.html",
    "templates/mentoring/session.html",
    "templates/modules/*.html",
    "templates/notices/*",
    "templates/offline/*.html",
    "templates/organisations/*.html",
    "templates/people/danger*.html",
    "templates/privacy/*.html",
    "templates/progress/*.html",
    "templates/reporting/[bfsv]*.html",
    "templates/second_factor/*.html",
    "templates/surveys/answer.html",
    "templates/surveys/confidence.html",
    "templates/surveys/home.html",
    "templates/surveys/said.html",
    "templates/surveys/stop.html",
    "assessments/certification/pages/achievement.py",
    "assessments/certification/pages/asked.py",
    "assessments/certification/pages/certificates.py",
    "assessments/certification/pages/held.py",
    "assessments/certification/pages/home.py",
    "assessments/certification/pages/offline_words.py",
    "assessments/certification/pages/request_words.py",
    "assessments/certification/pages/requirement_title.py",
    "assessments/certification/pages/requirement_words.py",
    "assessments/certification/pages/rounds.py",
    "assessments/certification/pages/staff_rooms.py",
    "assessments/certification/pages/stops.py",
    "assessments/certification/pages/turns.py",
    "assessments/certification/pages/verification.py",
    "assessments/certification/pages/verification_words.py",
    "assessments/certification/pages/way.py",
    "assessments/certification/pages/wording.py",
    "assessments/certification/printing/*.py",
    "assessments/forms/*.py",
    "assessments/interop/*.py",
    "assessments/interop/codecs/*.py",
    "assessments/interop/services/*.py",
    "assessments/interop/views/*.py",
    "assessments/mentoring/pages/cards.py",
    "assessments/mentoring/pages/home.py",
    "assessments/mentoring/pages/log.py",
    "assessments/mentoring/pages/needs.py",
    "assessments/mentoring/pages/pairs.py",
    "assessments/mentoring/pages/record_states.py",
    "assessments/mentoring/pages/rhythm.py",
    "assessments/mentoring/pages/sessions.py",
    "assessments/presenting/*.py",
    "assessments/progress/requirements.py",
    "assessments/progress/wording.py",
    "assessments/reporting/forms.py",
    "assessments/reporting/notifying.py",
    "assessments/reporting/pages/[abkstw]*.py",
    "assessments/reporting/pages/columns.py",
    "assessments/reporting/pages/pictures.py",
    "assessments/reporting/views/*.py",
    "assessments/services/impossible.py",
    "assessments/services/questions.py",
    "assessments/shortages.py",
    "assessments/surveys/forms/answering.py",
    "assessments/surveys/forms/confidence.py",
    "assessments/surveys/notifying.py",
    "assessments/surveys/pages/asked.py",
    "assessments/views/*.py",
    "assessments/viewsets/*.py",
    "assessments/wagtail_hooks.py",
    "modules/dialect/**/*.py",
    "modules/editing_words.py",
    "modules/fields.py",
    "modules/forms.py",
    "modules/report_words.py",
    "modules/services/content_files.py",
    "modules/services/content_shapes.py",
    "modules/services/content_values.py",
    "modules/services/front_matter.py",
    "modules/services/page_checks.py",
    "modules/services/page_values.py",
    "modules/services/publishing.py",
    "modules/toml_faults.py",
    "modules/viewsets.py",
    "modules/wagtail_hooks.py",
    "modules/widgets.py",
    "modules/wording.py",
    "training_site/audit/forms.py",
    "training_site/audit/pages.py",
    "training_site/audit/receivers.py",
    "training_site/duplicates/*.py",
    "training_site/people/organisations/*.py",
    "training_site/people/organisations/*/*.py",
    "training_site/people/roles.py",
    "training_site/privacy/pages.py",
    "training_site/second_factor/*.py",
)
"""The rooms that are translated whole."""
KEYWORDS = (
    "say",
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
)
REAL_PLURALS = ("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=n != 1")
PLACE = re.compile(r"%\(\w+\)[a-z]|%%")
CATALOGUE = Path("LC_MESSAGES") / "django"


@pytest.fixture(scope="module")
def tools() -> None:
    """Skipped without the tools of gettext."""
    if not (shutil.which("xgettext") and shutil.which("msgfmt")):
        pytest.skip("needs the package gettext of your system: apt-get install gettext")


@pytest.fixture(scope="module")
def asked(tools: None, tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Every sentence that the whole rooms may say, the first form of a plural."""
    folder = tmp_path_factory.mktemp("rooms")
    pot = folder / "all.pot"
    subprocess.run(
        ["xgettext", "--language=Python", "--from-code=UTF-8", "--force-po", "--no-wrap", "-o", pot]
        + [f"--keyword={keyword}" for keyword in KEYWORDS]
        + list(_readable(folder)),
        check=True,
        capture_output=True,
    )
    pot.write_text(pot.read_text(encoding="utf-8").replace(*REAL_PLURALS), encoding="utf-8")
    subprocess.run(["msgen", pot, "--no-wrap", "-o", folder / "same.po"], check=True, capture_output=True)
    subprocess.run(["msgfmt", folder / "same.po", "-o", folder / "same.mo"], check=True, capture_output=True)
    return _said(folder / "same.mo")


def _readable(folder: Path) -> Iterator[Path]:
    for number, path in enumerate(sorted({path for room in WHOLE for path in settings.ROOT.glob(room)})):
        if path.suffix == ".py":
            yield path
        else:
            readable = folder / f"{number}.py"
            readable.write_text(templatize(path.read_text(encoding="utf-8"), origin=str(path)), encoding="utf-8")
            yield readable


def _said(compiled: Path) -> frozenset[str]:
    with compiled.open("rb") as file:
        catalogue = vars(gettext.GNUTranslations(file))["_catalog"]
    return frozenset(key[0] if isinstance(key, tuple) else key for key in catalogue if key)


@pytest.mark.parametrize("room", WHOLE)
def test_every_named_room_is_there(room: str) -> None:
    assert list(settings.ROOT.glob(room))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_that_is_translated_is_translated_whole(language: str, asked: frozenset[str]) -> None:
    translated = _said(settings.LOCALE_PATHS[0] / language / f"{CATALOGUE}.mo")

    assert sorted(asked - translated) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_for_values_of_its_sentence(language: str) -> None:
    """Beyond what `msgfmt --check` sees: it looks at sentences with a mark alone, and knows no plurals with fewer values."""
    with (settings.LOCALE_PATHS[0] / language / f"{CATALOGUE}.mo").open("rb") as file:
        catalogue = vars(gettext.GNUTranslations(file))["_catalog"]
    sentences = {key: said for key, said in catalogue.items() if isinstance(key, str) and key}

    assert [key for key, said in sentences.items() if _places(key) != _places(said)] == []


def _places(words: str) -> set[str]:
    return set(PLACE.findall(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_compiled_is_what_was_translated(language: str, tools: None, tmp_path: Path) -> None:
    source = settings.LOCALE_PATHS[0] / language / f"{CATALOGUE}.po"

    subprocess.run(["msgfmt", "--check", source, "-o", tmp_path / "now.mo"], check=True, capture_output=True)

    assert (tmp_path / "now.mo").read_bytes() == source.with_suffix(".mo").read_bytes()
