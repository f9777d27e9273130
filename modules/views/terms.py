"""The glossary by letter."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from modules.compiled import inline
from modules.services.projecting import equivalents


def letters(terms: Iterable[Mapping[str, Any]], html: Mapping[str, str]) -> list[dict[str, Any]]:
    """Groups of terms under their first letter, in alphabetical order."""
    ordered = sorted(terms, key=lambda row: str(row.get("term", "")).casefold())
    return [
        {"letter": letter, "terms": [_term(row, html) for row in rows]}
        for letter, rows in groupby(ordered, key=lambda row: str(row.get("term", ""))[:1].upper())
    ]


def _term(row: Mapping[str, Any], html: Mapping[str, str]) -> dict[str, Any]:
    return {
        "anchor": slugify(row.get("key", "")),
        "term": row.get("term", ""),
        "html": inline(html.get(row.get("definition", ""), "")),
        "equivalents": [_equivalent(each) for each in equivalents(dict(row))],
    }


def _equivalent(each: Mapping[str, Any]) -> dict[str, Any]:
    code = each["language"]
    note = "" if each["confidence"] == "high" else _("to be checked by a native practitioner")
    return {"lang": code, "language_name": dict(settings.LANGUAGES).get(code, code), "text": each["text"], "note": note}
