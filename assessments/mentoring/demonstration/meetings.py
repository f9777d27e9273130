"""What was talked about in the demo's sessions, and what was agreed there. Our own words about nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.mentoring.demonstration.moments import FRI, MON, THU, TUE, WED, Moment, when


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """Something agreed."""

    text: str
    owner: str
    """learner or mentor."""
    due: Moment


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A session of a pair: held and recorded, or `cancelled` for a code, or `missed`."""

    learner: str
    held: Moment
    kind: str = "individual"
    minutes: int = 60
    mode: str = "in_person"
    cancelled: str = ""
    missed: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    to_do: tuple[ToDo, ...] = ()
    settled: str = "open"
    """What became of everything agreed before: open, done or carried."""
    learner_signs: bool = True
    """The mentor signs the day after; the learner before that, or not yet."""


FIRST = Meeting(
    learner="learner",
    held=when(7, TUE),
    minutes=75,
    facts={"functions": ["educational", "supportive"], "indicators": ["D2.3"]},
    words={
        "agenda": [
            {"text": "What each of us hopes for", "source": "mentor"},
            {"text": "The limits of confidentiality, read aloud", "source": "mentor"},
            {"text": "A home visit I sat in on", "source": "learner"},
        ],
        "reflection_summary": "We looked at a visit she had sat in on. She noticed how long the adults spoke over the child's head, "
        "and that she waited with them.",
        "learning_points": "A child who is not asked hears the silence too. Ask the child first, then the adults.",
        "strengths": "She said openly what made her unsure, and remembered the child's own words.",
        "practice_guidance": "Sit lower than the child, say who you are, and ask one open question before any form leaves the bag.",
    },
    to_do=(
        ToDo(text="Write down three ways to begin, and try one of them", owner="learner", due=when(5, TUE)),
        ToDo(text="Bring the checklist for a first visit", owner="mentor", due=when(5, TUE)),
    ),
)
ADDED = "We also agreed that I come along to two more visits before I speak first."
"""What the learner added to the record of the first session."""

SECOND = Meeting(
    learner="learner",
    held=when(5, TUE),
    facts={"functions": ["educational"], "indicators": ["D1.2"]},
    settled="done",
    words={
        "agenda": [{"text": "How to explain what stays private", "source": "learner"}],
        "reflection_summary": "We practised in turn: one was the child, the other explained what stays private and what cannot. "
        "Her first try took two minutes; the third took twenty seconds.",
        "learning_points": "Short sentences, and a pause after each. Let the child say it back.",
        "strengths": "She laughed at her own long words and began again.",
        "practice_guidance": "Say it before the first question, also when you think they know it.",
        "cases": [{"pseudonym": "Child A", "age_band": "7-9", "stage": "preparation", "topics": ["child_view"]}],
        "indicators": [
            {
                "code": "D1.2",
                "judgement": "developing",
                "rationale": "Explained the limits in words that a child of eight could say back.",
            }
        ],
    },
    to_do=(
        ToDo(text="Explain the limits to a child before the first question", owner="learner", due=when(3, TUE)),
        ToDo(text="Ask the team leader for a quiet hour after visits", owner="mentor", due=when(3, TUE)),
    ),
)

THIRD = Meeting(
    learner="learner",
    held=when(3, TUE),
    mode="video",
    facts={
        "functions": ["educational", "supportive", "managerial"],
        "indicators": ["D1.3"],
        "wellbeing_discussed": True,
        "filing": "yes_on_case_file",
    },
    settled="carried",
    words={
        "agenda": [
            {"text": "One paragraph of my notes", "source": "learner"},
            {"text": "How are you, after the first visit alone?", "source": "mentor"},
        ],
        "reflection_summary": "We took one paragraph of her notes apart: what she saw, what she was told, what she thought. "
        "Half of it was thought, and she found that herself.",
        "learning_points": "An opinion is allowed in a record when it says that it is one.",
        "strengths": "She showed her own weak page, and not her best one.",
        "practice_guidance": "Three columns on paper in the first weeks: seen, told, thought.",
        "indicators": [
            {
                "code": "D1.3",
                "judgement": "emerging",
                "rationale": "Marked by herself which of her sentences were opinion.",
            }
        ],
    },
    to_do=(ToDo(text="Write the next visit down in three columns on the same day", owner="learner", due=when(1, TUE)),),
)
CONFIDENTIAL = "I sleep badly at the moment, and it is not only the work. I take the two free days that are still mine."
"""A matter that the two keep beside the third record."""

