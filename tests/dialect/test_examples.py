"""Every kind has an example that a trainer can read, and it is true."""

from pathlib import Path

import pytest

from modules.dialect import examples
from modules.dialect.activities import BY_NAME
from modules.dialect.document import Broken
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.dialect.writer import write

ANSWERED = [(kind, answered) for kind in examples.kinds() for answered in examples.example(kind).answered]


def test_every_kind_has_an_example() -> None:
    assert set(examples.kinds()) == set(BY_NAME)


@pytest.mark.parametrize("kind", examples.kinds())
def test_an_example_can_be_published_as_it_stands(kind: str) -> None:
    found = examples.example(kind)
    assert lint(found.source, publishing=True) == ()
    assert found.activity.kind == kind
    assert parse(write(found.activity)).activities[0] == found.activity


@pytest.mark.parametrize("kind", sorted(kind for kind, family in BY_NAME.items() if family.scored))
def test_an_example_of_what_is_marked_shows_right_and_not_right(kind: str) -> None:
    verdicts = {answered.verdict for answered in examples.example(kind).answered}
    assert "right" in verdicts
    assert verdicts & {"partly", "wrong"}


@pytest.mark.parametrize(("kind", "answered"), ANSWERED, ids=[f"{kind}: {each.title}" for kind, each in ANSWERED])
def test_an_answer_leads_to_what_is_stated(kind: str, answered: examples.Answered) -> None:
    outcome = examples.example(kind).activity.grade(answered.answer)
    said = {*outcome.said, *(text for mark in outcome.marks for text in mark.said)}
    assert (outcome.verdict, outcome.score) == (answered.verdict, answered.score)
    assert set(answered.said) <= said


@pytest.mark.parametrize("kind", examples.kinds())
def test_an_example_that_is_spoilt_is_shown_as_its_prompt_and_keeps_its_source(kind: str) -> None:
    found = examples.example(kind)
    spoilt = found.source.rstrip().removesuffix(":::").rstrip(":\n") + "\n"
    (node,) = parse(spoilt).nodes
    assert isinstance(node, Broken)
    assert node.source.strip() == spoilt.strip()
    secrets = {*found.activity.inner_leaves(), *found.activity.hints, *(note.text for note in found.activity.notes)}
    picture = getattr(found.activity, "picture", "")
    sentences = {leaf for leaf in secrets - {picture} if leaf.count(" ") > 1}
    assert [leaf for leaf in sentences if leaf in node.text] == []


def test_an_example_whose_answer_has_no_verdict_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "# One\n\n:::truefalse{#a}\n\n- [x] One {#one}\n\n:::\n\n---\n\n## Rightly answered\n\n- statement-one: true\n"
    )
    (tmp_path / "truefalse.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(examples, "_FOLDER", tmp_path)

    with pytest.raises(ValueError, match="Rightly answered"):
        examples.example.__wrapped__("truefalse")
