"""Bad input: one line that names file, line and remedy."""

import os
from pathlib import Path

import pytest

from modules.services import checking, content_tree
from tests.factories.curriculum import (
    FILES,
    FRAMEWORK_TOML,
    MODULE_TOML,
    PROGRAMME_TOML,
    QUESTION,
    SOURCES_TOML,
    UNCLOSED,
    WITHOUT_ID,
    content_folder,
    page_text,
)

LESSON = "practice/en/01-listening/01-silence.md"
MODULE = "practice/en/01-listening/module.toml"
SCENARIO = "practice/en/01-listening/scenario.md"
QUIZ = "practice/en/01-listening/questions.md"
DEEP = "practice/en/01-" + "m" * 120
TOOL = "practice/en/tools/t01-card.md"


def lesson(body: str = "Words.\n", **head: str) -> str:
    return page_text("m01-l1", "lesson", **{"minutes": "20", **head}, body=body)


def said(folder: Path) -> list[str]:
    return [str(finding) for finding in checking.check(content_tree.read(folder))]


def test_a_faultless_folder_has_no_findings(folder: Path) -> None:
    assert said(folder) == []


@pytest.mark.parametrize(("key", "unknown"), [("m02", []), ("m09", ["m09"])], ids=["written elsewhere", "nowhere"])
def test_a_growing_language_may_name_modules_that_another_language_has(
    tmp_path: Path, key: str, unknown: list[str]
) -> None:
    growing = {path.replace("/en/", "/nl/"): FILES[path] for path in FILES if path.endswith(".toml") and "/en/" in path}
    growing["practice/nl/programme.toml"] = PROGRAMME_TOML.replace('required = ["m01"]', f'required = ["m01", "{key}"]')
    growing["practice/nl/tools/t01-card.md"] = page_text("t01", "tool", used_in=f"[m01, {key}]", blank_template="true")
    second = MODULE_TOML.replace('"m01"', '"m02"').replace("m01-lo", "m02-lo")
    found = said(content_folder(tmp_path, {**growing, "practice/en/02-asking/module.toml": second}))

    named = [line for line in found if " unknown-module " in line and "/nl/" in line]
    assert len(named) == 2 * len(unknown), "\n".join(found)
    assert all(f"'{each}'" in line for each in unknown for line in named)


