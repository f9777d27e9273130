"""The frame is what all observation forms have in common; a form names the version it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assessments.mentoring.framework.definitions import Table, read_folder
from assessments.mentoring.framework.fields import Field, read_fields
from assessments.mentoring.framework.forms.form import Entrustment, Rating

FOLDER = Path(__file__).parent / "frames"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Scale, entrustment, and the questions before and after."""

    key: str
    version: int
    scale: tuple[Rating, ...]
    entrustment: tuple[Entrustment, ...]
    before: tuple[Field, ...]
    after: tuple[Field, ...]

    def asked_before(self, consent: tuple[str, ...]) -> tuple[Field, ...]:
        """Its questions before an observation, with these answers to `consent` alone. Without a family, nobody asks one."""
        family = consent != ("not_applicable",)
        return tuple(
            replace(field, choices=tuple(choice for choice in field.choices if choice.key in consent))
            if field.key == "consent"
            else field
            for field in self.before
            if family or field.required_when is None
        )


@cache
def frames() -> Mapping[int, Frame]:
    """Version → the frame."""
    return {version: frame for (_, version), frame in read_folder(FOLDER, build).items()}


def build(table: Table) -> Frame:
    """The frame a file defines. Raises BrokenDefinition."""
    return Frame(
        key=table.word("key"),
        version=table.whole("version"),
        scale=tuple(_rating(row) for row in table.tables("rating")),
        entrustment=tuple(_entrustment(row) for row in table.tables("entrustment")),
        before=read_fields(table.tables("before")),
        after=read_fields(table.tables("after")),
    )


def _rating(row: Table) -> Rating:
    rating = Rating(
        key=row.word("key"), label=row.text("label"), help=row.text("help"), level=row.whole("level", 0) or None
    )
    row.finish()
    return rating


def _entrustment(row: Table) -> Entrustment:
    step = Entrustment(number=row.whole("number"), label=row.text("label"), help=row.text("help"))
    row.finish()
    return step
