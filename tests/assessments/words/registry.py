"""Every code under which the product tells a trainer what is wrong, read from its source: nobody keeps a list that could fall behind.

A code is what a function or an exception takes as `code`, whoever hands one on takes it under that name, too; or the key of a sentence.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings

TEXTS = ("modules/dialect/**/*.py", "modules/services/page_checks.py")
"""What is wrong with a text."""
VALUES = ("modules/services/content_values.py",)
"""With a page's lists and tables."""
QUESTIONS = ("assessments/services/questions.py", "assessments/services/impossible.py", "assessments/shortages.py")
"""With a question of a bank, and with a quiz that draws some."""
FILES = ("assessments/interop/codecs/*.py",)
"""With a file that is imported."""
OF_LEARNERS = {"UnreadableAnswer"}
"""What is wrong with an answer is told to whoever sent it."""
SENTENCES = {"_", "say"}
_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def codes(*rooms: str) -> frozenset[str]:
    """The codes that some rooms can tell."""
    places = {
        name: place for room in TEXTS + FILES + QUESTIONS for tree in _trees(room) for name, place in _takers(tree)
    }
    return frozenset(code for room in rooms for tree in _trees(room) for code in (*_told(tree, places), *_keys(tree)))


@cache
def _trees(room: str) -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in settings.ROOT.glob(room))


def _takers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """What takes a code, and as which of its arguments; an exception by the name of its class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            body = ast.Module(node.body, [])
            yield from ((node.name, place) for name, place in _takers(body) if name == "__init__")
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names:
                yield node.name, names.index("code")


def _told(tree: ast.AST, places: dict[str, int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            given += node.args[places[name] : places[name] + 1] if name in places else []
            yield from _constants(given) if name not in OF_LEARNERS else ()
        if isinstance(node, ast.arguments):
            named = zip(node.kwonlyargs, node.kw_defaults, strict=True)
            yield from _constants(default for argument, default in named if argument.arg == "code" and default)


def _keys(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(value, ast.Call) and getattr(value.func, "id", "") in SENTENCES and key is not None:
                    yield from _constants([key])


def _constants(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        words = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
        yield from (word for word in words if isinstance(word, str) and _CODE.fullmatch(word))