BAD = {
    "no front matter": (
        {LESSON: "Only words.\n"},
        f"{LESSON}:1: bad-front-matter the file must begin with a line '---'",
    ),
    "unclosed front matter": ({LESSON: "---\nkey: m01-l1\n"}, f"{LESSON}:1: bad-front-matter the head is never closed"),
    "malformed front matter": (
        {LESSON: "---\nkey: m01-l1\ntitle: [a\n---\n\nx\n"},
        f"{LESSON}:3: bad-front-matter cannot read this line: expected ',' or ']'",
    ),
    "a line without a colon": (
        {LESSON: "---\nkey: m01-l1\ntitle What it means\nminutes: 35\n---\n\nx\n"},
        f"{LESSON}:3: bad-front-matter cannot read this line: could not find expected ':'; write it as 'key: value'",
    ),
    "tab in front matter": (
        {LESSON: "---\nkey: a\n\t: b\n---\n\n"},
        f"{LESSON}:3: bad-front-matter cannot read this line",
    ),
    "unprintable front matter": (
        {LESSON: "---\nkey: a\x07\n---\n\n"},
        f"{LESSON}:2: bad-front-matter the head holds a character",
    ),
    "front matter that is a list": (
        {LESSON: "---\n- a\n---\n\n"},
        f"{LESSON}:2: bad-front-matter write each line of the head",
    ),
    "nested front matter": (
        {LESSON: "---\nkey:\n  a: b\n---\n\n"},
        f"{LESSON}:2: bad-front-matter 'key' must be one text or",
    ),
    "a key twice in one head": (
        {LESSON: "---\nkey: a\nkey: b\n---\n\n"},
        f"{LESSON}:3: bad-front-matter 'key' stands twice",
    ),
    "empty front matter": (
        {LESSON: "---\n---\n\nx\n"},
        f"{LESSON}:1: bad-type write 'type: …' in the head of this file, with one of: 'lesson', 'scenario'",
    ),
    "a type that does not belong here": (
        {LESSON: page_text("m01-l1", "tool")},
        f"{LESSON}:3: bad-type write 'type: …' in the head of this file",
    ),
    "unknown key in the head": (
        {LESSON: lesson(minuts="3")},
        f"{LESSON}:6: unknown-key 'minuts' is not a key of 'lesson'; did you mean",
    ),
    "missing key in the head": (
        {LESSON: page_text("m01-l1", "lesson")},
        f"{LESSON}:1: missing-key 'minutes' is missing in 'lesson'",
    ),
    "a number that is none": (
        {LESSON: lesson(minutes="soon")},
        f"{LESSON}:5: bad-value 'minutes' must be a whole number",
    ),
    "a key with spaces": ({LESSON: page_text("M 1", "lesson", minutes="1")}, f"{LESSON}:2: bad-key 'M 1' is not a key"),
    "an empty title": ({LESSON: lesson(title='""')}, f"{LESSON}:4: bad-title write a title of 1 to 200"),
    "unknown activity": (
        {LESSON: lesson(QUESTION.replace(":::choice", ":::choise"))},
        f"{LESSON}:8: unknown-activity unknown activity ':::choise'; did you mean ':::choice'?",
    ),
    "an activity that is never closed": (
        {LESSON: lesson(UNCLOSED)},
        f"{LESSON}:8: unclosed ':::choice' is never closed",
    ),
    "an activity without an id": ({LESSON: lesson(WITHOUT_ID)}, f"{LESSON}:8: missing-id"),
    "the same id twice": (
        {LESSON: lesson(f"{QUESTION}\n{QUESTION}")},
        f"{LESSON}:19: duplicate-id give the activity another name: '#first-question' is taken by the one on line 8",
    ),
    "the same option twice": (
        {LESSON: lesson(":::choice{#twice}\n\nWhich?\n\n- (x) This {#a}\n- ( ) That {#b}\n- ( ) This {#c}\n\n:::\n")},
        f"{LESSON}:14: duplicate-option same option as line 12",
    ),
    "the same key in two files": (
        {LESSON: page_text("m01-l2", "lesson", minutes="5")},
        "practice/en/01-listening/02-questions.md:2: double-key the key 'm01-l2' is that of",
    ),
    "two files at one address": (
        {"practice/en/01-listening/03-silence.md": page_text("m01-l3", "lesson", minutes="5")},
        "practice/en/01-listening/03-silence.md:1: double-address has the same address as",
    ),
    "the same code twice in a table": (
        {"practice/en/sources.toml": SOURCES_TOML + SOURCES_TOML[SOURCES_TOML.index("\n[[") :]},
        "practice/en/sources.toml:9: double-key 'S01' stands twice among the tables 'source'",
    ),
    "missing image": (
        {LESSON: lesson("One.\n\n![A house](house.png)\n")},
        f"{LESSON}:10: missing-image there is no picture 'house.png'",
    ),
    "an image outside the folder": ({LESSON: lesson("![A house](../../house.png)\n")}, f"{LESSON}:8: missing-image"),
    "an image on another site": (
        {LESSON: lesson("![A house](https://a.example/b.png)\n")},
        f"{LESSON}:8: foreign-image",
    ),
    "invalid UTF-8": (
        {LESSON: b"---\nkey: \xff\n"},
        f"{LESSON}:2: not-utf-8 the byte 0xff is not UTF-8; save the file as UTF-8",
    ),
    "a 5 MB lesson": (
        {LESSON: lesson("word " * 1_000_000)},
        f"{LESSON}:1: too-large the file has 5000 kB, at most 200 kB",
    ),
    "a NUL in the text": (
        {LESSON: lesson("One.\nT\x00wo.\n")},
        f"{LESSON}:9: control-character the text holds a NUL character",
    ),
    "a NUL in a value": (
        {MODULE: MODULE_TOML.replace("How to", "How\\u0000 to")},
        f"{MODULE}:4: control-character 'summary' holds",
    ),
    "half a surrogate pair": ({LESSON: lesson(title='"\\ud800"')}, f"{LESSON}:4: control-character 'title' holds"),
    "a key that is too long": (
        {LESSON: page_text("a" * 61, "lesson", minutes="1")},
        f"{LESSON}:2: too-long 'key' may have 60",
    ),
    "a path that is too long": (
        {f"{DEEP}/module.toml": MODULE_TOML, f"{DEEP}/01-{'l' * 120}.md": page_text("m09-l1", "lesson", minutes="1")},
        f"{DEEP}/01-{'l' * 120}.md:1: bad-name the path may have 255",
    ),
    "malformed TOML": (
        {MODULE: 'key = "m01"\nnumber = \n'},
        f"{MODULE}:2: bad-toml cannot be read as TOML: write a value after the '='",
    ),
    "TOML that ends too early": ({MODULE: 'key = "m01'}, f"{MODULE}:1: bad-toml cannot be read as TOML"),
    "TOML nested too deep": ({MODULE: "a = " + "[" * 3000}, f"{MODULE}:1: bad-toml"),
    "unknown key in a table": (
        {MODULE: MODULE_TOML.replace("text =", "texte =")},
        f"{MODULE}:18: unknown-key 'texte' is not a key of 'outcome'",
    ),
    "a table that is no list": (
        {MODULE: MODULE_TOML.replace("[[outcome]]", "[outcome]")},
        f"{MODULE}:18: bad-value 'outcome' must be a list",
    ),
    "a value of another type": (
        {MODULE: MODULE_TOML.replace("= 60", "= true")},
        f"{MODULE}:7: bad-value 'minutes' must be a whole number",
    ),
    "a value of another type in a table": (
        {MODULE: MODULE_TOML.replace('text = "Listen without interrupting."', "text = 3")},
        f"{MODULE}:18: bad-value 'text' must be a text",
    ),
    "a number that is too large": (
        {MODULE: MODULE_TOML.replace("= 60", "= 99999")},
        f"{MODULE}:7: bad-value 'minutes' must be",
    ),
    "a value outside the vocabulary": (
        {MODULE: MODULE_TOML.replace('"tracing"', '"tracking"')},
        f"{MODULE}:5: bad-value 'tracking' is not a value of 'phase'; did you mean 'tracing'?",
    ),
    "unknown outcome in the head": (
        {LESSON: lesson(outcomes="[m01-lo9]")},
        f"{LESSON}:6: unknown-outcome there is no learning outcome 'm01-lo9'",
    ),
    "unknown outcome of an activity": (
        {LESSON: lesson(QUESTION.replace("}\n\nWhat", " outcome=m01-lo7}\n\nWhat"))},
        f"{LESSON}:8: unknown-outcome there is no learning outcome 'm01-lo7'; did you mean 'm01-lo1'?",
    ),
    "unknown tool": (
        {MODULE: MODULE_TOML.replace('"t01"', '"t99"')},
        f"{MODULE}:14: unknown-tool there is no practice tool 't99'",
    ),
    "unknown indicator": (
        {SCENARIO: page_text("m01-s1", "scenario", indicators="[D9.9]")},
        f"{SCENARIO}:5: unknown-indicator",
    ),
    "unknown source": ({MODULE: MODULE_TOML.replace('"S01"', '"S9"')}, f"{MODULE}:16: unknown-source"),
    "unknown pathway": ({MODULE: MODULE_TOML.replace('"worker"', '"boss"')}, f"{MODULE}:8: unknown-pathway"),
    "unknown module of a pathway": (
        {"practice/programme.toml": PROGRAMME_TOML.replace('required = ["m01"]', 'required = ["m77"]')},
        "practice/programme.toml:29: unknown-module there is no module 'm77'",
    ),
    "unknown module of a tool": ({TOOL: page_text("t01", "tool", used_in="[m09]")}, f"{TOOL}:5: unknown-module"),
    "unknown domain": (
        {"practice/en/competencies.toml": FRAMEWORK_TOML.replace('domain = "D1"', 'domain = "D8"')},
        "practice/en/competencies.toml:27: unknown-domain",
    ),
    "a file nobody knows": (
        {"practice/en/01-listening/notes.txt": "x"},
        "practice/en/01-listening/notes.txt:1: unknown-file no file",
    ),
    "a folder nobody knows": (
        {"practice/en/misc/a.md": "x"},
        "practice/en/misc:1: unknown-file no folder of this name",
    ),
    "a file nobody knows among the tools": (
        {"practice/en/tools/a.txt": "x"},
        "practice/en/tools/a.txt:1: unknown-file",
    ),
    "a file nobody knows beside the programme": ({"practice/a.txt": "x"}, "practice/a.txt:1: unknown-file"),
    "a language nobody reads": (
        {"practice/xx/a.md": "x"},
        "practice/xx:1: unknown-language is not a language of this site",
    ),
    "a language without a programme": (
        {"practice/nl/glossary.toml": "x"},
        "practice/nl/programme.toml:1: missing-file",
    ),
    "a module without its file": ({MODULE: None}, f"{MODULE}:1: missing-file does not exist; write it, or delete"),
    "a programme without its file": ({"other/en/a.md": "x"}, "other/programme.toml:1: missing-file"),
    "a language that is not there": (
        {"practice/programme.toml": PROGRAMME_TOML.replace('language = "en"', 'language = "km"')},
        "practice/programme.toml:1: no-language names the language 'km'",
    ),
    "a file name that makes no address": (
        {"practice/en/01-listening/03-Big Day.md": page_text("m01-l3", "lesson", minutes="5")},
        "practice/en/01-listening/03-Big Day.md:1: bad-name 'Big Day' goes into addresses",
    ),
    "a shelf of tools that cannot be read": (
        {"practice/en/tools/tools.toml": "x"},
        "practice/en/tools/tools.toml:1: bad-toml",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_named_by_file_line_and_remedy(
    tmp_path: Path, changes: dict[str, str | bytes | None], expected: str
) -> None:
    found = said(content_folder(tmp_path, changes))

    assert any(line.startswith(expected) for line in found), "\n".join(found)
    assert all("\n" not in line for line in found)


def test_a_file_that_is_a_folder_is_named(tmp_path: Path) -> None:
    folder = content_folder(tmp_path, {LESSON: None})
    (folder / LESSON).mkdir()

    assert said(folder) == [
        f"{LESSON}:1: is-a-folder this is a folder, but a file must have this name; rename the folder"
    ]


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / LESSON).unlink()
    (folder / LESSON).symlink_to(folder / "nowhere")

    assert said(folder)[0].startswith(f"{LESSON}:1: missing-file")


def test_a_name_that_is_no_text_is_named(folder: Path) -> None:
    name = Path(os.fsdecode(b"03-\xff.md"))
    (folder / "practice/en/01-listening" / name).write_text(page_text("m01-l3", "lesson", minutes="1"))

    assert said(folder)[0].startswith("practice/en/01-listening/03-\\udcff.md:1: bad-name")


def test_a_folder_that_cannot_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", broken)

    assert said(folder)[0].endswith("unreadable the folder cannot be read: Permission denied")


def test_a_file_that_breaks_while_it_is_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", broken)

    assert said(folder)[0].endswith("unreadable cannot be read: Input/output error")


@pytest.mark.parametrize(
    ("name", "expected"), [("nowhere", "does not exist"), ("file", "is a file"), ("empty", "holds no programme")]
)
def test_a_folder_without_a_curriculum_is_named(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()

    assert expected in said(tmp_path / name)[0]


def test_the_folder_of_one_programme_is_enough(folder: Path) -> None:
    assert len(content_tree.read(folder / "practice").files) == len(FILES) + 1  # and the shelf of tools


def test_a_picture_beside_the_lesson_is_found(tmp_path: Path) -> None:
    picture = "practice/en/01-listening/house.png"

    assert said(content_folder(tmp_path, {LESSON: lesson("![A house](house.png)\n"), picture: b"\x89PNG"})) == []


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({LESSON: lesson().replace("\n", "\r\n")}, 1),
        ({LESSON: "\ufeff" + lesson()}, 1),
        ({LESSON: lesson().replace("key: m01-l1", 'key: "m01-l1"')}, 2),
        ({MODULE: "# a remark\n" + MODULE_TOML}, 1),
    ],
    ids=["line ends of Windows", "a byte order mark", "needless quotes", "a comment"],
)
def test_another_form_is_a_warning(tmp_path: Path, changes: dict[str, str | bytes | None], line: int) -> None:
    (path,) = changes

    assert said(content_folder(tmp_path, changes)) == [
        f"{path}:{line}: not-canonical not written in the canonical form; export_content writes it (comments are not kept) (warning)"
    ]


def test_the_curriculum_of_this_repository_has_no_findings(settings: object) -> None:
    tree = content_tree.read(settings.CONTENT_DIR)

    assert len(tree.files) > 100
    assert [str(finding) for finding in checking.check(tree)] == []
