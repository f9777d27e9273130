"""Who accompanies, manages and judges whom in the demo, since when; and what they agreed."""

from dataclasses import dataclass
from typing import Any

from assessments.mentoring.demonstration.moments import FRI, MON, THU, TUE, WED, Moment, when

BOTH = ("learner", "mentor")


@dataclass(frozen=True, kw_only=True)
class Bond:
    """Two people, by their user names, and what the second is to the first."""

    learner: str
    person: str
    proposed: Moment
    starts: Moment
    kind: str = "reflective"
    said_yes: tuple[str, ...] = BOTH
    """Who of the two has answered, in this order."""
    paused: Moment | None = None

    @property
    def is_mentoring(self) -> bool:
        """Whether it is proposed and answered, and not only named."""
        return self.kind == "reflective"


BONDS = (
    Bond(learner="learner", person="mentor", proposed=when(8, MON), starts=when(7, MON)),
    Bond(learner="sokha", person="mentor", proposed=when(13, MON), starts=when(13, WED)),
    Bond(learner="pieter", person="supervisor", proposed=when(6, MON), starts=when(6, WED), paused=when(2, THU)),
    Bond(learner="amara", person="mentor", proposed=when(1, THU), starts=when(-1, MON), said_yes=()),
    Bond(learner="mentor", person="supervisor", proposed=when(2, THU), starts=when(1, MON)),
    *(
        Bond(
            learner=learner,
            person="manager",
            kind="line_management",
            proposed=when(weeks, MON),
            starts=when(weeks, MON),
        )
        for learner, weeks in (("learner", 8), ("sokha", 13), ("olena", 13), ("pieter", 12), ("amara", 5))
    ),
    Bond(learner="learner", person="assessor", kind="assessor", proposed=when(3, MON), starts=when(3, MON)),
)
"""olena has nobody yet."""

MEETING: dict[str, Any] = {
    "mode": "in_person",
    "place": "The small room at the end of the corridor, with the door closed.",
    "cancelling": "We ring each other the afternoon before and agree on another day in the same week.",
    "who_writes": "mentor",
    "exceptions": ["risk_to_child", "risk_to_self_or_other", "unsafe_practice", "court_order"],
    "disagreement": "The coordinator of the district.",
    "changing_mentor": "A word to the coordinator is enough; no reason is asked for.",
}


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """An agreement in force. Both sign; the line manager signs its facts where there is one."""

    learner: str
    drafted: Moment
    signed: Moment
    review: Moment
    answers: dict[str, Any]


AGREEMENTS = (
    Agreed(
        learner="learner",
        drafted=when(7, MON, 9),
        signed=when(7, MON, 11),
        review=when(-14, MON),
        answers={
            **MEETING,
            "goal_1": "Ask the child first, and say in their words what happens with the answer.",
            "goal_1_indicators": ["D2.3", "D1.2"],
            "goal_2": "Write a visit down on the same day, with what I saw kept apart from what I think.",
            "goal_2_indicators": ["D1.3"],
            "protected_hours": 4,
            "protected_time": "Friday mornings. A colleague takes the phone.",
            "first_observation_by": when(0, FRI),
            "mentor_is_manager": False,
            "shared_with_employer": True,
            "not_shared": True,
            "limits_known": True,
            "accommodations": "I read slowly on a small screen; paper helps.",
        },
    ),
    Agreed(
        learner="sokha",
        drafted=when(13, THU),
        signed=when(13, FRI),
        review=when(-10, MON),
        answers={
            **MEETING,
            "goal_1": "Speak with grandparents so that they tell me what they can carry, and what not.",
            "goal_1_indicators": ["D4.3"],
            "protected_hours": 3,
            "first_observation_by": when(3, FRI),
            "mentor_is_manager": False,
            "shared_with_employer": True,
            "not_shared": True,
            "limits_known": True,
        },
    ),
    Agreed(
        learner="mentor",
        drafted=when(1, MON, 14),
        signed=when(1, TUE),
        review=when(-20, MON),
        answers={
            **MEETING,
            "mode": "video",
            "purpose": "To look at how I accompany others: where I help too early, and where I wait too long.",
            "functions": ["educational", "supportive"],
            "format": "one_to_one",
            "rhythm": "monthly",
            "minutes": 60,
            "limits_read": True,
            "stress_signs": "I answer messages at night.",
            "stress_response": "Ask me who else could take it.",
        },
    ),
)
