"""What exists around a certification: what its rules may name and what that is called, and which other certifications ask for which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from assessments.certification.declarations.reader import declarations
from assessments.certification.laws.facts import PRACTICE_TASK
from assessments.certification.laws.known import Known
from assessments.certification.laws.obstacles import asks_for
from assessments.certification.laws.requirements.profile_verified import PROFILE_FIELDS
from assessments.certification.models import Certification
from assessments.certification.models import Evidence as Paper
from assessments.certification.selectors.deciders import most_for_somebody
from assessments.certification.selectors.rules import latest_rules, rules_of
from assessments.certification.selectors.sources.tests import instruments
from assessments.mentoring.framework.forms.reader import forms
from assessments.mentoring.models import Evidence, Session
from assessments.mentoring.selectors.indicators import Framework, framework
from assessments.mentoring.selectors.policies import policy_for
from assessments.progress.selectors import programme
from modules.outline import Programme
from training_site.people.models import Organisation

GROUP = "group"
SESSION_KINDS = (*Session.Kind.values, GROUP)
PAPERS = (Paper.Kind.DOCUMENT, Paper.Kind.COMPLETION)
"""Kinds of what certification keeps that are evidence; the others are facts of their own."""
EVIDENCE_KINDS = (PRACTICE_TASK, *Evidence.Kind.values, *PAPERS)
"""As facts call them."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Everything that rules may name, with its titles."""

    code: str
    """Of the certification in the middle."""
    programme: Programme | None
    framework: Framework
    issuer: Organisation | None = None
    """In whose name it is issued."""
    others: Mapping[UUID, Certification] = field(default_factory=dict)
    """Every other certification that is published."""
    place: tuple[int | None, str] = (None, "")
    """Number of the issuer and key of the programme."""

    def moderates(self) -> bool:
        """Whether somebody who judged nothing before looks at what was judged there (one query)."""
        return policy_for(*self.place).moderation_required

    @property
    def titles(self) -> dict[str, str]:
        """Code → title, of the others."""
        return {row.code: row.title for row in self.others.values()}

    def asks(self) -> dict[str, Collection[str]]:
        """Code → codes of the certifications that it asks for, of the others (one query)."""
        rules = latest_rules(self.others.keys())
        return {self.others[pk].code: asks_for(rules_of(version)) for pk, version in rules.items()}

    def known(self, *, today: date) -> Known:
        """For `laws.obstacles` (two queries)."""
        modules = self.programme.modules if self.programme else ()
        keys = {module.content_key for module in modules}
        indicators = self.framework.indicators
        return Known(
            certification=self.code,
            certifications=self.asks(),
            retired={row.code for row in self.others.values() if row.retired_at is not None},
            modules=keys,
            steps={step.content_key for module in modules for step in module.steps},
            quizzes={step.content_key for module in modules for step in module.of_kind("quiz")},
            instruments=instruments(),
            indicators=set(indicators),
            safety_critical={code for code, one in indicators.items() if one.safety_critical},
            forms=set(forms()),
            session_kinds=set(SESSION_KINDS),
            declarations=set(declarations()),
            declaration_versions={key: max(versions) for key, versions in declarations().items()},
            profile_fields=PROFILE_FIELDS,
            evidence_kinds=EVIDENCE_KINDS,
            subjects=keys | set(indicators),
            deciders=most_for_somebody(self.issuer, today=today) if self.issuer else None,
        )


def surroundings(certification: Certification) -> Surroundings:
    """What exists around a certification (as many queries however many others there are)."""
    others = Certification.objects.exclude(pk=certification.pk).filter(versions__published_at__isnull=False)
    return Surroundings(
        code=certification.code,
        issuer=certification.issuer,
        programme=programme(certification.programme_key),
        framework=framework(certification.programme_key),
        others={row.pk: row for row in others.distinct()},
        place=(certification.issuer_id, certification.programme_key),
    )


def known_around(certification: Certification, *, today: date) -> Known:
    """The same for the laws alone."""
    return surroundings(certification).known(today=today)
