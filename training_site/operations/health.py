"""Checks of what the site stands on, brought by the apps that know it."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from training_site.notices.registry import Registry
from training_site.notices.services.running import tried


class Finding(NamedTuple):
    """What a check has found."""

    well: bool
    text: str


@dataclass(frozen=True)
class Check:
    """One question about the site."""

    key: str
    """Names it for good, beginning with its app: "certification.pdf"."""
    title: str | Promise
    ask: Callable[[], Finding]

    def found(self) -> Finding:
        """The answer; whatever breaks in it is one, too. Its name and place alone: a message may hold an address or a password."""
        finding, failure = tried(self.ask)
        return finding or Finding(well=False, text=_("It could not be asked: %(error)s") % {"error": failure})


registered: Registry[Check] = Registry(attrgetter("key"))
"""The checks of the running site."""


def register(check: Check) -> None:
    """Make a check known."""
    registered.add(check)
