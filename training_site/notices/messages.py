"""What a message says: templates of ours, for the translators, or the sender's own words; gaps from a closed list, filled for each reader.

Plain text. Nothing in it is markup, and no gap can hold anything but what stands in PLACEHOLDERS.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACEHOLDERS: dict[str, Promise] = {
    "name": _("the name of who reads it"),
    "place": _("the organisation"),
    "sender": _("the name of who writes it"),
    "day": _("the day on which it is sent"),
}
OWN = "own"
GAP = re.compile(r"\{([^{}\n]*)\}")
BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class Template:
    """A message of ours."""

    key: str
    title: str | Promise
    """What a sender chooses by."""
    subject: str | Promise
    body: str | Promise


TEMPLATES = (
    Template(
        "go-on",
        _("Go on learning"),
        _("Your next step is waiting"),
        _(
            "Hello {name},\n\n"
            "your learning has been quiet for a while. A lesson takes about a quarter of an hour; My learning shows where you stopped.\n\n"
            "If something keeps you from it, tell me, and we look for a way.\n\n{sender}, {place}"
        ),
    ),
    Template(
        "meet-mentor",
        _("Meet the mentor"),
        _("Find a date with your mentor"),
        _(
            "Hello {name},\n\n"
            "please find a date for the next session with your mentor. You can plan it under Mentoring.\n\n"
            "If you have no mentor, or meeting is difficult, tell me.\n\n{sender}, {place}"
        ),
    ),
    Template(
        "renew",
        _("Renew the certificate"),
        _("Look at your certificate"),
        _(
            "Hello {name},\n\n"
            "please look under Certificates how long yours is valid, and what is still missing to renew it.\n\n"
            "If you need time from work for it, tell me.\n\n{sender}, {place}"
        ),
    ),
)
BY_KEY: Mapping[str, Template] = {template.key: template for template in TEMPLATES}


class Said(NamedTuple):
    """A message as it is read."""

    subject: str
    body: str


NOTHING = Said("", "")
"""What stands in the place of one's own words where a template of ours speaks."""


def filled(said: Said, values: Mapping[str, str]) -> Said:
    """The message with its gaps filled; a gap of no known name stays as it was written. What a value holds is not read for gaps again."""

    def fill(text: str) -> str:
        return GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)

    return Said(fill(said.subject), fill(said.body))


def unknown_gaps(text: str) -> list[str]:
    """The gaps of a text that nothing fills, as they are written."""
    return [gap[0] for gap in GAP.finditer(text) if gap[1] not in PLACEHOLDERS]


def unfit_gaps(text: str) -> list[str]:
    """What a text may not be kept with: gaps that nothing fills, and braces that make no gap."""
    return [*unknown_gaps(text), *dict.fromkeys(BRACE.findall(GAP.sub("", text)))]


def mark_of(template: str, said: Said) -> str:
    """What makes two messages the same: the template, or the words. Holds none of them."""
    if template != OWN:
        return template
    return sha256(f"{said.subject}\0{said.body}".encode()).hexdigest()[:32]
