"""Texts that try to run as programs, in a real browser: as we show them none does, and as they are many do, or the test proves nothing.

The pages of this test have no policy against scripts: what keeps a text from running is how it is written down, not what the browser refuses.
"""

import html
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assessments.presenting.activities import activity_view
from assessments.presenting.gallery import NOBODY
from assessments.presenting.printing import print_view
from assessments.presenting.standing import State
from modules.compiled import CompiledActivity
from modules.dialect import markup
from modules.dialect.parser import parse
from modules.dialect.shown import Answer
from modules.rendering import compile_document

CHOICE = """:::choice[{line}]{{#a}}

{text}

- (x) {line}
  > {line}
- ( ) no

> [!HINT]
> {line}

> [!EXPLAIN]
> {line}

:::
"""
BLANKS = """:::blanks{{#b}}

[[one]]{{hint="{line}"}} and [[= 2]]{{unit="{line}"}}

:::
"""
ESSAY = ":::essay{#c}\n\nWrite.\n\n:::\n"
FRAMES_A_PAGE = 60
SETTLE = 400
"""Milliseconds a page of frames gets to do its worst."""
GONE_OR_DONE = """
[...document.querySelectorAll("iframe")].every(frame => !frame.contentDocument || frame.contentDocument.readyState === "complete")
"""
"""A frame that a text has taken elsewhere shows nothing of itself any more; no use waiting for it."""
GONE = """
[...document.querySelectorAll("iframe")].filter(frame => frame.contentDocument?.URL !== "about:srcdoc").map(frame => frame.id)
"""
WATCH = """
const tell = window.tellTheTest, frame = window.frameElement ? window.frameElement.id : "";
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => tell("fired", frame);
window.addEventListener("DOMContentLoaded", () => {
  if (frame) tell("loaded", frame);
  for (const link of document.links) if (link.protocol === "javascript:") link.click();
});
"""


def _payloads(corpora: Path) -> list[str]:
    """The payloads. A few rows of the file are torn at a line end; all but those few must be readable."""
    lines = [line for line in (corpora / "xss" / "payloads.jsonl").read_bytes().decode("utf-8").split("\n") if line]
    payloads = []
    for line in lines:
        with suppress(json.JSONDecodeError):
            payloads.append(str(json.loads(line)["payload"]))
    assert len(payloads) >= len(lines) - 10
    return payloads


def _frames(browser: Browser, bodies: list[str]) -> dict[str, set[str]]:
    """Load each body in a frame of its own; which of them loaded, which ran a program, and which went elsewhere by themselves."""
    told: dict[str, set[str]] = {"loaded": set(), "fired": set(), "gone": set()}
    context = browser.new_context()
    context.expose_binding("tellTheTest", lambda _source, what, frame: told[what].add(frame))
    context.add_init_script(WATCH)
    context.route("**/*", lambda route: route.abort())
    page = context.new_page()
    for start in range(0, len(bodies), FRAMES_A_PAGE):
        page.set_content(
            "".join(
                # A frame may run programs, but may not take the whole window elsewhere.
                f'<iframe id="f{start + number}" sandbox="allow-scripts allow-same-origin allow-modals" '
                f'srcdoc="{html.escape("<!doctype html><body>" + body, quote=True)}"></iframe>'
                for number, body in enumerate(bodies[start : start + FRAMES_A_PAGE])
            ),
            wait_until="domcontentloaded",
        )
        page.wait_for_function(GONE_OR_DONE)
        page.wait_for_timeout(SETTLE)
        told["gone"].update(page.evaluate(GONE))
    context.close()
    return told


def _leaves_around(payload: str) -> list[str]:
    """The same payload where an author of an activity can put it: in the prompt and in an option's feedback."""
    quoted = "\n".join(f"  > {line}" for line in payload.splitlines())
    source = f":::choice{{#a}}\n\n{payload}\n\n- (x) yes\n{quoted}\n- ( ) no\n\n:::\n"
    return [leaf for found in parse(source).activities for leaf in found.leaves() if leaf not in ("yes", "no")]


def _printed(payload: str) -> str:
    """What a page shows of activities that hold the payload wherever an author can put it, or a learner."""
    line = " ".join(payload.split())
    return "".join(
        [
            *_shown(CHOICE.format(text=payload, line=line), {}),
            *_shown(BLANKS.format(line=line.replace('"', "").replace("{", "").replace("}", "")), {}),
            *_shown(ESSAY, {"answer": (payload,)}),
        ]
    )


def _shown(source: str, answer: Answer) -> Iterator[str]:
    """The parts of a lesson as they are printed for somebody who has nothing left to try."""
    for part in compile_document(source).parts:
        if isinstance(part, CompiledActivity):
            given = answer or part.activity.solution() or {}
            state = State(answer=given, outcome=part.activity.grade(given), missed=1, settled=True)
            yield print_view(activity_view(part, setting=NOBODY, state=state), csrf_token="")
        elif isinstance(part, str):
            yield part


@pytest.mark.parametrize("every", [40, pytest.param(1, marks=pytest.mark.nightly)], ids=["a sample", "all"])
def test_no_text_of_an_author_runs_as_a_program(browser: Browser, corpora: Path, every: int) -> None:
    payloads = _payloads(corpora)[::every]

    texts = [text for payload in payloads for text in (payload, *_leaves_around(payload))]
    shown = [*map(markup.render, texts), *map(_printed, payloads)]
    ours = _frames(browser, shown)
    raw = _frames(browser, payloads)

    assert len(ours["loaded"]) >= 0.95 * len(shown)
    assert len(raw["fired"]) >= 0.02 * len(payloads), "too few of them run even without our renderer"
    assert (ours["fired"], ours["gone"]) == (set(), set())
