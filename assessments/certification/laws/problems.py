"""What is wrong with a JSON document of rules: where, what, and what to do about it. Codes and values; words are found elsewhere. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What belongs to a code."""

    remedy: str
    """What to do about it, as a code of its own."""
    params: tuple[str, ...] = ()
    """The values of its sentence."""


PROBLEMS: Mapping[str, Meaning] = {
    "not_an_object": Meaning(remedy="write_an_object"),
    "not_a_list": Meaning(remedy="write_a_list"),
    "empty_list": Meaning(remedy="add_an_item"),
    "too_many": Meaning(remedy="take_items_away", params=("most",)),
    "repeated": Meaning(remedy="keep_one_of_them", params=("found",)),
    "not_a_text": Meaning(remedy="write_a_text"),
    "empty_text": Meaning(remedy="write_a_text"),
    "too_long": Meaning(remedy="shorten_it", params=("most",)),
    "not_a_key": Meaning(remedy="use_small_letters_digits_and_dashes", params=("found",)),
    "not_a_whole_number": Meaning(remedy="write_a_whole_number"),
    "out_of_bounds": Meaning(remedy="write_a_number_within", params=("least", "most")),
    "not_true_or_false": Meaning(remedy="write_true_or_false"),
    "not_a_period": Meaning(remedy="write_a_period_as_p1y", params=("found",)),
    "not_a_day": Meaning(remedy="write_a_day_as_2026_12_31", params=("found",)),
    "not_a_time_zone": Meaning(remedy="name_a_time_zone_as_europe_kyiv", params=("found",)),
    "not_one_of": Meaning(remedy="choose_one", params=("found", "allowed")),
    "missing_field": Meaning(remedy="add_the_field", params=("field",)),
    "unknown_field": Meaning(remedy="remove_or_rename_the_field", params=("field", "near")),
    "unknown_requirement": Meaning(remedy="choose_a_requirement", params=("found", "near")),
    "not_a_node": Meaning(remedy="choose_all_any_then_or_a_requirement"),
    "too_deep": Meaning(remedy="put_fewer_groups_into_groups", params=("most",)),
    "unknown_format": Meaning(remedy="write_the_format_this_site_reads", params=("found", "known")),
}
"""Every code there is."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong."""

    path: str
    """Where, as in `$.paths[0].tree.all[2].min_score`."""
    code: str
    """One of PROBLEMS."""
    params: Mapping[str, str | int]

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return PROBLEMS[self.code].remedy

    def __str__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.path}: {self.code}({values})"


class Malformed(ValueError):
    """A document cannot be read; `problems` says why, in the order of the document."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in a document that is being read. What is wrong is written down, and reading goes on, so that all of it is told at once."""

    path: str
    problems: list[Problem]

    @classmethod
    def top(cls) -> "Place":
        """Of a document that nobody has looked at yet."""
        return cls(path="$", problems=[])

    def field(self, name: str) -> "Place":
        """A field of the object here."""
        return Place(path=f"{self.path}.{name}", problems=self.problems)

    def item(self, number: int) -> "Place":
        """An item of the list here, counted from 0."""
        return Place(path=f"{self.path}[{number}]", problems=self.problems)

    def wrong(self, code: str, **params: str | int) -> None:
        """Notes what is wrong here."""
        self.problems.append(Problem(path=self.path, code=code, params=params))


def near(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty where none is."""
    return next(iter(get_close_matches(word[:64], list(known), n=1, cutoff=0.6)), "")
