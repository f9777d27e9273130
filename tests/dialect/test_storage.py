"""What is stored as JSON comes back as it was, and nothing else comes in."""

import pytest

from modules.dialect.digests import digest
from modules.dialect.storage import dump, load
from tests.dialect.reading import activity

SOURCE = ":::choice{#a shuffle}\n- (x) a {#k}\n  > b\n- ( ) c\n:::"


def test_a_version_has_the_name_of_its_meaning() -> None:
    first = digest(activity(SOURCE))
    assert first == digest(activity(f"Text\n\n::::choice{{shuffle #a}}\n\n{SOURCE.split(chr(10), 1)[1]}"))
    assert first != digest(activity(SOURCE.replace("> b", "> B")))
    assert len(first) == 64


def test_lines_are_not_stored() -> None:
    assert "line" not in str(dump(activity(SOURCE)))


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"kind": "nothing"},
        {"kind": "choice"},
        {"leaf": "Item", "text": "a"},
        {"leaf": "Attrs", "pairs": {}},
        {"leaf": "Path"},
        {"kind": "choice", "options": [], "colour": "red"},
    ],
)
def test_what_was_not_stored_by_us_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not|unknown"):
        load(stored)
