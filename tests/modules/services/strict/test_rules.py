"""Each rule of the strict check finds what breaks it, at its line, and nothing in a folder that keeps them all."""

from pathlib import Path

import pytest
from django.core.management import call_command

from modules.services import checking, content_tree, strict
from tests.factories.curriculum import FILES, SOURCES_TOML, page_text
from tests.factories.strict_lessons import (
    CHOICE,
    CLOSING,
    LESSON,
    MODULE,
    MODULE_TOML,
    ORDER,
    QUIZ,
    REFLECT,
    SCENARIO,
    lesson,
    page,
    prose,
    strict_folder,
)

SECOND = "practice/en/01-listening/02-second.md"
DUTCH = "practice/nl/01-listening/01-silence.md"
LONG = " ".join(["and"] * 41)


def said(folder: Path) -> list[str]:
    return [str(finding) for finding in strict.check(content_tree.read(folder))]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_folder_that_keeps_the_rules_has_no_findings(tmp_path: Path) -> None:
    folder = strict_folder(tmp_path)

    assert [str(finding) for finding in checking.check(content_tree.read(folder))] == []
    assert said(folder) == []


def without(text: str) -> str:
    return page(lesson().replace(text, ""))


UNVERIFIED = SOURCES_TOML + (
    '\n[[unverified]]\nsource = "S01"\ntext = "How many wait."\nsigns = ["nine in ten", "wait"]\n'
)
WRONG = {
    "an outcome no lesson teaches": (
        {LESSON: page(lesson(), outcomes="[]")},
        f"{MODULE}:18: untaught-outcome no lesson teaches 'm01-lo1'",
    ),
    "an outcome no question tests": (
        {QUIZ: page_text("m01-quiz", "quiz", pass_mark="80", shuffle="true")},
        f"{MODULE}:18: untested-outcome no question tests 'm01-lo1'",
    ),
    "an indicator no module touches": (
        {MODULE: MODULE_TOML.replace('["D1.1"]', "[]")},
        "practice/en/competencies.toml:27: untouched-indicator no module works towards 'D1.1'",
    ),
    "a short lesson": ({LESSON: page(lesson(words=400))}, f"{LESSON}:1: lesson-length the lesson has 5"),
    "a long lesson": ({LESSON: page(lesson(words=1100))}, f"{LESSON}:1: lesson-length the lesson has 1"),
    "a very long sentence": (
        {LESSON: page(lesson(more=f"He came {LONG} went."))},
        f"{LESSON}:{line_of(page(lesson(more='He came on.')), 'He came')}: long-sentence a sentence of 44 words",
    ),
    "many long sentences": (
        {
            LESSON: page(
                lesson(more=" ".join(f"{word} went {' '.join(['on'] * 30)}." for word in ("He", "She", "They", "We")))
            )
        },
        f"{LESSON}:{line_of(page(lesson(more='He came on.')), 'He came')}: long-sentences 4 sentences have more than 28 words",
    ),
    "long sentences all through": (
        {
            LESSON: page(
                lesson()
                .replace(". A worker", " and a worker")
                .replace(". The aunt", " and the aunt")
                .replace(". My mentor", " and my mentor")
            )
        },
        f"{LESSON}:1: sentence-length its sentences have",
    ),
    "hard words": (
        {LESSON: page(lesson().replace("asks about", "institutionalises").replace("the", "interdisciplinary"))},
        f"{LESSON}:1: reading-age one has to be",
    ),
    "two activities": ({LESSON: without(ORDER.strip())}, f"{LESSON}:1: few-activities the lesson has 2"),
    "one kind of activity": (
        {
            LESSON: page(
                lesson()
                .replace(ORDER.strip(), CHOICE.replace("at-the-door", "again").replace("late", "early"))
                .replace(REFLECT.strip(), CHOICE.replace("at-the-door", "once-more").replace("late", "away"))
            )
        },
        f"{LESSON}:1: one-kind all its activities are of one kind",
    ),
    "a lesson without a word": (
        {LESSON: page(CHOICE)},
        f"{LESSON}:10: no-opening begin with a moment from practice",
    ),
    "no judgement": (
        {LESSON: without("  > The family does not know that you came.\n")},
        f"{LESSON}:1: no-judgement no activity asks for a judgement",
    ),
    "a heading first": (
        {LESSON: page(lesson(opening="## First\n\nA word."))},
        f"{LESSON}:10: no-opening begin with a moment",
    ),
    "nothing to try": (
        {LESSON: without("## This week\n\nListen to one colleague for five minutes without giving advice.\n\n")},
        f"{LESSON}:1: no-this-week there is no section '## This week'",
    ),
    "too much to try": (
        {
            LESSON: page(
                lesson(
                    closing=CLOSING.replace("without giving advice.", "without giving advice. " + prose(120, skip=300))
                )
            )
        },
        f"{LESSON}:{line_of(page(lesson()), 'Listen to one')}: long-this-week 'This week' has",
    ),
    "two key points": (
        {LESSON: without("- Say why you come.\n")},
        f"{LESSON}:{line_of(page(lesson()), '## Key points')}: no-key-points",
    ),
    "no key points": (
        {LESSON: page(lesson(closing=CLOSING.partition("## Key")[0]))},
        f"{LESSON}:1: no-key-points write '## Key points' with 3 to 5 bullets, not 0",
    ),
    "key points before the week": (
        {
            LESSON: page(
                lesson(closing=CLOSING + "\n## This week\n\nTry it.\n").replace(
                    "## This week\n\nListen", "## Try it\n\nListen"
                )
            )
        },
        "key-points-first put this section before 'Key points'",
    ),
    "a programme default in the running text": (
        {LESSON: page(lesson(more="**Programme default.** Two people visit."))},
        "unmarked-default put what begins 'Programme default' into a callout",
    ),
    "no callout with sources": (
        {LESSON: page(lesson().replace("**Where this comes from.** ", ""))},
        f"{LESSON}:1: no-sources there is no callout",
    ),
    "a source of the callout that the head lacks": (
        {LESSON: page(lesson(), sources="[]")},
        "source-not-listed the callout rests on S01",
    ),
    "a source of the head that the callout lacks": (
        {LESSON: page(lesson().replace("follows S01", "is known"))},
        f"{LESSON}:7: source-not-said the head names S01",
    ),
    "an unverified fact": (
        {LESSON: page(lesson(more="Nine in ten families wait.")), "practice/en/sources.toml": UNVERIFIED},
        "unverified-fact S01 has not been checked for this: How many wait.",
    ),
    "a reflective question nobody asks": (
        {LESSON: page(lesson().replace("When did you listen last?", "Who spoke first?"))},
        f"{MODULE}:12: unasked-question no ':::reflect' of its lessons asks: When did you listen last?",
    ),
    "a sentence of another lesson": (
        {
            SECOND: page(
                lesson(
                    skip=400,
                    opening="A worker asks about the small garden before the rain comes. Nobody answers, and the day goes on.",
                ),
                key="m01-l2",
            )
        },
        f"{SECOND}:10: repeated-sentence the same sentence stands in {LESSON}:",
    ),
    "a name": ({LESSON: page(lesson(more="Then Sokha Chan came in."))}, "identifying 'Sokha Chan' looks like a name"),
    "American spelling": ({LESSON: page(lesson(more="The color fades."))}, "spelling 'color' is not in the dictionary"),
    "a slip in a table": (
        {MODULE: MODULE_TOML.replace("How to listen.", "How to lissten.")},
        f"{MODULE}:4: spelling 'lissten' is not in the dictionary",
    ),
    "a link to nothing": (
        {LESSON: page(lesson(more="See [there](m09-l1)."))},
        "unknown-link the link leads to 'm09-l1'",
    ),
    "a link with a near miss": ({LESSON: page(lesson(more="See [there](m01-s2)."))}, "did you mean"),
    "a word the glossary lacks": (
        {LESSON: page(lesson(more="See [kind](glossary#kind)."))},
        "unknown-term the glossary has no term 'kind'",
    ),
    "a tool nobody wrote": ({LESSON: page(lesson(more="Use tool T77."))}, "unknown-tool there is no practice tool T77"),
    "a source nobody knows": ({LESSON: page(lesson(more="So says S88."))}, "unknown-source there is no source S88"),
    "a tool no lesson uses": (
        {LESSON: page(lesson().replace("T01", "one"))},
        f"{MODULE}:14: unused-tool no lesson uses the tool T01",
    ),
    "a story no lesson links": (
        {LESSON: page(lesson().replace("[Silence at noon](m01-s1)", "about noon"))},
        f"{SCENARIO}:1: unplaced-story no lesson of the module links this story",
    ),
    "a page that is too heavy": (
        {LESSON: page(lesson(more="\n\n".join(f"| {at * 7919} | {at**5 * 31} |\n|---|---|" for at in range(1, 1200))))},
        f"{LESSON}:1: page-weight the page will weigh about",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), WRONG.values(), ids=WRONG.keys())
