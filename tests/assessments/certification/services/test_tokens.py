"""Names and titles in the square code: whole letters, as many as there is room for, and never a certificate that cannot be issued."""

import pytest

from assessments.certification.badges import token
from assessments.certification.printing.graphemes import clusters
from tests.factories import certification as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Марія Зразкова", id="it fits"),
        pytest.param(" ".join(["Олександра"] * 7), id="Ukrainian, too long"),
        pytest.param("សុខ " * 19, id="Khmer, too long"),
        pytest.param("ស្រី" * 18, id="Khmer stacks, too long"),
    ],
)
def test_a_long_name_is_cut_between_letters(name: str) -> None:
    name = " ".join(name.split())
    row = make.credential(name=name)

    held = token.read(row.token).name

    assert row.name == name
    assert len(held.encode()) <= token.LONGEST_TEXT
    assert held == name or clusters(name)[: len(clusters(held)) - 1] == clusters(held[:-1])
    assert (held == name) == (len(name.encode()) <= token.LONGEST_TEXT)
    assert held == name or held.endswith("…")
