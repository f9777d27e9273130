"""What the pages that are looked up in are given: the framework, the glossary, the sources."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from modules.compiled import inline
from modules.models import CurriculumPage, FrameworkPage, GlossaryPage, SourcesPage
from modules.selectors import programme_of
from modules.views.pages import Context, draft_of, html_of, items, link_to
from modules.views.terms import letters


def framework(page: FrameworkPage, request: HttpRequest) -> Context:
    """The competencies by domain."""
    html = html_of(page, request)
    rules = [page.rules.get(name, "") for name in ("safety_critical_rule", "certificate_rule", "evidence_rule")]
    return {
        "phase": "every",
        "draft_text": draft_of(page),
        "trail": trail_of(page),
        "intro_html": SafeString(html.get(page.summary, "")) + items(html, filter(None, [*rules, *page.sign_off])),
        "domains": [_domain(page, row, html) for row in page.domains],
    }


def glossary(page: GlossaryPage, request: HttpRequest) -> Context:
    """The words by letter."""
    html = html_of(page, request)
    return {
        "phase": "every",
        "draft_text": draft_of(page),
        "trail": trail_of(page),
        "intro_html": html.get(page.summary, ""),
        "letters": letters(page.terms, html),
    }


def sources(page: SourcesPage, request: HttpRequest) -> Context:
    """What the curriculum rests on."""
    intro = html_of(page, request).get(page.summary, "")
    return {
        "phase": "every",
        "draft_text": draft_of(page),
        "trail": trail_of(page),
        "intro_html": intro,
        "sources": page.sources,
        "unverified": page.unverified,
    }


def trail_of(page: CurriculumPage) -> list[Context]:
    outline = programme_of(page)
    return [link_to(outline)] if outline else []


def _domain(page: FrameworkPage, row: Mapping[str, Any], html: Mapping[str, str]) -> Context:
    names = {level.get("number"): level.get("name", "") for level in page.levels}
    levels = [(names.get(number, number), row.get(f"level_{number}", "")) for number in range(1, 5)]
    return {
        "code": row.get("code", ""),
        "title": row.get("title", ""),
        "html": format_html("<ul>{}</ul>", format_html_join("", "<li><b>{}</b>: {}</li>", levels)),
        "indicators": [
            {
                "code": each.get("code", ""),
                "html": inline(html.get(each.get("text", ""), "")),
                "safety_critical": each.get("safety_critical", False),
            }
            for each in page.indicators
            if each.get("domain") == row.get("code")
        ],
    }
