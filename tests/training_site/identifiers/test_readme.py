"""The README says what is so."""

import re
from pathlib import Path

from tests.training_site.identifiers.marked import all_sentences
from training_site.identifiers import __file__ as package
from training_site.identifiers.vocabulary import HERE, Vocabulary

README = Path(package).with_name("README.md").read_text(encoding="utf-8")


def test_its_example_runs_as_it_says() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, object] = {}

    exec(example, names)

    findings = names["findings"]
    assert [finding.offers[0] for finding in findings] == ["Child A, 7–9", "a village"]
    last = example.strip().splitlines()[-1]
    assert eval(last, names) == "I met Child A, 7–9 near a village."


def test_it_says_how_many_sentences_there_are() -> None:
    assert f"Measured on {len(all_sentences())} sentences" in README


def test_it_explains_every_table_of_the_vocabulary() -> None:
    explained = set(re.findall(r"`([a-z_]+)`", README))

    assert set(Vocabulary.__dataclass_fields__) <= explained


def test_it_names_every_file_of_the_vocabulary() -> None:
    languages = {"english.toml", "dutch.toml", "ukrainian.toml"}

    assert {file.name for file in HERE.glob("*.toml")} - languages <= set(re.findall(r"`([a-z_]+\.toml)`", README))
