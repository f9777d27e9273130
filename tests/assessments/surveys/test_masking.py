"""What others read of a free text identifies nobody, whatever the writer decided."""

import pytest

from assessments.surveys.pages.masking import masked
from training_site.identifiers import LocalList


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("I visited Sokha (8) at home.", "Sokha"),
        ("Call me on +855 12 345 678.", "345"),
        ("Write to maria@example.org.", "maria@"),
        ("We met at Prek Thmei again.", "Prek Thmei"),  # of the organisation's own list
    ],
)
def test_what_may_identify_somebody_is_replaced(text: str, gone: str) -> None:
    (shown,) = masked([text], local=LocalList.of(places=("Prek Thmei",)))

    assert gone not in shown


def test_other_words_stay_as_they_are() -> None:
    assert masked(["More time for the scenarios."], local=LocalList.of()) == ("More time for the scenarios.",)
