"""Declared responses of QTI: what is correct, and what values are worth."""

from dataclasses import dataclass, field
from fractions import Fraction

from assessments.interop.codecs.xml_tree import Element
from modules.dialect.numbers import parse_number


@dataclass(frozen=True, kw_only=True)
class Response:
    """A declared response: what is correct and what values are worth."""

    base: str = ""
    cardinality: str = "single"
    correct: tuple[str, ...] = ()
    worth: dict[str, Fraction] = field(default_factory=dict)
    case: bool = False
    ranges: tuple[tuple[str, Fraction], ...] = ()
    """Numbers that are accepted, where rules say so."""

    def share(self, value: str) -> Fraction | None:
        """What a value is worth where it is not simply right or wrong."""
        share = self.worth.get(value)
        return share if share not in {None, Fraction(1)} else None

    def is_right(self, value: str) -> bool:
        """Whether a value is right, or worth something."""
        return value in self.correct or self.worth.get(value, 0) > 0


def response_of(declaration: Element) -> Response:
    """What a declaration says."""
    correct = declaration.first("correctResponse")
    mapping = declaration.first("mapping")
    entries = mapping.all("mapEntry") if mapping else []
    worth = {each.get("mapKey"): _share(each.get("mappedValue")) for each in entries}
    most = max(worth.values(), default=Fraction(1))
    scale = most if most > 1 else Fraction(1)
    return Response(
        base=declaration.get("baseType"),
        cardinality=declaration.get("cardinality", "single"),
        correct=tuple(value.text.strip() for value in correct.all("value")) if correct else (),
        worth={key: share / scale for key, share in worth.items()},
        case=bool(entries) and all(each.get("caseSensitive", "true") == "true" for each in entries),
    )


def _share(written: str) -> Fraction:
    return parse_number(written) or Fraction(0)
