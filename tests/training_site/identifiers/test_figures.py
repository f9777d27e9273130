"""How much the guard finds, and how much of what it finds is right."""

import re
import time
from pathlib import Path

import pytest

from tests.training_site.identifiers.marked import LANGUAGES, PARTS, all_sentences, score, sentences
from training_site.identifiers import Kind, LocalList, examine
from training_site.identifiers import __file__ as package

RECALL, PRECISION = 0.95, 0.8
README = Path(package).with_name("README.md")


def test_the_set_is_large_and_about_half_of_it_is_clean() -> None:
    everything = all_sentences()

    assert len(everything) >= 400
    assert 0.4 < sum(not sentence.marks for sentence in everything) / len(everything) < 0.6


def test_every_kind_is_in_the_set() -> None:
    assert {kind for sentence in all_sentences() for _start, _end, kind in sentence.marks} == set(Kind)


def test_no_sentence_is_there_twice() -> None:
    texts = [sentence.text for sentence in all_sentences()]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("parts", [("",), ("-held-out",), tuple(PARTS)], ids=["tuned on", "held out", "all together"])
@pytest.mark.parametrize("language", LANGUAGES, ids=LANGUAGES.values())
def test_recall_and_precision_are_high_enough(language: str, parts: tuple[str, ...]) -> None:
    measured = score(sentence for part in parts for sentence in sentences(language, part))

    assert measured.recall >= RECALL
    assert measured.precision >= PRECISION


def figures() -> list[str]:
    """The rows of the table in the README: part, sentences, recall, precision, and the same by sentence."""
    rows = []
    for part, name in PARTS.items():
        for language, spoken in LANGUAGES.items():
            measured = score(sentences(language, part))
            rows.append(
                f"| {name} | {spoken} | {measured.sentences_with} + {measured.clean} "
                f"| {measured.recall:.3f} | {measured.precision:.3f} | {measured.sentences_caught}/{measured.sentences_with} "
                f"| {measured.clean_kept}/{measured.clean} |"
            )
    return rows


def test_the_readme_has_the_figures_as_they_are() -> None:
    written = re.findall(
        r"^\| (?:tuned on|held out|first look|second look) .*$", README.read_text(encoding="utf-8"), re.MULTILINE
    )

    assert written == figures(), "copy these rows into README.md:\n" + "\n".join(figures())


@pytest.mark.benchmark
def test_a_thousand_words_take_a_moment() -> None:
    text = " ".join(sentence.text for sentence in all_sentences() if sentence.text.isascii())
    words = text.split()[:1000]
    text, local = " ".join(words), LocalList.of(names=[f"Name{at}" for at in range(3000)])
    examine(text, local=local)

    times = []
    for _round in range(20):
        began = time.process_time()
        examine(text, local=local)
        times.append(time.process_time() - began)

    print(f"\nexamine, {len(words)} words, a list of 3000 names: {sorted(times)[10] * 1000:.1f} ms (aim 20 ms)")
