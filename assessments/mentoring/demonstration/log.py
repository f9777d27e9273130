"""The learner's log in the demo, and what came of it. Our own words about nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.mentoring.demonstration.moments import FRI, MON, THU, TUE, WED, Moment, when


@dataclass(frozen=True, kw_only=True)
class Page:
    """An entry, and how far it went: draft, private, shared, read, validated."""

    written: Moment
    words: Mapping[str, Any]
    state: str = "private"
    kind: str = "practice"
    indicators: tuple[str, ...] = ()
    lesson: str = ""
    """Or the module whose practice task it is about."""
    comment: str = ""
    """Of the mentor."""
    reply: str = ""
    """Of the learner."""
    rationale: str = ""
    """Why the mentor takes it as evidence for the first indicator."""


LOG = (
    Page(
        written=when(7, WED, 16),
        state="validated",
        kind="course",
        lesson="reintegration/m01-l1",
        indicators=("D1.1",),
        words={
            "what_happened": "In the lesson I had to say what success is. I wrote: the child is home. Then I saw that this is the "
            "first day and not the last. At work we count the day of the move, and close the file soon after.",
            "thoughts": "I used to think that my work ends at the door. Now I think that it begins there.",
            "next_step": "Ask in the team what we know about children one year later.",
        },
        comment="You describe exactly where our way of counting leads us. Bring that question to the team; I will support it.",
        rationale="Says in her own words why the return is a beginning, and what follows for her team.",
    ),
    Page(
        written=when(6, TUE, 17),
        state="read",
        indicators=("D2.3",),
        words={
            "what_happened": "I sat in on a visit. The adults spoke, I took notes, and a boy of about nine looked at my pen. I did not "
            "say a word to him until we were leaving.",
            "body": "My shoulders were up all the time. I held on to the notebook.",
            "missing_view": "His. I can say what everybody thought, and not what he did.",
            "next_step": "Begin with the child, and leave the notebook in the bag.",
        },
    ),
    Page(
        written=when(5, MON, 16),
        words={
            "what_happened": "I said that I would call back on the same day, and did it two days later. Nobody complained. I still felt "
            "that I had taken something from them.",
            "next_step": "Promise only what stands in my calendar.",
        },
    ),
    Page(
        written=when(5, FRI, 15),
        state="read",
        kind="reading",
        indicators=("D1.2",),
        words={
            "what_happened": "I read how to explain what stays private, and tried it on my sister. She said back something quite "
            "different from what I had said.",
            "thoughts": "It was too long. Three short sentences would do.",
        },
        comment="Trying it on somebody at home is a fine idea. Which of the three sentences would you drop first?",
        reply="The one about the law. Nobody heard it anyway.",
    ),
    Page(
        written=when(4, THU, 16),
        words={
            "what_happened": "A colleague spoke about a family in the corridor, and people could hear it. I went on walking.",
            "thoughts": "I was new, and that was my excuse. I would have wanted somebody to say something if it were about me.",
            "next_step": "Say: shall we go inside?",
        },
    ),
    Page(
        written=when(4, FRI, 15),
        state="read",
        lesson="reintegration/m01",
        words={
            "what_happened": "For the practice task I asked a colleague, who agreed, why families here place children. She named work "
            "abroad, a school that is too far, and a mother who is alone. She did not name money, and she did not name us. A savings "
            "group meets next door; nobody has ever sent a family there.",
            "next_step": "Ask the savings group whom they would take.",
        },
        comment="That she did not name us is the finding. What would we have to do differently for her to name us?",
    ),
    Page(
        written=when(3, THU, 17),
        kind="peer",
        words={
            "what_happened": "We compared our notes in the office. Mine had the most adjectives. We crossed them out together and "
            "laughed a lot.",
        },
    ),
    Page(
        written=when(2, FRI, 15),
        state="read",
        kind="observation",
        indicators=("D7.1", "D2.3"),
        words={
            "what_happened": "I was observed on a visit. In the kitchen I let the girl draw and waited, and she told me about the well "
            "without being asked. At the door I had hurried.",
            "body": "Warm hands, for once.",
            "next_step": "A minute at the gate before I knock.",
        },
        comment="I saw those warm hands. The minute at the gate is yours now; tell me what it changes.",
    ),
    Page(
        written=when(1, THU, 16),
        state="shared",
        indicators=("D6.2",),
        words={
            "what_happened": "I stood at the gate for a minute. Nothing happened, except that I heard a radio and children laughing. I "
            "went in slower, and the grandmother offered me the chair next to her and not the one across.",
            "thoughts": "Perhaps I looked less like an inspection.",
            "question": "How do I keep the minute when it rains?",
        },
    ),
    Page(
        written=when(1, FRI, 18),
        state="draft",
        words={"what_happened": "A father who says little. I asked four questions in a row and"},
    ),
)


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A commitment made at the end of a lesson."""

    made: Moment
    lesson: str
    words: str
    tried: Moment | None = None


PROMISES = (
    Promise(made=when(7, MON, 9), lesson="reintegration/m01-l1", words="I will ask the child before I ask the adults."),
    Promise(
        made=when(6, WED, 9),
        lesson="reintegration/m01-l2",
        words="I will say in three short sentences what stays private.",
        tried=when(4, TUE),
    ),
)

NAMES = ("Hanna Ruel", "Jon Averin")
PLACES = ("Marsh Lane home", "Lower Mere school")
"""What the coordinator wants to be asked about in every text. Nobody and nowhere."""
