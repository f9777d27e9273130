"""Rows of the published framework and glossary, for other apps to point at. Publishing a page rewrites them."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from modules.models import Competency, FrameworkPage, GlossaryPage, GlossaryTerm
from modules.services.content_kinds import GLOSSARY_LANGUAGES


@transaction.atomic
def competencies(*, page: FrameworkPage) -> int:
    """Make the rows say what the page says; how many there are. An indicator that is gone goes."""
    programme, language = page.content_key.partition("/")[0], page.locale.language_code
    rows = [
        Competency(
            programme=programme,
            language=language,
            domain=row.get("domain", ""),
            indicator=code,
            text=row.get("text", ""),
            safety_critical=row.get("safety_critical", False),
            position=position,
        )
        for position, (code, row) in enumerate(_by("code", page.indicators), start=1)
    ]
    mine = Competency.objects.filter(programme=programme, language=language)
    mine.exclude(indicator__in=[row.indicator for row in rows]).delete()
    Competency.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["programme", "language", "indicator"],
        update_fields=["domain", "text", "safety_critical", "position"],
    )
    return len(rows)


@transaction.atomic
def glossary_terms(*, page: GlossaryPage) -> int:
    """Make the rows say what the page says; how many there are. A term that is gone goes."""
    programme, language = page.content_key.partition("/")[0], page.locale.language_code
    rows = [
        GlossaryTerm(
            programme=programme,
            language=language,
            key=key,
            term=row.get("term", ""),
            text=row.get("definition", ""),
            equivalents=equivalents(row),
            position=position,
        )
        for position, (key, row) in enumerate(_by("key", page.terms), start=1)
    ]
    mine = GlossaryTerm.objects.filter(programme=programme, language=language)
    mine.exclude(key__in=[row.key for row in rows]).delete()
    GlossaryTerm.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["programme", "language", "key"],
        update_fields=["term", "text", "equivalents", "position"],
    )
    return len(rows)


def _by(name: str, rows: Iterable[dict[str, Any]]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The rows by their key, each key once: a database refuses the same row twice in one go."""
    return {row[name]: row for row in rows if name in row}.items()


def equivalents(row: dict[str, object]) -> list[dict[str, object]]:
    """The equivalents of a term as `{language, text, confidence, seen}`, those that are known."""
    return [
        {
            "language": code,
            "text": row[name],
            "confidence": row.get(f"{name}_confidence", ""),
            "seen": row.get(f"{name}_seen", False),
        }
        for name, code in GLOSSARY_LANGUAGES.items()
        if row.get(name)
    ]
