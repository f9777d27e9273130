"""What the guard finds in the whole curriculum, which tells of no real child: each finding is listed with the reason.

A changed lesson or a changed rule shows here first. The rows are `file, kind, words, times, reason` in `content/identifiers.tsv`.
"""

from collections import Counter
from pathlib import Path

from modules.services.strict.identifiers import REASONS
from training_site.identifiers import examine

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content"
CURRICULUM = CONTENT / "reintegration"
LISTED = CONTENT / "identifiers.tsv"

SPACED = ("en", "nl", "uk")
"""Languages whose words can be counted by their spaces."""
FEW = 0.02
"""The share of words, at most, that the guard may mistake for a name per thousand: one in fifty thousand."""


def rows() -> list[tuple[str, str, str, int, str]]:
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if line]
    return [(file, kind, words, int(times), reason) for file, kind, words, times, reason in parts]


def found_in_curriculum() -> Counter[tuple[str, str, str]]:
    counted: Counter[tuple[str, str, str]] = Counter()
    for file in sorted([*CURRICULUM.rglob("*.md"), *CURRICULUM.rglob("*.toml")]):
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(CONTENT).as_posix()
        counted.update((name, each.kind.value, text[each.start : each.end]) for each in examine(text))
    return counted


def test_every_finding_in_the_curriculum_is_listed() -> None:
    listed = {(file, kind, words): times for file, kind, words, times, _reason in rows()}
    found = dict(found_in_curriculum())

    missing = {key: times for key, times in found.items() if listed.get(key) != times}
    gone = {key: times for key, times in listed.items() if key not in found}
    assert not missing, f"new or more often: list them in {LISTED.name} with a reason, or mend the rule"
    assert not gone, f"no longer found: take them out of {LISTED.name}"


def test_every_reason_is_a_known_one() -> None:
    assert {reason for *_row, reason in rows()} <= set(REASONS)


def test_hardly_any_word_of_the_lessons_is_mistaken_for_a_name() -> None:
    """In English, Dutch and Ukrainian. Khmer has no spaces and no capitals: what the guard takes for names there is listed."""
    files = [file for language in SPACED for file in (CURRICULUM / language).rglob("*.md")]
    words = sum(len(file.read_text(encoding="utf-8").split()) for file in files)
    mistakes = sum(
        times
        for file, _kind, _words, times, reason in rows()
        if reason == "ordinary word" and file.split("/")[1] in SPACED
    )

    assert 1000 * mistakes / words < FEW
