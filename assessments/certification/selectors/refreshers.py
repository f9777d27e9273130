"""What a refresher is made of: modules whose text has changed since the certificate, quizzes with something wrong, indicators that age."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from assessments.certification.laws.calendar import Period
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.quiz_passed import QuizPassed
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Cycle
from assessments.certification.selectors.rules import rules_of
from assessments.mentoring.models import Decision as LevelDecision
from assessments.mentoring.selectors.competency import STANDS
from assessments.models import QuizAttempt
from modules.models import ModulePage
from modules.selectors import step_models

CHANGED, WRONG, THIN = "changed", "wrong", "thin"
FRESH_FOR = Period(months=12)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing to look at again."""

    kind: str
    key: str

    def as_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {"kind": self.kind, "key": self.key}


def parts_for(cycle: Cycle, *, today: date) -> list[Part]:
    """What concerns this person since their last certificate, of what this certification ever asks for."""
    rules = rules_of(cycle.version)
    asked = [leaf for path in rules.paths for leaf in leaves(path.tree)]
    modules = {leaf.module for leaf in asked if isinstance(leaf, ModuleCompleted)}
    quizzes = {leaf.quiz for leaf in asked if isinstance(leaf, QuizPassed)}
    codes = {code for leaf in asked if isinstance(leaf, CompetencyAt) for code in leaf.indicators}
    published, since = _steps_of(modules), _since(cycle)
    return [
        *(Part(kind=CHANGED, key=key) for key in sorted(published) if since and published[key] > since),
        *(Part(kind=WRONG, key=key) for key in _wrong(cycle.learner_id, quizzes.union(published))),
        *(Part(kind=THIN, key=code) for code in _thin(cycle.learner_id, codes, today)),
    ]


def freshness_begins(today: date) -> date:
    """The first day whose acts are evidence that has not aged."""
    return FRESH_FOR.before(today)


def _since(cycle: Cycle) -> date | None:
    rows = Cycle.objects.filter(
        learner_id=cycle.learner_id, certification_id=cycle.certification_id, completed_on__isnull=False
    )
    return rows.order_by("-number").values_list("completed_on", flat=True).first()


def _steps_of(modules: set[str]) -> dict[str, date]:
    """Lessons, scenarios and quizzes of these modules by content key, and when each was published last."""
    paths = tuple(ModulePage.objects.filter(content_key__in=modules, live=True).values_list("path", flat=True))
    found: dict[str, date] = {}
    for model in step_models():
        rows = model.objects.filter(live=True, last_published_at__isnull=False)
        for key, path, at in rows.values_list("content_key", "path", "last_published_at"):
            if path.startswith(paths):
                found[key] = max(found.get(key, date.min), timezone.localdate(at))
    return found


def _wrong(learner_id: int, keys: Collection[str]) -> list[str]:
    """Those of these quizzes in whose latest sitting not everything was right, by content key."""
    latest: dict[str, QuizAttempt] = {}
    rows = QuizAttempt.objects.filter(learner_id=learner_id, state="submitted", content_key__in=keys)
    for row in rows.order_by("submitted_at"):
        latest[row.content_key] = row
    return sorted(key for key, row in latest.items() if row.score is not None and row.score < 1)


def _thin(learner_id: int, codes: set[str], today: date) -> Iterator[str]:
    """Indicators without a standing decision that rests on an act of the last twelve months."""
    rows = LevelDecision.objects.filter(learner_id=learner_id, state__in=STANDS, acted_on__gte=freshness_begins(today))
    yield from sorted(codes - set(rows.values_list("indicator", flat=True)))
