"""What a certificate asks for, as a page for strangers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.certification.laws import clauses
from assessments.certification.laws.calendar import Period
from assessments.certification.models import CertificationVersion
from assessments.certification.models.certifications import in_language
from assessments.certification.pages.verification import Fact, Onward, host
from assessments.certification.selectors import achievements, issuers
from assessments.certification.selectors.rules import rules_of

ASKED: Mapping[str, Promise] = {
    "module_completed": gettext_lazy("Modules of the programme, with all their lessons, activities and quizzes"),
    "step_done": gettext_lazy("Lessons"),
    "quiz_passed": gettext_lazy("Quizzes passed"),
    "pre_post_gain": gettext_lazy("Knowledge gained, measured before and after"),
    "practice_task": gettext_lazy("Tasks done in practice, and looked at by a mentor"),
    "sessions_attended": gettext_lazy("Sessions attended"),
    "mentoring_schedule_met": gettext_lazy("Mentoring, as regularly as was agreed"),
    "observation": gettext_lazy("Practice that was observed"),
    "competency_at": gettext_lazy("Competencies signed off by a mentor and confirmed by a line manager"),
    "review_outcome": gettext_lazy("A review of progress"),
    "mentor_sign_off": gettext_lazy("A mentor's sign-off"),
    "evidence_shown": gettext_lazy("Evidence that was shown to somebody responsible"),
    "practice_hours": gettext_lazy("Hours of practice"),
    "declaration_signed": gettext_lazy("A declaration that was signed"),
    "profile_verified": gettext_lazy("Details of the person that were verified"),
    "other_certification_valid": gettext_lazy("Another certificate that holds"),
    "manual_attestation": gettext_lazy("An attestation by somebody responsible"),
}
"""Kind of requirement → what is asked, for somebody who knows nothing of the programme."""

DECIDED: Mapping[str, Promise] = {
    clauses.AUTOMATIC: gettext_lazy("By rule, as soon as everything is met"),
    clauses.ASSESSOR: gettext_lazy("By an assessor who has not judged the person's practice before"),
    clauses.PANEL: gettext_lazy("By a panel whose members have not judged the person's practice before"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A kind of requirement."""

    text: str
    times: str
    """How many of it, with a sign of multiplication; "" for one."""


@dataclass(frozen=True, kw_only=True)
class AchievementPage:
    """A version of a certification."""

    title: str
    summary: str
    language: str
    """Of title and summary."""
    facts: tuple[Fact, ...]
    asked: tuple[Asked, ...]
    indicators: tuple[tuple[str, str], ...]
    newer: Onward | None
    host: str


def achievement_page(version: CertificationVersion) -> AchievementPage:
    """The page (two queries at most)."""
    found = version.certification
    language = _language(found.titles)
    return AchievementPage(
        title=in_language(found.titles, language),
        summary=in_language(found.summaries, language),
        language=language,
        facts=tuple(_facts(version)),
        asked=tuple(_asked(version)),
        indicators=tuple(achievements.indicators(version).items()),
        newer=_newer(version),
        host=host(),
    )


def _language(titles: Mapping[str, str]) -> str:
    wanted = get_language() or ""
    return wanted if wanted in titles else next(iter(titles), "")


def _facts(version: CertificationVersion) -> list[Fact]:
    rules = rules_of(version)
    published = date_format(version.published_at, "DATE_FORMAT") if version.published_at else ""
    return [
        Fact(label=_("Issued by"), value=version.certification.issuer.name),
        Fact(label=_("Rules"), value=_("Version %(number)s") % {"number": version.number}, note=published),
        Fact(label=_("Valid for"), value=_length(rules.active)),
        Fact(label=_("Decided"), value=str(DECIDED[rules.decision.mode])),
    ]


def _length(period: Period | None) -> str:
    if period is None:
        return _("Without a last day")
    years, months = divmod(period.months, 12)
    parts = [
        (years, ngettext("%(count)d year", "%(count)d years", years)),
        (months, ngettext("%(count)d month", "%(count)d months", months)),
        (period.days, ngettext("%(count)d day", "%(count)d days", period.days)),
    ]
    return ", ".join(text % {"count": count} for count, text in parts if count)


def _asked(version: CertificationVersion) -> list[Asked]:
    times = Counter(requirement.name for requirement in achievements.asked(version))
    return [
        Asked(text=str(ASKED[name]), times=f"\N{MULTIPLICATION SIGN} {count}" if count > 1 else "")
        for name, count in times.items()
    ]


def _newer(version: CertificationVersion) -> Onward | None:
    newest = achievements.newest(version)
    if newest == version.number:
        return None
    return Onward(
        title=_("Newer rules: version %(number)s") % {"number": newest},
        url=issuers.address("achievement", version.certification.code, newest),
    )
