"""What exists around a certification: what its rules may name and what that is called, and which other certifications ask for which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from assessments.certification.declarations.reader import declarations
from assessments.certification.laws.known import Known
from assessments.certification.laws.obstacles import asks_for
from assessments.certification.laws.requirements.profile_verified import PROFILE_FIELDS
from assessments.certification.models import Certification
from assessments.certification.selectors.rules import latest_rules, rules_of
from assessments.mentoring.framework.forms.reader import forms
from assessments.mentoring.models import Session
from assessments.mentoring.selectors.indicators import Framework, framework
from assessments.progress.selectors import programme
from modules.outline import Programme

GROUP = "group"
SESSION_KINDS = (*Session.Kind.values, GROUP)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Everything that rules may name, with its titles."""

    code: str
    """Of the certification in the middle."""
    programme: Programme | None
    framework: Framework
    others: Mapping[UUID, Certification] = field(default_factory=dict)
    """Every other certification that is published."""

    @property
    def titles(self) -> dict[str, str]:
        """Code → title, of the others."""
        return {row.code: row.title for row in self.others.values()}

    def asks(self) -> dict[str, Collection[str]]:
        """Code → codes of the certifications that it asks for, of the others (one query)."""
        rules = latest_rules(self.others.keys())
        return {self.others[pk].code: asks_for(rules_of(version)) for pk, version in rules.items()}

    def known(self) -> Known:
        """For `laws.obstacles` (one query)."""
        modules = self.programme.modules if self.programme else ()
        indicators = self.framework.indicators
        return Known(
            certification=self.code,
            certifications=self.asks(),
            modules={module.content_key for module in modules},
            steps={step.content_key for module in modules for step in module.steps},
            quizzes={step.content_key for module in modules for step in module.of_kind("quiz")},
            indicators=set(indicators),
            safety_critical={code for code, one in indicators.items() if one.safety_critical},
            forms=set(forms()),
            session_kinds=set(SESSION_KINDS),
            declarations=set(declarations()),
            profile_fields=set(PROFILE_FIELDS),
            # Nothing keeps tests before and after the programme yet, so that nobody could meet what asks for one.
            instruments=(),
        )


def surroundings(certification: Certification) -> Surroundings:
    """What exists around a certification (as many queries however many others there are)."""
    others = Certification.objects.exclude(pk=certification.pk).filter(versions__published_at__isnull=False)
    return Surroundings(
        code=certification.code,
        programme=programme(certification.programme_key),
        framework=framework(certification.programme_key),
        others={row.pk: row for row in others.distinct()},
    )


def known_around(certification: Certification) -> Known:
    """The same for the laws alone."""
    return surroundings(certification).known()
