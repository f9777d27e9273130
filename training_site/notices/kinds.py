"""What a notice can say: sentences in code, for the translators, with gaps that only facts fill.

An app registers its kinds in `AppConfig.ready()`; nothing here needs a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import cast

from django.utils.functional import Promise

from training_site.notices.registry import Registry

UNSAYABLE = (KeyError, TypeError, ValueError)
"""What Python raises for a gap that cannot be filled."""


@dataclass(frozen=True)
class Kind:
    """One sort of message. Nobody's own words have a place in it."""

    key: str
    """Names the kind for good, beginning with its app: "mentoring.signature"."""
    subject: str | Promise
    """A heading of a few words, without gaps: _("A record waits for your signature")."""
    sentence: str | Promise
    """One sentence with named gaps: _("Please sign it by %(due_on)s."); a percent sign is written twice. `ngettext_lazy` with
    the name of a fact as its number makes singular and plural."""
    facts: tuple[str, ...] = ()
    """The names of the gaps: what `owe` has to be given, no less and no more."""
    by_email: bool = True
    """Whether it may also go by e-mail; if not, it waits on the page."""
    urgent: bool = False
    """Whether its e-mail goes out also in the hours that somebody keeps quiet."""

    def say(self, facts: Mapping[str, object]) -> str:
        """The sentence in the active language, its gaps filled. Raises one of UNSAYABLE."""
        return str(cast("str", self.sentence) % facts)


registered: Registry[Kind] = Registry(attrgetter("key"))
"""The kinds of the running site."""


def register(kind: Kind) -> None:
    """Make a kind known."""
    registered.add(kind)


def by_email() -> list[str]:
    """The keys of the kinds that may go by e-mail."""
    return [kind.key for kind in registered if kind.by_email]


def urgent() -> list[str]:
    """The keys of the kinds that do not wait for the morning."""
    return [kind.key for kind in registered if kind.urgent]
