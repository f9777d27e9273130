"""Keys that were given up, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.models import IssuerKey
from assessments.certification.pages.periods import day_text
from assessments.certification.selectors.given_up import GivenUp


@dataclass(frozen=True, kw_only=True)
class Line:
    """An issuer that gave up keys."""

    issuer: int
    name: str
    keys: tuple[str, ...]
    waiting: int
    text: str
    button: str
    """"" where nothing waits."""


def given_up_lines(found: Iterable[GivenUp]) -> tuple[Line, ...]:
    """An issuer each."""
    return tuple(_line(each) for each in found)


def _line(found: GivenUp) -> Line:
    number = {"n": found.waiting}
    return Line(
        issuer=found.issuer.pk,
        name=found.issuer.name,
        keys=tuple(_key(row) for row in found.keys),
        waiting=found.waiting,
        text=ngettext(
            "%(n)d certificate has a signature that no longer counts.",
            "%(n)d certificates have a signature that no longer counts.",
            found.waiting,
        )
        % number
        if found.waiting
        else _("Everything that has to be was signed anew."),
        button=_("Sign them anew") if found.waiting else "",
    )


def _key(row: IssuerKey) -> str:
    day = timezone.localdate(row.compromised_at) if row.compromised_at else None
    return _("%(key)s, given up on %(day)s") % {"key": row.name, "day": day_text(day) if day else ""}
