"""The competency framework of a programme: its indicators, domains, levels and the scope of each pathway."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from modules.models import FrameworkPage


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One thing that can be seen in practice."""

    code: str
    domain: str
    text: str
    safety_critical: bool


@dataclass(frozen=True, kw_only=True)
class Level:
    """One of the four levels, in the framework's words."""

    number: int
    name: str
    autonomy: str


@dataclass(frozen=True, kw_only=True)
class Framework:
    """Everything about the levels of a programme. Empty where none is published."""

    version: str = ""
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    """Code → indicator, in the order of the framework."""
    domains: Mapping[str, str] = field(default_factory=dict)
    """Code → title."""
    levels: Mapping[int, Level] = field(default_factory=dict)
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Pathway → codes."""

    def scoped(self, pathway: str) -> tuple[Indicator, ...]:
        """The indicators of a pathway; all of them where there is no such pathway."""
        codes = self.scopes.get(pathway, tuple(self.indicators))
        return tuple(self.indicators[code] for code in codes if code in self.indicators)


def framework(programme_key: str = "") -> Framework:
    """The published framework of a programme, in the reader's language where there is one, else in the site's first (one query).

    Without a programme, the framework that comes first.
    """
    languages = (get_language() or "", settings.LANGUAGE_CODE)
    pages = FrameworkPage.objects.filter(live=True, locale__language_code__in=languages).select_related("locale")
    if programme_key:
        pages = pages.filter(content_key__startswith=f"{programme_key}/")
    found = sorted(pages, key=lambda page: (page.content_key, languages.index(page.locale.language_code)))
    return _read(found[0]) if found else Framework()


def _read(page: FrameworkPage) -> Framework:
    return Framework(
        version=str(page.rules.get("version", ""))[:16],
        indicators={row["code"]: _indicator(row) for row in _with(page.indicators, "code")},
        domains={row["code"]: row.get("title", "") for row in _with(page.domains, "code")},
        levels={row["number"]: _level(row) for row in _with(page.levels, "number")},
        scopes={row["pathway"]: tuple(row.get("indicators", ())) for row in _with(page.scopes, "pathway")},
    )


def _with(rows: Iterable[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    return [row for row in rows if key in row]


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        code=row["code"],
        domain=row.get("domain", ""),
        text=row.get("text", ""),
        safety_critical=bool(row.get("safety_critical", False)),
    )


def _level(row: dict[str, Any]) -> Level:
    return Level(number=row["number"], name=row.get("name", ""), autonomy=row.get("autonomy", ""))