def test_what_breaks_a_rule_is_named_by_file_line_and_remedy(
    tmp_path: Path, changes: dict[str, str | bytes | None], expected: str
) -> None:
    found = said(strict_folder(tmp_path, changes))

    assert any(expected in line for line in found), "\n".join(found)
    assert all("\n" not in line for line in found)


RIGHT = {
    "an unverified fact that is said to be one": {
        LESSON: page(lesson(more="Nine in ten families wait, which is not verified.")),
        "practice/en/sources.toml": UNVERIFIED,
    },
    "an unverified fact that the callout owns up to": {
        LESSON: page(
            lesson(more="Nine in ten families wait.").replace(
                "practice experience", "practice experience that we have not verified"
            )
        ),
        "practice/en/sources.toml": UNVERIFIED,
    },
    "a programme default in its callout": {
        LESSON: page(lesson(more="> [!NOTE]\n> **Programme default.** Two people visit."))
    },
    "sources in the second paragraph of the callout": {
        LESSON: page(
            lesson().replace(
                "The order of a visit follows S01, and", "The order is known.\n>\n> The rest follows S01, and"
            )
        )
    },
    "a word of the programme": {
        LESSON: page(lesson(more="The hromada decides.")),
        "spelling.en.txt": "hromada\n",
    },
    "a name with a reason": {
        LESSON: page(lesson(more="Then Sokha Chan came in.")),
        "identifiers.tsv": f"{LESSON}\tname\tSokha Chan\t1\tfiction\n",
        "spelling.en.txt": "Sokha\nChan\n",
    },
    "links by key, to a word and to an anchor": {
        LESSON: page(lesson(more="See [kin](glossary#kin), [the module](m01), [above](#at-the-gate)."))
    },
    "a module that is still an outline": {
        MODULE: MODULE_TOML.replace('"full"', '"outline"'),
        QUIZ: page_text("m01-quiz", "quiz", pass_mark="80", shuffle="true"),
    },
    "a quiz inside a lesson": {
        LESSON: page(
            lesson().replace(
                REFLECT.strip(),
                f"{REFLECT}\n::::quiz{{#check}}\n\n{CHOICE.replace('at-the-door', 'again').replace('late', 'early')}\n::::",
            )
        )
    },
}


