"""Levels in the states tests speak of: `framework()`, `around(pair)`, `piece(of=…, level=3)`, `supported(pair)`, `decided(pair)`."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from assessments.mentoring.models import Decision, Evidence, Relationship
from assessments.mentoring.services import decisions
from assessments.mentoring.services.evidence import Claim
from modules.models import FrameworkPage
from tests.factories.curriculum import FrameworkPageFactory
from tests.factories.mentoring import NOW, TODAY, Kind, pair
from tests.factories.people import MentorFactory
from training_site.people.models import User

PLAIN, CRITICAL = "D1.1", "D1.2"
WHY = "She asked him twice and waited for the answer."
SECRET_WHY = "Her voice grew calm when the aunt began to cry."
DAY = TODAY - timedelta(days=3)


def framework(**place: Any) -> FrameworkPage:
    """A framework of four indicators in two domains; D1.2 is safety-critical, and a pathway has half of them. `parent=…`: its programme."""
    page: FrameworkPage = FrameworkPageFactory(
        **place,
        rules={"version": "0.1"},
        levels=[{"number": n, "name": f"Level {n}", "autonomy": f"Does it at level {n}"} for n in (1, 2, 3, 4)],
        domains=[{"code": "D1", "title": "Rights"}, {"code": "D2", "title": "Safety"}],
        scopes=[{"pathway": "half", "indicators": ["D1.1", "D2.1"]}],
        indicators=[
            {"code": "D1.1", "domain": "D1", "text": "Explains why.", "safety_critical": False},
            {"code": "D1.2", "domain": "D1", "text": "Asks first.", "safety_critical": True},
            {"code": "D2.1", "domain": "D2", "text": "Listens.", "safety_critical": True},
            {"code": "D2.2", "domain": "D2", "text": "Keeps to the rules.", "safety_critical": False},
        ],
    )
    return page


def claim(indicator: str = PLAIN, *, level: int = 1, rationale: str = WHY) -> Claim:
    """What a form hands over."""
    return Claim(indicator=indicator, level=level, rationale=rationale)


def also(of: Relationship, kind: str) -> Relationship:
    """Somebody else around the learner of a pair."""
    return pair(learner=of.learner, place=of.organisation, kind=kind)


def piece(
    *,
    of: Relationship,
    indicator: str = PLAIN,
    level: int = 3,
    kind: str = "observation",
    by: User | None = None,
    acted_on: date = DAY,
    entered_at: datetime = NOW,
    source: UUID | None = None,
    lapse: bool = False,
    rationale: str = WHY,
) -> Evidence:
    """A piece of evidence, written as its source would write it."""
    row = Evidence(
        organisation=of.organisation,
        learner=of.learner,
        indicator=indicator,
        kind=kind,
        level=level,
        lapse=lapse,
        acted_on=acted_on,
        entered_at=entered_at,
        validator=by or of.mentor,
        source=source or uuid4(),
        position=None if kind in ("observation", "simulation") else 1,
        framework_version="0.1",
    )
    row.rationale = rationale
    row.save(force_insert=True)
    return row


def supported(of: Relationship, *, indicator: str = PLAIN, level: int = 3, acted_on: date = DAY) -> list[Evidence]:
    """Two fresh pieces of two sources, one of them a direct look: this level is supported."""
    other: User = MentorFactory(in_organisation=of.organisation)
    return [
        piece(of=of, indicator=indicator, level=level, acted_on=acted_on),
        piece(of=of, indicator=indicator, level=level, kind="work_product", by=other, acted_on=acted_on),
    ]


def decided(of: Relationship, *, indicator: str = PLAIN, level: int = 3, now: datetime = NOW) -> Decision:
    """A level signed off by the mentor of a pair, with the evidence it needs."""
    supported(of, indicator=indicator, level=level)
    return signed_off(of, indicator=indicator, level=level, now=now)


def signed_off(of: Relationship, **given: Any) -> Decision:
    """The mentor of a pair decides."""
    usual = {"indicator": PLAIN, "level": 3, "rationale": SECRET_WHY, "by": of.mentor, "seen": "", "now": NOW}
    return decisions.sign_off(learner=of.learner, **{**usual, **given})


def moderator_of(of: Relationship) -> User:
    """A moderator of the learner."""
    return also(of, Kind.MODERATOR).mentor


def line_manager_of(of: Relationship) -> User:
    """The line manager of the learner."""
    return also(of, Kind.LINE_MANAGEMENT).mentor
