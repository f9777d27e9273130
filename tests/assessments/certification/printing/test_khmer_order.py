"""What is refused because of its order is what HarfBuzz sets with a dotted circle: it is asked, for hundreds of letters at a time."""

import dataclasses
import random

import pytest
from django.utils.html import escape

from assessments.certification.printing import pdf
from assessments.certification.printing.certificate import page
from assessments.certification.printing.glyphs import Reason, refusals
from tests.assessments.certification.printing.certificates import KHMER, SITE
from tests.assessments.certification.printing.conftest import Make
from tests.assessments.certification.printing.pdf_reading import Document
from tests.assessments.certification.printing.shaping import names

WORDS = [
    "ស្ត្រី",
    "ប៉ុណ្ណោះ",
    "ធម៌",
    "ញ៉ាំ",
    "កៅអី",
    "ខ្ញុំ",
    "ព្រះ",
    "អ៊ំ",
    "ម្ដាយ",
    "ឪពុក",
    "កុមារ",
    "គ្រួសារ",
    "ស៊ើប",
    "ប្រឹក្សា",
    "ភ្នំពេញ",
    "សៀមរាប",
    "បាត់ដំបង",
    "ចន្ថា",
    "សុភ័ក្ត្រ",
    "រតនៈ",
    "វិសាល",
    "បូរ៉ា",
    "ណារ៉ុង",
    "សុីណា",
    "ហ៊ុន",
    "អ៊ុំ",
    "ឡៅ",
    "ង៉ែត",
    "ឌី",
    "ច្រឹប",
    "ឃ្លាំង",
    "ទ្រូង",
    "ឈឿន",
    "ជឿន",
    "តឹង",
    "លីម",
    "ស៊ាន់",
    "ពៅ",
    "ណុប",
    "ម៉ៅ",
    "នី",
    "យ៉ាន",
    "កាំង",
    "ខៀវ",
    "ឱម",
    "ឯក",
    "ឥន្ទ្រ",
]
BASES = "\u1780\u1785\u1793\u179a\u179f\u17a2\u17b3"
SIGNS = [
    "\u17d2\u1793",
    "\u17d2\u179a",
    *map(chr, range(0x17B6, 0x17D2)),
]


def _letters(seed: int, count: int) -> list[str]:
    """Random letters: a base, and up to four signs in any order. The same every time."""
    dice = random.Random(seed)
    return [dice.choice(BASES) + "".join(dice.choices(SIGNS, k=dice.randint(1, 4))) for _ in range(count)]


def _with_circles(letters: list[str]) -> list[bool]:
    """Whether a dotted circle is set in each: they are lines of one page, each between two digits that are found again."""
    lines = "".join(f"<p>៣{escape(letter)}៤</p>" for letter in letters)
    html = page(dataclasses.replace(KHMER, competencies=())).partition("<main")[0] + lines
    texts = [
        [names(glyph.font)[glyph.number] for glyph in text] for text in Document(pdf.render(html, base=SITE)).texts
    ]
    assert len(texts) == len(letters)
    assert all(text[0] == "uni17E3" and text[-1] == "uni17E4" for text in texts)
    return ["uni25CC" in text for text in texts]


@pytest.mark.parametrize("word", WORDS)
def test_a_real_word_is_never_refused(word: str) -> None:
    assert refusals(word) == ()


def test_real_words_are_set_without_a_circle(make: Make) -> None:
    assert not any(_with_circles(WORDS))


@pytest.mark.parametrize("seed", range(3))
def test_no_letter_that_is_let_through_is_set_with_a_circle(make: Make, seed: int) -> None:
    letters = _letters(seed, 400)
    refused = [bool(refusals(letter)) for letter in letters]
    circled = _with_circles(letters)
    slipped = [ascii(letter) for letter, no, circle in zip(letters, refused, circled, strict=True) if circle and not no]

    assert not slipped
    assert sum(refused) > 50
    assert not all(refused)


@pytest.mark.parametrize("seed", range(3))
def test_a_letter_is_refused_only_where_a_circle_would_be_set(make: Make, seed: int) -> None:
    letters = _letters(seed, 400)
    loose = [any(refusal.reason is Reason.LOOSE for refusal in refusals(letter)) for letter in letters]
    circled = _with_circles(letters)
    wronged = [ascii(letter) for letter, no, circle in zip(letters, loose, circled, strict=True) if no and not circle]

    assert not wronged
