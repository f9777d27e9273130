"""Answering what learners ask for: one door to the services that decide, by what was asked and what is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from assessments.certification.models import Appeal, Attestation, Claim, Evidence, Extension
from assessments.certification.selectors.papers import PAPERS
from assessments.certification.services import appeals, evidence, extensions, papers, recognition, vouching
from assessments.services.ledgers import NotNow
from training_site.people.models import User

__all__ = [
    "MayNot",
    "NeededToDecide",
    "NotNow",
    "NotSeen",
    "NotThatDay",
    "NothingDue",
    "TooEarly",
    "WordsMissing",
    "answer",
    "outcomes",
    "what",
]

Request = Claim | Extension | Appeal | Evidence | Attestation
MayNot = (
    recognition.MayNotJudge,
    extensions.MayNotJudge,
    appeals.MayNotHear,
    evidence.MayNotVerify,
    papers.MayNotVerify,
    vouching.MayNotVouch,
    vouching.NotYours,
)
"""Not for this person to answer."""
WordsMissing = (
    recognition.WordsMissing,
    extensions.WordsMissing,
    appeals.WordsMissing,
    papers.WordsMissing,
    vouching.WordsMissing,
)
NotSeen = (recognition.NotSeen, papers.NotSeen)
TooEarly, NothingDue = extensions.TooEarly, extensions.NothingDue
NotThatDay, NeededToDecide = vouching.NotThatDay, vouching.NeededToDecide


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody answers."""

    words: str = ""
    seen: bool = False
    """The original of what was learned before."""
    until: date | None = None
    """For more time; None for as long as was asked for."""
    acted_on: date | None = None
    """The day of what somebody vouches for; None for today."""


Act = Callable[[Any, Answer, User, datetime], object]
ACTS: Mapping[str, Mapping[str, Act]] = {
    "claim": {
        "accept": lambda row, said, by, now: recognition.accept(
            claim=row, rationale=said.words, seen=said.seen, by=by, now=now
        ),
        "partly": lambda row, said, by, now: recognition.accept_partly(
            claim=row, rationale=said.words, seen=said.seen, by=by, now=now
        ),
        "reject": lambda row, said, by, now: recognition.reject(
            claim=row, rationale=said.words, seen=said.seen, by=by, now=now
        ),
        "ask": lambda row, said, by, now: recognition.ask(claim=row, question=said.words, by=by, now=now),
    },
    "extension": {
        "grant": lambda row, said, by, now: extensions.grant(
            extension=row, until=said.until or row.asked_until, answer=said.words, by=by, now=now
        ),
        "refuse": lambda row, said, by, now: extensions.refuse(extension=row, answer=said.words, by=by, now=now),
    },
    "appeal": {
        "take_up": lambda row, _said, by, now: appeals.take_up(appeal=row, by=by, now=now),
        "uphold": lambda row, said, by, now: appeals.uphold(appeal=row, answer=said.words, by=by, now=now),
        "dismiss": lambda row, said, by, now: appeals.dismiss(appeal=row, answer=said.words, by=by, now=now),
    },
    "evidence": {
        "verify": lambda row, _said, by, now: evidence.verify(evidence=row, by=by, now=now),
        "refuse": lambda row, _said, by, now: evidence.refuse(evidence=row, by=by, now=now),
    },
    "paper": {
        "verify": lambda row, said, by, now: papers.verify(evidence=row, seen=said.seen, by=by, now=now),
        "refuse": lambda row, said, by, now: papers.send_back(evidence=row, reason=said.words, by=by, now=now),
    },
    "attestation": {
        "give": lambda row, said, by, now: vouching.give(
            attestation=row, acted_on=said.acted_on or timezone.localdate(now), reason=said.words, by=by, now=now
        ),
        "decline": lambda row, said, by, now: vouching.decline(attestation=row, reason=said.words, by=by, now=now),
        "take_back": lambda row, said, by, now: vouching.take_back(attestation=row, reason=said.words, by=by, now=now),
    },
}
"""What was asked → what can be answered → how."""
OPEN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "claim": {"submitted": ("accept", "partly", "reject", "ask"), "more_info": ("reject",)},
    "extension": {"asked": ("grant", "refuse")},
    "appeal": {"raised": ("take_up", "uphold", "dismiss"), "taken_up": ("uphold", "dismiss")},
    "evidence": {"submitted": ("verify", "refuse")},
    "paper": {"submitted": ("verify", "refuse")},
    "attestation": {"asked": ("give", "decline"), "given": ("take_back",), "declined": ("take_back",)},
}
"""What was asked → how it stands → what can be answered then."""


def what(row: Request) -> str:
    """What was asked, as ACTS names it: of evidence, hours are one thing and papers another."""
    is_paper = isinstance(row, Evidence) and row.kind in PAPERS
    return "paper" if is_paper else row.machine.name


def outcomes(row: Request) -> tuple[str, ...]:
    """What can be answered now; nothing where it is decided."""
    return OPEN[what(row)].get(row.state, ())


def answer(*, request: Request, outcome: str, said: Answer, by: User, now: datetime) -> None:
    """Answer it. Raises what the services raise: MayNot, WordsMissing, NotSeen, TooEarly, NothingDue, NotThatDay, NeededToDecide, NotNow."""
    ACTS[what(request)][outcome](request, said, by, now)
