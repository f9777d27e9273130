"""What can be printed, and why the rest cannot."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.printing.glyphs import Reason, missing, refusals
from assessments.certification.printing.graphemes import clusters
from assessments.certification.printing.names import objections
from tests.assessments.certification.printing.certificates import ALL, LONG_NAMES

PRINTABLE = [
    "Amara Okonjo-Lindqvist",
    "O’Brien",
    "Ștefania Țăranu",  # comma below, not cedilla
    "Nguyễn Thị Phượng",
    "Nguyễn",  # the same accents, typed one by one
    "Łucja Żółć",
    "Ɔkɔmfo Ɛdwoa",
    "x̌ulá",  # an accent that no letter of Unicode has
    "Ґалина Їжакевич",
    "Є. Мар’яненко",
    "Марʼяна",  # the modifier letter that Ukrainian spelling asks for
    "Әлия Қазыбекқызы",
    "សុខ ស្រីមុំ",
    "ជា វណ្ណារ័ត្ន",
    "ឈឹម ច័ន្ទធីតា",
    "ស្ត្រី ប៉ុណ្ណោះ ធម៌ ញ៉ាំ កៅអី ខ្ញុំ",
    "សុខ\u200bស្រីមុំ",  # where the line may break
    "១២៣៤៥៦៧៨៩០",
]
REFUSED = [
    ("Anna 😀", Reason.PICTURE, ("😀",)),
    ("Anna 👨\u200d👩\u200d👧", Reason.PICTURE, ("👨\u200d👩\u200d👧",)),
    ("Anna 🇰🇭", Reason.PICTURE, ("🇰🇭",)),
    ("Anna 1\ufe0f\u20e3", Reason.PICTURE, ("1\ufe0f\u20e3",)),
    ("Anna ☺", Reason.PICTURE, ("☺",)),
    ("Anna\u202eLim", Reason.CONTROL, ("\u202e",)),
    ("Anna\nLim", Reason.CONTROL, ("\n",)),
    ("Anna\u00adLim", Reason.CONTROL, ("\u00ad",)),
    ("Anna\x00", Reason.CONTROL, ("\x00",)),
    ("Anna\u2028", Reason.CONTROL, ("\u2028",)),
    ("\ue000nna", Reason.PRIVATE, ("\ue000",)),
    ("سلام", Reason.RIGHT_TO_LEFT, ("س", "ل", "ا", "م")),
    ("שלום", Reason.RIGHT_TO_LEFT, ("ש", "ל", "ו", "ם")),
    ("山田", Reason.NO_GLYPH, ("山", "田")),
    ("Ελένη", Reason.NO_GLYPH, ("Ε", "λ", "έ", "ν", "η")),
    ("ន\u0301", Reason.LOOSE, ("ន\u0301",)),  # an accent of Latin on a Khmer letter
    ("\u17d2\u1780", Reason.LOOSE, ("\u17d2\u1780",)),
    ("ក \u17b6", Reason.LOOSE, (" \u17b6",)),
    ("ក\u17d2", Reason.LOOSE, ("ក\u17d2",)),  # a foot without a letter
    ("\u0301Anna", Reason.LOOSE, ("\u0301",)),
    ("Anna ◌", Reason.LOOSE, ("◌",)),
]


@pytest.mark.parametrize("name", [*PRINTABLE, *LONG_NAMES.values()])
def test_a_name_that_can_be_set_is_not_refused(name: str) -> None:
    assert missing(name) == ()
    assert refusals(name) == ()
    assert objections(name) == []


@pytest.mark.parametrize("text", [text for certificate in ALL for text in certificate.texts])
def test_everything_on_the_certificates_of_the_tests_can_be_set(text: str) -> None:
    assert refusals(text) == ()


@pytest.mark.parametrize(("name", "reason", "letters"), REFUSED)
def test_a_name_that_cannot_be_set_is_refused_for_its_reason(
    name: str, reason: Reason, letters: tuple[str, ...]
) -> None:
    assert [(refusal.reason, refusal.letters) for refusal in refusals(name)] == [(reason, letters)]


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_been_met(reason: Reason) -> None:
    assert reason in {row[1] for row in REFUSED}


def test_letters_are_named_once_and_in_the_order_of_the_name() -> None:
    assert missing("山田山😀田") == ("山", "田", "😀")


def test_the_sentence_names_the_letters_and_what_to_do() -> None:
    assert objections("Anna 😀") == ["Pictures do not belong on a certificate: “😀”. Please take them out."]
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in objections("Anna\u202e")[0]
    assert len(objections("Anna 😀\u202e山")) == 3


@given(st.text(max_size=30))
def test_letters_together_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(max_size=30))
def test_whatever_no_font_draws_is_refused(text: str) -> None:
    refused = {letter for refusal in refusals(text) for letter in refusal.letters}

    assert set(missing(text)) <= refused


@given(st.text(st.characters(codec="latin-1", categories=["L"]), max_size=30))
def test_composed_or_taken_apart_is_the_same(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)

    assert refusals(name) == refusals(apart) == ()
    assert len(clusters(name)) == len(clusters(apart))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(LONG_NAMES["uk"], id="a long name"),
        pytest.param("\u1780" + "\u17cb" * 2000 + "\u17b6" * 2, id="a heap of Khmer signs"),
        pytest.param("e" + "\u0301" * 2000, id="a heap of accents"),
        pytest.param("\u1780" + "\u17d2\u1793" * 1000 + "\u17d2", id="a tower of Khmer letters"),
    ],
)
def test_asking_is_quick(name: str) -> None:
    missing("warm")
    began = time.process_time()
    for _ in range(20):
        refusals(name)

    assert time.process_time() - began < 2  # a tenth of a second each would be slow
