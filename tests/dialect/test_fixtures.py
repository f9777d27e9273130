"""The lesson with every activity and the lesson of mistakes, which stand outside the repository."""

import re
from pathlib import Path

from modules.dialect.activities import BY_NAME
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.dialect.writer import write

DOCUMENTED = {
    (3, "unknown-activity"),
    (14, "mixed-boxes"),
    (22, "bad-attrs"),
    (25, "duplicate-option"),
    (37, "not-numbered"),
    (45, "empty-group"),
    (56, "bad-number"),
    (72, "no-scene"),
    (74, "unreachable"),
    (86, "no-transcript"),
    (92, "unclosed"),
    (99, "text-after-list"),
}

NOT_IN_IT = {"audio", "draw"}
"""It was written before questions could be drawn, which only a quiz does."""


def test_the_sample_lesson_has_no_problem_and_every_kind(corpora: Path) -> None:
    sample = (corpora / "dialect" / "sample.md").read_text(encoding="utf-8")
    assert lint(sample, publishing=True) == ()
    written = {activity.kind for activity in parse(sample).activities}
    assert written == set(re.findall(r"^:::+([a-z]+)", sample, re.MULTILINE)) == set(BY_NAME) - NOT_IN_IT


def test_the_sample_lesson_is_written_and_read_back(corpora: Path) -> None:
    document = parse((corpora / "dialect" / "sample.md").read_text(encoding="utf-8"))
    assert parse(write(document)) == document
    assert write(parse(write(document))) == write(document)


def test_the_lesson_of_mistakes_gets_the_documented_diagnostics(corpora: Path) -> None:
    problems = lint((corpora / "dialect" / "errors.md").read_text(encoding="utf-8"))
    assert {(problem.line, problem.code) for problem in problems} >= DOCUMENTED
    messages = {problem.line: str(problem.message) for problem in problems}
    assert "did you mean ':::choice'?" in messages[3]
    assert "did you mean '#inside'?" in messages[72]


def test_the_lesson_of_mistakes_keeps_its_source(corpora: Path) -> None:
    source = (corpora / "dialect" / "errors.md").read_text(encoding="utf-8")
    assert write(parse(source)).split() == source.split()
