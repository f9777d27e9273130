"""Journeys never race: they wait for the page that a touch leads to, and for what should stand on it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

JOURNEYS = Path(__file__).resolve().parents[1] / "journeys"
LOOKS_AT_ONCE = {
    "count": "to_have_count(…)",
    "is_visible": "to_be_visible()",
    "is_hidden": "to_be_hidden()",
    "is_checked": "to_be_checked()",
    "is_enabled": "to_be_enabled()",
    "is_disabled": "to_be_disabled()",
    "inner_text": "to_have_text(…) or to_contain_text(…)",
    "text_content": "to_have_text(…) or to_contain_text(…)",
    "input_value": "to_have_value(…)",
    "get_attribute": "to_have_attribute(…)",
}
"""What answers for the page of this moment, which may still be the one before → what waits until it is true."""


def races(source: str) -> list[str]:
    """What a journey does without waiting, as `line: what to write instead`."""
    tree = ast.parse(source)
    return [*_asserts(tree), *_links(tree)]


def _asserts(tree: ast.Module) -> Iterator[str]:
    for found in (each for each in ast.walk(tree) if isinstance(each, ast.Assert)):
        for node in ast.walk(found.test):
            if isinstance(node, ast.Attribute) and node.attr == "url" and _is_last(node, found.test):
                yield f"{node.lineno}: write expect(page).to_have_url(…), which waits"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _looks(node, node.func.attr):
                yield f"{node.lineno}: write expect(…).{LOOKS_AT_ONCE[node.func.attr]}, which waits"


def _looks(call: ast.Call, name: str) -> bool:
    # "text".count("t") is another one.
    return name in LOOKS_AT_ONCE and not (name == "count" and call.args)


def _is_last(url: ast.Attribute, test: ast.expr) -> bool:
    """Whether the address is what is judged: one that is handed to a function, such as `get(site.url)`, is not."""
    handed = [part for call in ast.walk(test) if isinstance(call, ast.Call) for part in call.args]
    return not any(url in ast.walk(part) for part in handed)


def _links(tree: ast.Module) -> Iterator[str]:
    downloads = [
        node
        for block in ast.walk(tree)
        if isinstance(block, ast.With) and any("expect_download" in ast.unparse(item) for item in block.items)
        for node in ast.walk(block)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "click":
            touched = ast.unparse(node.func.value)
            if "get_by_role('link'" in touched and node not in downloads:
                yield f"{node.lineno}: write follow({touched}), which waits for the page behind the link"


@pytest.mark.parametrize("file", sorted(JOURNEYS.glob("*.py")), ids=lambda file: file.name)
def test_a_journey_waits_for_what_it_looks_at(file: Path) -> None:
    assert not races(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'assert page.get_by_text("Saved").count() == 1',
        'assert not main(page).get_by_text("Saved").is_visible()',
        'assert "Saved" in page.locator("p").first.inner_text()',
        'assert page.url.endswith("/done/")',
        "assert before == page.url",
        'page.get_by_role("link", name="Move").first.click()',
    ],
)
def test_a_race_is_found(source: str) -> None:
    assert len(races(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        'expect(page.get_by_text("Saved")).to_have_count(1)',
        'assert bridge.asked.count("GET /") == 1',
        "assert page.request.get(site.url).status == 404",
        "assert not faults, page.url",
        'page.get_by_label("No").click()',
        'with page.expect_download():\n    page.get_by_role("link", name="Save it").click()',
    ],
)
def test_what_waits_or_has_nothing_to_wait_for_is_let_be(source: str) -> None:
    assert not races(source)