DEBRIEF = Meeting(
    learner="learner",
    held=when(1, TUE),
    kind="debrief",
    minutes=90,
    facts={"functions": ["educational", "supportive"], "indicators": ["D2.3", "D1.3"], "wellbeing_discussed": True},
    settled="done",
    words={
        "agenda": [
            {"text": "The visit that was observed", "source": "mentor"},
            {"text": "My three columns", "source": "learner"},
        ],
        "reflection_summary": "She spoke first about the observed visit. At the door she hurried, in the kitchen she did not: "
        "there she let the child draw and waited.",
        "learning_points": "Hurry comes from the bag, the bus and the form. It can stay outside the door for a minute.",
        "strengths": "The three columns were written on the same evening, and the middle one had the child's words.",
        "practice_guidance": "Stand still at the gate and take three breaths before you knock.",
        "to_organisation": "Visits that are planned back to back leave no time to write. Fifteen minutes between them would help.",
    },
    to_do=(ToDo(text="Try the minute at the gate on the next two visits", owner="learner", due=when(-1, TUE)),),
    learner_signs=False,
)

WITH_SOKHA = (
    Meeting(
        learner="sokha",
        held=when(12, TUE, 14),
        facts={"functions": ["supportive"]},
        words={
            "reflection_summary": "We read the limits of confidentiality aloud and spoke about what he hopes for.",
            "strengths": "He knows every bus line and every school in the district.",
        },
    ),
    Meeting(
        learner="sokha",
        held=when(10, TUE, 14),
        facts={"functions": ["educational"], "indicators": ["D4.3"]},
        words={
            "reflection_summary": "How to ask grandparents about their health without shaming them.",
            "learning_points": "Ask what a good day looks like, and then what a hard one looks like.",
        },
        to_do=(ToDo(text="Try the question about a good day", owner="learner", due=when(8, TUE)),),
    ),
    Meeting(learner="sokha", held=when(8, TUE, 14), cancelled="emergency"),
    Meeting(learner="sokha", held=when(6, WED, 14), missed=True),
)

MEETINGS = (FIRST, SECOND, THIRD, DEBRIEF, *WITH_SOKHA)

NEXT = when(-1, TUE)
"""The next session of the learner and her mentor."""
PREPARED = "I want to speak about a father who says little. I fill the silence, every time."
TO_BRING = ("How do I begin when a father does not want to talk?",)
KEPT_IN_MIND = "Ask how the two free days were, before anything else."
"""What the mentor keeps to herself."""

GROUP = "Tuesday group"
GROUP_SINCE = when(7, MON)
MEMBERS = (("learner", GROUP_SINCE), ("sokha", GROUP_SINCE), ("olena", GROUP_SINCE), ("pieter", GROUP_SINCE))
LATER = ("amara", when(4, MON))


@dataclass(frozen=True, kw_only=True)
class Evening:
    """A tutorial of the group."""

    held: Moment
    topic: str
    note: str
    absent: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


TUTORIALS = (
    Evening(
        held=when(6, TUE, 16),
        topic="What we say at the door",
        note="A visit begins before the first question.\n"
        "We collected nine ways to say who we are, and crossed out five of them.\n"
        "Everybody takes one home and tries it.",
        confirmed=("learner", "sokha", "olena", "pieter"),
    ),
    Evening(
        held=when(2, TUE, 16),
        topic="Listening when somebody is angry",
        note="Anger is often fear that has found a voice.\n"
        "Slow down, say what you heard, and ask whether that is right.\n"
        "We practised in threes; the third watched our hands.",
        absent=("olena",),
        confirmed=("learner", "amara"),
        denied=("pieter",),
    ),
)

RAISED = when(4, FRI)
"""A concern was raised by voice; the note says that it reached somebody, and nothing else."""
LOOKED_AT_FACTS = when(1, THU)
"""The coordinator looked at the facts of the learner."""
NEWS_READ = when(1, WED, 20)
"""What was news by then has been seen."""
