"""The file as tables that people read: who may do what, and which rooms open to whom. Pure."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from training_site.access import SUPERUSER, given_by, permissions_of, roles, whole
from training_site.access.doors import Door, doors, everybody

README = Path(__file__).with_name("README.md")
MARK = "<!-- Written from matrix.toml by `python3 -m training_site.access`. -->\n"
AROUND = {
    "learner": "the learner",
    "mentor": "their mentor",
    "ended_mentor": "a mentor of before",
    "supervisor": "the mentor's mentor",
    "line_manager": "line manager",
    "assessor": "assessor",
    "other_learner": "another learner",
    "other_mentor": "another mentor",
    "coordinator": "coordinator there",
    "regional": "coordinator above",
    "lead": "lead there",
    "safeguarding": "safeguarding there",
    "trainer": "trainer there",
    "administrator": "administrator there",
    "superuser": "superuser",
}
"""Whom the second table tells of; for a coordinator of another branch, somebody whose role has ended and a stranger nothing opens."""


def tables() -> str:
    """Everything below the mark."""
    return "\n".join([MARK, _permissions(), _rooms(), _around()])


def current() -> str:
    """The whole README as it should be."""
    return README.read_text(encoding="utf-8").partition(MARK)[0] + tables()


def _permissions() -> str:
    named = (*roles(), SUPERUSER)
    every = sorted({permission for role in named for permission in permissions_of(role)})
    rows = [[one.replace("_", " "), *("yes" if one in permissions_of(role) else "" for role in named)] for one in every]
    gives = ["gives", *(", ".join(sorted(given_by(role))) for role in named)]
    return _table("What a role may do, in its organisation and below", ["", *named], [*rows, gives])


def _rooms() -> str:
    rows = [
        [one, numbers, *(_letters(door for door in _of(one) if _is_let_in(who, door)) for who in everybody())]
        for one, numbers in _resources()
    ]
    return _table("What opens to a role: r pages, w what can be sent", ["", "3.4", *everybody()], rows)


def _around() -> str:
    rows = [
        [one, *(_letters(door for door in found if who in _circle(door)) for who in AROUND)]
        for one, _numbers in _resources()
        if (found := [door for door in _of(one) if door.within])
    ]
    return _table("What opens of one learner, and to whom", ["", *AROUND.values()], rows)


def _is_let_in(who: str, door: Door) -> bool:
    return not door.is_far and who in door.lets_in and not door.answer.endswith(("not so", "nothing here", "door"))


def _resources() -> list[tuple[str, str]]:
    return [(name, one["number"]) for name, one in whole()["resources"].items()]


def _of(resource: str) -> list[Door]:
    return [door for door in doors() if door.resource == resource]


def _circle(door: Door) -> Sequence[str]:
    found: Sequence[str] = whole()["circles"].get(door.within, ())
    return found


def _letters(found: Iterable[Door]) -> str:
    methods = {door.method for door in found}
    return "".join(letter for method, letter in (("GET", "r"), ("POST", "w")) if method in methods)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return f"## {title}\n\n" + "\n".join(lines) + "\n"
