"""A translation of what has places, times, meters or words of its own: where it may differ, and where it may not."""

import pytest

from modules.dialect.parser import parse
from modules.dialect.skeleton import differences

TEXT = """\
:::hotspots{#room}

![A room](room.jpg)

- [x] (22%, 61%, 7%) Stove {#stove}
- [ ] (80%, 30%) Window {#window}

:::

:::mark{#judging}

The [[lazy]]{#lazy} mother [[-slept]]{#slept}.

:::

::::video{src=film.mp4 captions=film.vtt}

> [!TRANSCRIPT]
> Good morning.

### 01:20 Seat {#seat pause}

::::

:::scenario{#s meters="trust: Trust, safety=2"}

## A {#a}

- [Go](#b) {#go trust=+1}

## B {#b}

:::

:::glossary

- **kin** family {#kin also=kinship}

:::
"""


def differ(*changes: tuple[str, str]) -> list[str]:
    other = TEXT
    for old, new in changes:
        assert old in other
        other = other.replace(old, new)
    return [difference.other_what for difference in differences(parse(TEXT), parse(other))]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("A room", "Кімната"), id="the-words-for-a-picture"),
        pytest.param(("Stove", "Плита"), id="what-is-at-a-place"),
        pytest.param(("[[lazy]]", "[[ледача]]"), id="a-word-to-find"),
        pytest.param(("film.mp4", "uk/film.mp4"), id="another-recording"),
        pytest.param(("trust: Trust", "trust: Довіра"), id="the-label-of-a-meter"),
        pytest.param(("also=kinship", "also=родина"), id="other-forms-of-a-word"),
    ],
)
def test_words_may_differ(change: tuple[str, str]) -> None:
    assert differ(change) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("(22%, 61%", "(32%, 61%"), id="a-place"),
        pytest.param(("[x] (22%", "[ ] (22%"), id="what-is-right"),
        pytest.param(("[[-slept]]", "[[slept]]"), id="what-is-to-be-found"),
        pytest.param(("01:20", "01:30"), id="a-time"),
        pytest.param(("safety=2", "safety=3"), id="where-a-meter-begins"),
        pytest.param(("trust=+1", "trust=-1"), id="how-far-a-decision-moves"),
    ],
)
def test_what_grades_may_not_differ(change: tuple[str, str]) -> None:
    assert len(differ(change)) == 1
