"""What was seen of the learner's practice in the demo, and what was concluded. Our own words about nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.mentoring.demonstration.moments import FRI, MON, THU, WED, Moment, when

VISIT = "home_visit"
ASKED, VISITED, ANSWERED = when(4, MON), when(2, THU, 9), when(2, THU, 17)
"""The observed visit: asked for, seen, answered by the learner."""
WISH = {"wants_observed": "Whether I speak with the child before the form is on the table."}
WISHED_INDICATORS = ("D7.1", "D2.3")
RATINGS = {
    "opening": "with_support",
    "limits": "with_support",
    "child_alone": "independently",
    "childs_way": "independently",
    "signs": "with_support",
    "worry": "not_seen",
    "safety_plan": "with_support",
    "caregiver": "independently",
    "fairness": "not_seen",
    "support": "with_support",
    "conduct": "independently",
    "closing": "with_support",
    "record": "with_support",
}
NOTES = {
    "opening": "Friendly, and fast. The question whether it suits them came after she was inside.",
    "childs_way": "Offered paper without a word about it, and waited.",
}
SEEN = {
    "consent": "both",
    "consent_how": "spoken",
    "heard_and_seen": "“You can draw it, or not.” She drew along. After a while the child began to talk.",
    "strengths": "She can wait. In the kitchen nobody was hurried, and the child chose what to tell.",
    "to_change": "Arrive as slowly as you stay: ask at the door whether the visit suits them.",
    "level_reason": "Alone with the child she was sure; the steps around it still need a look from outside.",
    "entrustment_reason": "She asks when she does not know.",
}
LEVEL, TRUST = 2, 2
ANSWER = {
    "reflection": "I did not notice that I hurried at the door. In the kitchen I forgot that somebody was watching.",
    "next_step": "A minute at the gate, on the next two visits.",
}

OUTSIDE_FORM, OUTSIDE_ASKED, OUTSIDE_DAYS = "family_meeting", when(1, WED), 30
GUEST = {"name": "Ruth Halden", "contact": "by hand", "profession": "Nurse", "relation": "Sees the same families"}
"""Somebody from outside, whose link is open. 30 days, so that it is open whenever the demo is begun."""
FILE_REVIEW, FILE_REVIEW_ON = "case_file_review", when(-1, THU)
"""What the mentor will look at next week."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A level in one indicator, signed off by the mentor; confirmed by the line manager, or waiting for that."""

    indicator: str
    level: int
    rationale: str
    decided: Moment
    confirmed: Moment | None = None


OFFICE = when(1, MON)
WORK: Mapping[str, tuple[int, str]] = {
    "D1.1": (2, "Explained to a visitor at the gate why we look for the family first, without a single foreign word."),
    "D1.3": (2, "Three visits written down on the same day, in columns; the opinions say that they are opinions."),
}
"""Work seen in the office: indicator → level and why."""
VERDICTS = (
    Verdict(
        indicator="D1.1",
        level=2,
        rationale="Seen at a door and heard in the office: people understood her, and asked further.",
        decided=when(1, WED, 9),
        confirmed=when(1, THU, 14),
    ),
    Verdict(
        indicator="D1.3",
        level=2,
        rationale="Her records can be followed by somebody who was not there. The next step is the child's own words.",
        decided=when(1, FRI, 9),
    ),
)
OWN_VIEW = {"D1.1": 2, "D1.2": 2, "D1.3": 1, "D1.4": 3, "D2.1": 1, "D2.2": 3, "D2.3": 2, "D7.1": 2, "D9.4": 2}
"""Where the learner sees herself."""
RATED = when(2, FRI, 17)
