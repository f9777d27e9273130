"""Whatever is wrong is told in the trainer's language: every code the product knows, in every language it speaks."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.utils.translation import gettext, override

from assessments.drawing import Candidate
from assessments.interop import kept
from assessments.interop.codecs import into_dialect
from assessments.interop.codecs.formats import READERS
from assessments.interop.codecs.items import Finding
from assessments.services import impossible, questions
from assessments.shortages import shortages
from modules.dialect.activities.draw import Draw
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.sentences import Sentence
from modules.services import content_values, publishing
from modules.services.content_kinds import LESSON, MODULE, QUIZ, Kind
from modules.services.page_checks import PageText
from tests.assessments.words import registry
from tests.assessments.words.files import FILES
from tests.assessments.words.texts import CHOICE, TEXTS

LANGUAGES = tuple(language for language, _name in settings.LANGUAGES if language != settings.LANGUAGE_CODE)
in_every_language = pytest.mark.parametrize("language", LANGUAGES)
VALUES: dict[str, tuple[Kind, dict[str, object]]] = {
    "bad-key": (MODULE, {"key": "M 1"}),
    "bad-title": (MODULE, {"title": ""}),
    "bad-value": (MODULE, {"phase": "tracking", "minutes": "soon", "tools": 3}),
    "control-character": (MODULE, {"summary": "\x00"}),
    "missing-key": (LESSON, {}),
    "too-large": (QUIZ, {"pass_mark": 101}),
    "too-long": (MODULE, {"key": "a" * 61}),
    "unknown-key": (MODULE, {"minuts": 3, "nothing-like-it": 4}),
}


def _draws(*wanted: str, questions_ready: int = 0, banks: tuple[str, ...] = ("doors",)) -> Iterator[Problem]:
    text = "\n".join(f":::draw{{bank=doors {each}}}\n:::" for each in wanted)
    asked = [activity for activity in parse(text).activities if isinstance(activity, Draw)]
    pool = [Candidate(key=f"q{number}", bank="doors") for number in range(questions_ready)]
    return shortages(asked, banks=banks, pool=pool, language="en")


def _refused(text: str, *, taken: tuple[str, ...] = (), key: str = "") -> Iterable[Problem]:
    with pytest.raises(questions.NotAQuestion) as refused:
        questions.read_again(text, key=key) if key else questions.read(text, taken=taken)
    return refused.value.problems


def _without_a_database() -> Iterator[Problem]:
    def broken(*_args: object, **_kwargs: object) -> object:
        raise DatabaseError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(impossible, "pool", broken)
        patch.setattr(impossible.QuestionBank.objects, "values_list", lambda *_args, **_kwargs: ())
        yield from impossible.problems(PageText(kind=QUIZ.name, body=":::draw{bank=doors}\n:::\n", language="en"))


QUESTIONS: Mapping[str, Callable[[], Iterable[Problem]]] = {
    "bank-not-looked-into": _without_a_database,
    "draw-too-large": lambda: [*_draws("number=2"), *_draws("number=2 critical")],
    "draws-overlap": lambda: _draws("number=1", "number=1", questions_ready=1),
    "duplicate-id": lambda: _refused(CHOICE, taken=("a",)),
    "not-marked": lambda: _refused(":::reflect{#a}\n- Who?\n:::\n"),
    "not-one": lambda: _refused(CHOICE + "\n" + CHOICE.replace("#a", "#b")),
    "other-id": lambda: _refused(CHOICE, key="b"),
    "text-beside": lambda: _refused("Beside.\n\n" + CHOICE),
    "too-long": lambda: _refused(CHOICE.replace("#a", "#" + "a" * 64)),
    "unknown-bank": lambda: [*_draws("number=1", banks=()), *_draws("number=1", banks=("floors",))],
    "unknown-question": lambda: _draws("question=who"),
}


def _in_english(said: Iterable[Sentence]) -> list[str]:
    """What is not translated of some sentences in the language that is spoken now, and of what stands inside them."""
    words: list[str] = []

    def noted(each: str) -> str:
        words.append(each)
        return each

    for sentence in said:
        sentence.said(noted)
    return [each for each in words if gettext(each) == each]


def test_every_code_has_its_row() -> None:
    assert registry.codes(*registry.TEXTS) == set(TEXTS)
    assert registry.codes(*registry.VALUES) == set(VALUES)
    assert registry.codes(*registry.QUESTIONS) == set(QUESTIONS)
    assert registry.codes(*registry.FILES) == {*FILES, "unwritable"}


@in_every_language
@pytest.mark.parametrize("code", sorted(TEXTS))
def test_what_is_wrong_with_a_text_is_told_in_the_language_of_who_writes_it(language: str, code: str) -> None:
    found = publishing.problems(PageText(kind=LESSON.name, body=TEXTS[code], language="en"))

    with override(language):
        said = [publishing.said(problem) for problem in found]
        assert _in_english(problem.message for problem in found) == []

    assert code in {problem.code for problem in found}
    assert not {*said} & {f"line {problem.line}: {problem.message}" for problem in found}


@in_every_language
@pytest.mark.parametrize("code", sorted(VALUES))
def test_what_is_wrong_with_a_list_or_a_table_is_told_in_the_language_of_who_writes_it(
    language: str, code: str
) -> None:
    found = list(content_values.faults(*VALUES[code]))

    with override(language):
        assert _in_english(fault.message for fault in found) == []

    assert code in {fault.code for fault in found}


@in_every_language
@pytest.mark.parametrize("code", sorted(QUESTIONS))
def test_what_is_wrong_with_a_question_or_a_draw_is_told_in_the_language_of_who_writes_it(
    language: str, code: str
) -> None:
    found = list(QUESTIONS[code]())

    with override(language):
        assert _in_english(problem.message for problem in found) == []

    assert {problem.code for problem in found} == {code}


def _findings(code: str) -> tuple[list[Finding], list[str]]:
    """What is wrong with a file and with its items, and what is lost of them."""
    file_format, data = FILES.get(code, ("gift", b"Q {T}"))
    reading = READERS[file_format](data)
    became = list(into_dialect.convert(reading.items))
    lost = [what.sentence for one in became for what in one.lost]
    return [*reading.findings, *(finding for one in became for finding in one.findings)], _in_english(lost)


@in_every_language
@pytest.mark.parametrize("code", sorted({*FILES, "unwritable"}))
def test_what_is_wrong_with_a_file_is_told_in_the_language_of_who_imports_it(
    language: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code == "unwritable":  # the last proof, of what nothing before it has found
        monkeypatch.setattr(into_dialect, "write", lambda _node: "Something else.\n")

    with override(language):
        found, lost_in_english = _findings(code)
        assert _in_english(finding.message.sentence for finding in found) == []
        said = [kept.finding_text(kept.dump_finding(finding)) for finding in found]

    assert code in {finding.code for finding in found}
    assert lost_in_english == []
    assert not any(str(finding.message) in text for finding, text in zip(found, said, strict=True))
