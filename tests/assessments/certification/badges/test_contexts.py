"""The contexts are the files that were pinned, and nothing else is ever loaded."""

import json
import socket
from pathlib import Path

import pytest
from pyld import jsonld

from assessments.certification.badges import linked_data, pinned
from tests.assessments.certification.badges import samples

STRANGE = "https://strange.example/context.json"


@pytest.mark.parametrize("address", pinned.PINNED)
def test_a_context_is_the_file_that_was_pinned(address: str) -> None:
    assert "@context" in json.loads(pinned.text_of(address))


def test_every_file_in_the_folder_is_pinned_and_told_about() -> None:
    files = {file.name for file in pinned.FOLDER.glob("*.jsonld")}
    told = (pinned.FOLDER / "README.md").read_text(encoding="utf-8")

    assert files == {name for name, _digest in pinned.PINNED.values()}
    assert all(f"`{name}` | `{address}`" in told for address, (name, _digest) in pinned.PINNED.items())


def test_an_altered_file_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _digest in pinned.PINNED.values():
        (tmp_path / name).write_bytes((pinned.FOLDER / name).read_bytes())
    altered = tmp_path / pinned.PINNED[pinned.OPEN_BADGES][0]
    altered.write_text(altered.read_text(encoding="utf-8").replace("#achievement", "#achievemenx", 1), encoding="utf-8")
    monkeypatch.setattr(pinned, "FOLDER", tmp_path)

    pinned.text_of(pinned.CREDENTIALS)
    with pytest.raises(pinned.AlteredContext):
        pinned.text_of(pinned.OPEN_BADGES)


def test_signing_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    pinned.contexts.cache_clear()

    assert samples.signed()["proof"]["proofValue"]


def test_a_context_that_is_not_here_is_refused() -> None:
    with pytest.raises(LookupError):
        pinned.contexts().load(STRANGE)


def test_what_other_code_in_the_process_has_loaded_does_not_count() -> None:
    other = pinned.Contexts({STRANGE: '{"@context": {"name": "https://strange.example/name"}}'})
    jsonld.expand(
        {"@context": STRANGE, "name": "x"}, {"documentLoader": other.load}
    )  # now the processor's own cache has it
    document = {"@context": [STRANGE], "name": "x"}

    assert linked_data.canonical(document, other) == '_:c14n0 <https://strange.example/name> "x" .\n'
    with pytest.raises(linked_data.Unsayable):
        linked_data.canonical(document)


def test_the_open_badges_context_is_the_published_file(corpora: Path) -> None:
    published = (corpora / "openbadges" / "contexts" / "context-3.0.3.json").read_bytes()

    assert published.decode() == pinned.text_of(pinned.OPEN_BADGES)
