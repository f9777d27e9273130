"""The programmes somebody can be mentored in, and the indicators of a framework, to choose from."""

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import get_language
from wagtail.models import Locale

from modules import selectors as curriculum
from modules.models import Competency

WORDS = 14
"""As many words of an indicator as tell which one it is."""


def programmes() -> dict[str, str]:
    """Key → title of every published programme, in the site's first language (one query; the outline is kept in the process)."""
    published = curriculum.catalogue(locale_id=Locale.get_default().pk)
    return {programme.content_key: programme.title for programme in published}


def indicators(programme_key: str = "") -> dict[str, str]:
    """Code → how the indicator begins, in the reader's language where the framework has it, else in the site's first (one query).

    Without a programme, the framework that comes first.
    """
    rows = Competency.objects.filter(language__in=[get_language() or "", settings.LANGUAGE_CODE])
    if programme_key:
        rows = rows.filter(programme=programme_key)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        found.setdefault((row.programme, row.language), {})[row.indicator] = Truncator(row.text).words(WORDS)
    if not found:
        return {}
    first = min(programme for programme, _language in found)
    return found.get((first, get_language() or "")) or found.get((first, settings.LANGUAGE_CODE), {})
