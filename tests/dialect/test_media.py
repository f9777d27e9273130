"""Films and recordings with checkpoints."""

import pytest

from modules.dialect.activities.media import Media
from modules.dialect.parser import parse
from modules.dialect.writer import write
from tests.dialect.reading import problems

FILM = (
    "::::video[Meeting]{src=a/film.mp4 captions=film.vtt}\n\nWatch.\n\n> [!TRANSCRIPT]\n> Good morning.\n\n### 00:05\n\nLook.\n\n"
    "### 01:01:20 Seat {#seat pause}\n\n:::choice{#q}\n- (x) a\n- ( ) b\n:::\n\n:::checklist{#c}\n- [ ] a\n:::\n\n::::"
)
SOUND = ":::audio{src=a.mp3}\n\n> [!TRANSCRIPT]\n> Hello.\n\n:::"


def film() -> Media:
    found = parse(FILM).activities[0]
    assert isinstance(found, Media)
    return found


def test_questions_stand_at_their_checkpoints() -> None:
    first, second = film().stops()
    assert (first[0].at, first[0].title, first[0].text, first[1]) == ("00:05", "", "Look.", ())
    assert (second[0].seconds, second[0].title, second[0].key) == (3680, "Seat", "seat")
    assert [question.id for question in second[1]] == ["q", "c"]
    assert [activity.id for activity in parse(FILM).activities] == ["", "q", "c"]


def test_a_film_has_captions_and_a_transcript() -> None:
    assert (film().src, film().captions, film().transcript) == ("a/film.mp4", "film.vtt", ("Good morning.",))
    assert problems(FILM) == []
    assert parse(write(film())).nodes == (film(),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (FILM.replace(" captions=film.vtt", ""), ["1 no-captions"]),
        (FILM.replace(" captions=film.vtt", " silent"), []),
        (FILM.replace("captions=film.vtt", "captions=film.txt"), ["1 bad-value"]),
        (FILM.replace("> [!TRANSCRIPT]\n> Good morning.", ""), ["1 no-transcript"]),
        (FILM.replace("src=a/film.mp4", ""), ["1 no-source"]),
        (FILM.replace("src=a/film.mp4", "src=https://video.example/film.mp4"), ["1 no-source"]),
        (FILM.replace("src=a/film.mp4", "src=javascript:film.mp4"), ["1 no-source"]),
        (FILM.replace("src=a/film.mp4", "src=film.mp3"), ["1 no-source"]),
        (FILM.replace("### 00:05", "### Later"), ["8 no-time"]),
        (FILM.replace("### 00:05", "### 02:00:00"), ["12 not-in-order"]),
        (FILM.replace("#seat pause", "#seat stop"), ["12 unknown-attribute"]),
        (FILM.replace("### 00:05", "### 00:05 {#seat}"), ["12 duplicate-key"]),
        (FILM.replace("\n\n::::", "\n\nMore.\n\n::::"), ["23 text-between"]),
        (FILM.replace("Watch.", "Watch.\n\n:::cards\n- a\n  > b\n:::"), ["5 not-here"]),
        (FILM.replace(":::checklist{#c}\n- [ ] a\n:::", SOUND), ["19 not-here"]),
        (SOUND.replace("a.mp3", "a.mp4"), ["1 no-source"]),
        (SOUND.replace("> [!TRANSCRIPT]\n> Hello.", "").replace("mp3", "mp3 transcript=a.txt"), []),
        (":::audio{src=a.mp3 transcript=//b/c}\n:::", ["1 bad-value"]),
        (":::audio{src=a.mp3 transcript=t}\n" + "".join(f"## 00:{at}\n\n" for at in range(10, 51)) + ":::", ["82 too-many-options"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(source: str, expected: list[str]) -> None:
    assert problems(source) == expected
