"""What a certificate stands for, at the address that badges name: a published version of a certification, for everybody to read."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from assessments.certification.badges import credential
from assessments.certification.badges.award import Achievement, Indicator
from assessments.certification.laws.clauses import INITIAL
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.tree import leaves
from assessments.certification.models import CertificationVersion
from assessments.certification.selectors import issuers
from assessments.certification.selectors.rules import rules_of
from assessments.mentoring.selectors.indicators import framework
from modules.models import FrameworkPage


def published(code: str, number: int) -> CertificationVersion | None:
    """The version; None for a draft, which is nobody's business yet (one query)."""
    rows = CertificationVersion.objects.filter(certification__code=code, number=number, published_at__isnull=False)
    return rows.select_related("certification__issuer").first()


def newest(version: CertificationVersion) -> int:
    """The number of the version that counts now (one query)."""
    rows = CertificationVersion.objects.filter(certification=version.certification_id, published_at__isnull=False)
    return rows.order_by("-number").values_list("number", flat=True).first() or version.number


def asked(version: CertificationVersion) -> tuple[Requirement, ...]:
    """What somebody has to meet who comes to it for the first time."""
    return tuple(leaf for path in rules_of(version).of_kind(INITIAL) for leaf in leaves(path.tree))


def indicators(version: CertificationVersion) -> dict[str, str]:
    """The indicators of the framework that it asks for: code → text, in the framework's order (one query)."""
    codes = {code for leaf in asked(version) if isinstance(leaf, CompetencyAt) for code in leaf.indicators}
    known = framework(version.certification.programme_key) if codes else None
    return {code: one.text for code, one in known.indicators.items() if code in codes} if known else {}


def document(version: CertificationVersion) -> dict[str, Any]:
    """As an Achievement of Open Badges, in the language it was written in (one query)."""
    found = version.certification
    language, title = next(iter(found.titles.items()))
    summary = found.summaries.get(language) or title
    return credential.described(
        Achievement(
            id=issuers.address("achievement", found.code, version.number),
            name=title,
            description=summary,
            criteria=summary,
            language=language,
            version=str(version.number),
            indicators=tuple(
                Indicator(
                    code=code, name=text, url=f"{issuers.address('framework')}#{code}", framework=found.issuer.name
                )
                for code, text in indicators(version).items()
            ),
        )
    )


def framework_address() -> str | None:
    """Where the competency framework is described, in the reader's language where that is so; None where nowhere (two queries)."""
    languages = (get_language() or "", settings.LANGUAGE_CODE)
    rows = FrameworkPage.objects.filter(live=True, locale__language_code__in=languages).select_related("locale")
    found = sorted(rows, key=lambda page: (page.content_key, languages.index(page.locale.language_code)))
    return found[0].url if found else None
