"""These records carry what a person has shown.

An ActivityVersion is an activity exactly as it stood when somebody answered it, named by its own digest. An Attempt is one
answer to one version: written once, never changed; an AnswerDraft is what somebody has typed on the way to it. A QuizAttempt is one sitting of a QuizPage, from start to hand-in; its
QuizResponses are the answers saved on the way, of which the last one counts, and its QuizSteps are what happened to it. A
HandedText is a text that somebody else marks, by Judgements that stay. A QuizMark says that a sitting was marked anew. A LongTask is work
that can be stopped and resumed.

A QuestionBank holds the Questions that quizzes draw from; its QuestionVersions tell what each of them said, from when on.
"""

from assessments.models.activities import ActivityVersion
from assessments.models.attempts import Attempt, Verdict
from assessments.models.drafts import AnswerDraft
from assessments.models.exemptions import Accommodation, QuizExemption
from assessments.models.pages import QuizPage
from assessments.models.questions import Question, QuestionBank, QuestionVersion
from assessments.models.quizzes import FrozenItem, FrozenSection, Promised, QuizAttempt, QuizResponse
from assessments.models.steps import QuizStep
from assessments.models.tasks import LongTask, QuizMark, RegradeLine
from assessments.models.texts import HandedText, Judgement, JudgementDraft, MarkingEvent, PeerTask

__all__ = [
    "Accommodation",
    "ActivityVersion",
    "AnswerDraft",
    "Attempt",
    "FrozenItem",
    "FrozenSection",
    "HandedText",
    "Judgement",
    "JudgementDraft",
    "LongTask",
    "MarkingEvent",
    "PeerTask",
    "Promised",
    "Question",
    "QuestionBank",
    "QuestionVersion",
    "QuizAttempt",
    "QuizExemption",
    "QuizMark",
    "QuizPage",
    "QuizResponse",
    "QuizStep",
    "RegradeLine",
    "Verdict",
]
