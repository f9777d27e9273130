"""What holds for every text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.training_site.identifiers.hostile import REPEATED
from tests.training_site.identifiers.marked import all_sentences, local_list
from training_site.identifiers import LABELS, Finding, Kind, danger_words, examine, highlighted, replaced

SENTENCES = [sentence.text for sentence in all_sentences()]
PIECES = [
    "Sokha", "Mulenga", "Mrs", "the", "aunt", "in", "Олена", "пан", "សុខា", "ឈ្មោះ", "លោក", "ភូមិ", "(7)", ", 8,", "aged 9", "អាយុ ៨ ឆ្នាំ",
    "12 March 2024", "12/03/2016", "0977 123 456", "123456/12/1", "RC/2024/017", "a@b.example", "@sokha_9", "-13.6402, 32.6455", "M.K.", "A.",
    "Child A", "Дитина А", "កុមារ ក", "7–9", ".", ",", ":", " ", "  ", "\n", "'s", "-", "«", "»", '"', "(", ")", "\u200b", "\ud800", "van der",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(REPEATED), st.text(max_size=4)), max_size=25).map(
        " ".join
    ),
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(REPEATED)), max_size=25).map("".join),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join),
)

written = st.one_of(
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.from_regex(r"[A-Za-z]{1,5}[.,:]?", fullmatch=True)), max_size=25
    ).map(" ".join),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n".join),
)
"""Texts in which words stand apart: where a finding touches a letter, what is put there makes a new word with it."""


def found_in(text: str) -> tuple[Finding, ...]:
    return examine(text, local=local_list())


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_findings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    findings = found_in(text)

    ends = [0, *(finding.end for finding in findings)]
    assert all(end <= finding.start < finding.end for end, finding in zip(ends, findings, strict=False))
    assert ends[-1] <= len(text)


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_every_finding_says_what_it_looks_like_and_offers_something(text: str) -> None:
    for finding in found_in(text):
        assert finding.label == LABELS[finding.kind]
        assert finding.offers
        assert all(offer.strip() for offer in finding.offers)
        assert text[finding.start : finding.end].strip() == text[finding.start : finding.end]


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_the_pieces_put_together_are_the_text(text: str) -> None:
    findings = found_in(text)
    pieces = highlighted(text, findings)

    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)
    assert tuple(piece.finding for piece in pieces if piece.finding) == findings


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_nothing_is_replaced_without_a_choice(text: str) -> None:
    assert replaced(text, found_in(text), {}) == text


@settings(max_examples=400, deadline=None)
@given(text=written, which=st.integers(0, 1))
@example(text="Sokha, 8, and M.K. (7) met Mrs Banda on 12 March 2024 in Kisumu.", which=0)
def test_what_was_replaced_is_not_found_again(text: str, which: int) -> None:
    findings = found_in(text)
    choices = {number: finding.offers[which % len(finding.offers)] for number, finding in enumerate(findings)}

    changed = replaced(text, findings, choices)

    again = {(finding.start, finding.end) for finding in found_in(changed)}
    at, put = 0, set()
    for piece in highlighted(text, findings):
        written = choices[findings.index(piece.finding)] if piece.finding else piece.text
        if piece.finding:
            put.update(range(at, at + len(written)))
        at += len(written)
    assert not [span for span in again if put & set(range(*span))]


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_the_same_text_gives_the_same_findings(text: str) -> None:
    assert found_in(text) == found_in(text)


@settings(max_examples=150, deadline=None)
@given(text=texts)
def test_looking_for_danger_never_fails(text: str) -> None:
    assert danger_words(text) in {True, False}


def test_a_finding_carries_positions_and_no_words() -> None:
    (finding,) = examine("The boy is called Joseph.")

    assert (finding.start, finding.end, finding.kind) == (18, 24, Kind.NAME)
    assert "Joseph" not in repr(finding)
