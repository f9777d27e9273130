"""What the README promises is there: commands, variables, people, links."""

import os
import re
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from django.core.management import get_commands

from training_site import bootstrap
from training_site.people.demonstration import cast
from training_site.people.roles import Role
from training_site.settings.env import VARIABLES

ROOT = bootstrap.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = "".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
FIXED_TREE = ("training_site", "modules", "assessments", "content", "templates", "tests")


def tables() -> dict[str, list[list[str]]]:
    """Heading of the section -> rows of its table, as cells."""
    found: dict[str, list[list[str]]] = {}
    for section in README.split("\n## ")[1:]:
        rows = re.findall(r"^\|(.*)\|$", section, re.MULTILINE)[2:]
        found[section.splitlines()[0]] = [[cell.strip() for cell in row.split("|")] for row in rows]
    return found


def test_the_first_commands_are_demo_and_test() -> None:
    assert SHELL.splitlines()[:2] == ["python3 manage.py demo", "python3 manage.py test"]
    assert README.index("python3 manage.py test") < README.index("## ")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"manage\.py ([a-z_]+)", SHELL))))
def test_a_command_of_the_readme_exists(name: str) -> None:
    assert name in get_commands()  # `test` is there too, though manage.py gives it to pytest


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.venv/bin/([\w-]+)", README)) - {"python", "pip"}))
def test_a_tool_of_the_readme_comes_with_the_packages(name: str) -> None:
    scripts = {script.name for script in entry_points(group="console_scripts")}

    assert name in scripts or Path(sys.executable).with_name(name).exists()


@pytest.mark.parametrize("module", sorted(set(re.findall(r"training_site\.[a-z_.]+", SHELL))))
def test_a_module_of_the_readme_exists(module: str) -> None:
    assert (ROOT / (module.replace(".", "/") + ".py")).is_file()


def test_the_options_of_the_readme_are_options_of_the_commands() -> None:
    from django.core.management import load_command_class

    for name, option in re.findall(r"manage\.py ([a-z_]+) (--[a-z-]+)", SHELL):
        if option != "--help":
            parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
            assert any(option in action.option_strings for action in parser._actions), f"{name} {option}"


def test_every_environment_variable_is_in_the_table_and_no_other() -> None:
    rows = tables()["Put it to work"]

    assert {row[0].strip("`"): row[1] for row in rows} == {
        variable.name: "required" if variable.required_in_production else "" for variable in VARIABLES
    }
    assert all(row[2] for row in rows)


def test_every_role_is_in_the_table_of_demo_people_with_the_name_that_signs_in() -> None:
    first: dict[str, str] = {}
    for person in cast.PEOPLE:
        first.setdefault(person.role_name, person.username)
    rows = tables()["Demo people"]

    assert {row[0]: row[1].strip("`") for row in rows} == first
    assert {row[0] for row in rows} >= {str(role.label) for role in Role}


def readmes() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / folder / "README.md" for folder in FIXED_TREE)]


@pytest.mark.parametrize("file", readmes(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_top_level_folder_has_a_readme_whose_links_lead_somewhere(file: Path) -> None:
    prose = re.sub(
        r"```.*?```|`[^`\n]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL
    )  # code shows how links are written
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose)
    local = [link for link in links if not re.match(r"[a-z]+:", link)]

    assert [link for link in local if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("folder", [folder for folder in FIXED_TREE if folder != "content"])
def test_what_a_readme_lists_exists(folder: str) -> None:
    text = (ROOT / folder / "README.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ((?:`[\w./-]+`(?:, )?)+)", text, re.MULTILINE)
    named = [name for cell in cells for name in re.findall(r"`([\w./-]+)`", cell) if not name.startswith("-")]

    assert [name for name in named if not (ROOT / folder / name).exists()] == []


def test_no_other_file_joins_the_top_level() -> None:
    allowed = {*FIXED_TREE, "manage.py", "pyproject.toml", "README.md"}
    allowed |= {"LICENSE", "CHANGELOG.md", "requirements.txt", "requirements-dev.txt"}
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()}
    found = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")}

    assert {name for name in found - allowed if name not in ignored and not name.endswith(".egg-info")} == set()


def test_the_code_is_bsd_and_the_curriculum_is_creative_commons() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert licence.startswith("BSD 3-Clause License")
    assert "the reintegration training platform's authors" in licence
    assert "CC BY-SA 4.0" in README


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_the_continuous_check_can_be_started() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(
    "words",
    re.findall(r"^(?:python3|\.venv/bin/)\S*[^#\n]*", README.split("## Work on it")[1].split("```")[1], re.MULTILINE),
)
def test_the_continuous_check_calls_what_the_readme_calls(words: str) -> None:
    # Its first three words name the thing; what follows chooses a part of it.
    start = " ".join(words.split()[: 3 if words.startswith("python3") else 2])

    assert start in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
