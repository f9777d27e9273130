"""What the worker is sent as. What it does is tried in a browser: tests/journeys/test_danger.py."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories.people import LearnerFactory
from training_site.offline import worker

SCRIPTS = ("offline/keep.js", "offline/reading.js", "design/js/activity.js")
"""What a lesson loads."""


@pytest.fixture(autouse=True)
def _made_anew() -> None:
    worker.program.cache_clear()


def _kept(text: str) -> dict[str, Any]:
    line = text.splitlines()[0]
    kept: dict[str, Any] = json.loads(line.removeprefix("const KEPT = ").removesuffix(";"))
    return kept


def test_the_worker_may_answer_for_the_whole_site_and_is_asked_for_anew(client: Client) -> None:
    response = client.get("/sw.js")

    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache"


def test_a_browser_that_has_the_worker_is_told_so_in_a_few_bytes(client: Client) -> None:
    first = client.get("/sw.js")

    again = client.get("/sw.js", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_the_worker_holds_these_and_nothing_else(client: Client) -> None:
    kept = _kept(client.get("/sw.js").content.decode())

    assert {name: kept[name] for name in kept if name != "version"} == {
        "contacts": "/child-in-danger/",
        "offline": "/offline/",
        "files": ["/static/design/css/site.css", "/static/design/img/mark.svg"],
    }


@pytest.mark.parametrize("thing", ["css/site.css", "img/mark.svg", "the page", "worker.js", "an address"])
def test_the_version_changes_with(thing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = worker.program("en")
    worker.program.cache_clear()
    changed = tmp_path / "changed"
    changed.write_text("other", encoding="utf-8")
    find = finders.find
    if thing == "the page":
        monkeypatch.setattr(worker, "page", lambda: "other")
    elif thing == "worker.js":
        monkeypatch.setattr(worker, "PROGRAM", changed)
    elif thing == "an address":
        monkeypatch.setattr(worker, "static", lambda name: f"/static/{name}?other")
    else:
        monkeypatch.setattr(finders, "find", lambda name: changed if name.endswith(thing) else find(name))

    after = worker.program("en")

    assert after.version != before.version
    assert _kept(after.text)["version"] == after.version


def test_the_version_stays_while_nothing_changes() -> None:
    before = worker.program("en")
    worker.program.cache_clear()

    assert worker.program("en") == before


def test_readers_of_another_language_have_a_version_of_their_own() -> None:
    assert worker.program("nl").version != worker.program("en").version


def test_a_file_that_is_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "FILES", ("design/css/gone.css",))

    with pytest.raises(FileNotFoundError, match=r"gone\.css"):
        worker.program("en")


def test_the_worker_knows_no_storage_but_the_one_that_is_wiped_at_sign_out() -> None:
    text = worker.PROGRAM.read_text(encoding="utf-8")

    assert not {word for word in ("indexedDB", "localStorage", "http:", "https:", "POST", "eval") if word in text}


def test_all_scripts_of_a_lesson_and_the_worker_are_small_together() -> None:
    texts = [Path(finders.find(name)).read_bytes() for name in SCRIPTS]
    texts.append(worker.program("en").text.encode())

    assert sum(len(gzip.compress(text)) for text in texts) <= 6_000


@pytest.mark.django_db
def test_the_page_without_a_connection_is_the_same_for_everybody(client: Client) -> None:
    visitor = client.get("/offline/").content
    client.force_login(LearnerFactory())

    assert client.get("/offline/").content == visitor
    assert b'href="/child-in-danger/"' in visitor
    assert b"csrf" not in visitor


def test_neither_asks_the_database_or_the_session(client: Client) -> None:
    """Without the mark that lets a test use the database, asking it would fail."""
    client.cookies["sessionid"] = "somebodys"

    for path in ("/sw.js", "/offline/"):
        response = client.get(path)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