@pytest.mark.parametrize("changes", RIGHT.values(), ids=RIGHT.keys())
def test_what_is_allowed_is_not_found(tmp_path: Path, changes: dict[str, str | bytes | None]) -> None:
    assert said(strict_folder(tmp_path, changes)) == []


def test_a_translation_that_is_heavy_is_a_warning(tmp_path: Path) -> None:
    heavy, _expected = WRONG["a page that is too heavy"]
    changes = {
        "practice/nl/programme.toml": FILES["practice/programme.toml"],
        "practice/nl/01-listening/module.toml": MODULE_TOML,
        DUTCH: heavy[LESSON],
    }
    found = [line for line in said(strict_folder(tmp_path, changes)) if line.startswith(f"{DUTCH}:1: page-weight")]

    assert [line.endswith("(warning)") for line in found] == [True]


def test_a_short_turn_of_speech_may_return(tmp_path: Path) -> None:
    said_twice = "Write no names. Nobody has to answer at once here."
    changes = {LESSON: page(lesson(more=said_twice)), SECOND: page(lesson(skip=400, more=said_twice), key="m01-l2")}
    again = [
        line
        for line in said(strict_folder(tmp_path, changes))
        if f"{SECOND}:{line_of(changes[SECOND], said_twice)}:" in line
    ]

    assert len(again) == 1, "the longer of the two sentences is found, the shorter is not"


def test_another_language_is_held_to_what_can_be_seen_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its spelling and what is not verified are for people; its headings, activities and lengths are not."""
    text = lesson(words=300, more="Nine in ten families wait, zegt hij.").replace("Key points", "Kernpunten")
    changes = {
        "practice/nl/programme.toml": FILES["practice/programme.toml"],
        "practice/nl/glossary.toml": FILES["practice/en/glossary.toml"],
        "practice/nl/sources.toml": UNVERIFIED,
        "practice/nl/01-listening/module.toml": MODULE_TOML,
        "practice/nl/tools/t01-card.md": FILES["practice/en/tools/t01-card.md"],
        DUTCH: page(text),
    }
    codes = [line.split(" ")[1] for line in said(strict_folder(tmp_path, changes)) if line.startswith(DUTCH)]

    assert codes == ["no-sources", "no-this-week"]
    assert strict.languages_not_spelled(content_tree.read(tmp_path)) == ["nl"]
    with pytest.raises(SystemExit):
        call_command("check_content", tmp_path, "--strict")
    assert "Not looked at for spelling, reading age and what is not verified: nl." in capsys.readouterr().out
