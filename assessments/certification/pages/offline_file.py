"""The page that checks certificates without a network, as one file: style, program, keys and lists stand in it, and nothing is loaded."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.certification.badges import timestamps
from assessments.certification.offline.program import policy, program
from assessments.certification.pages.offline_words import OFFLINE_WORDS
from assessments.certification.pages.verification import host
from assessments.certification.services.status_lists import LASTS, AtHand

STYLE = "design/css/verification.css"


@dataclass(frozen=True, kw_only=True)
class OfflineFile:
    """A file, and the policy that it is served with and carries in itself."""

    html: str
    policy: str
    name: str


def offline_file(at_hand: AtHand, *, base: str, now: datetime) -> OfflineFile:
    """The file, in the language of whoever asks for it. `base` is the root of the site they ask: its links lead there when it was saved."""
    rules = policy(script=program(), style=_style_text(), base=base.rstrip("/"))
    html = render_to_string(
        "certification/verify_offline.html",
        {
            "policy": rules,
            "base": base,
            "host": host(),
            "made": _moment(now),
            "until": _moment(now + LASTS),
            "issuers": sorted(set(at_hand.issuers.values())),
            "style": _element("style", "", _style_text()),
            "program": _element("script", ' type="module"', program()),
            "at_hand": json_script(_data(at_hand, now), "at-hand"),
        },
    )
    return OfflineFile(html=html, policy=rules, name=f"certificates-{get_language()}-{now.date().isoformat()}.html")


def _moment(moment: datetime) -> str:
    return _("%(moment)s (UTC)") % {"moment": date_format(moment.astimezone(UTC), "DATETIME_FORMAT")}


def _data(at_hand: AtHand, now: datetime) -> dict[str, Any]:
    return {
        "made": timestamps.utc(now),
        "issuers": dict(at_hand.issuers),
        "keys": at_hand.keyring.published()["keys"],
        "lists": list(at_hand.lists),
        "words": {
            "name": _("Issued to"),
            "issuer": _("Issued by"),
            "code": _("Code"),
            "from": _("Valid from"),
            "until": _("Valid until"),
            "endless": _("No last day"),
            "signed": _("Signed on"),
            "unnamed": _("Unknown"),
            "results": {str(result): _plain(words) for result, words in OFFLINE_WORDS.items()},
        },
    }


def _plain(words: Any) -> dict[str, Any]:
    return {
        "mood": words.mood,
        "drawing": words.drawing,
        "headline": str(words.headline),
        "sentences": [str(sentence) for sentence in words.sentences],
    }


def _element(name: str, attributes: str, text: str) -> SafeString:
    """A style or a program inside the page: our own file, which holds no end tag."""
    return format_html("<{}{}>{}</{}>", name, mark_safe(attributes), mark_safe(text), name)  # noqa: S308 — files of this site


@cache
def _style_text() -> str:
    found = finders.find(STYLE)
    if found is None:
        raise FileNotFoundError(STYLE)
    return Path(found).read_text(encoding="utf-8")
