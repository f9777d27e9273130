"""Who can read what stands on a page, said in one line that follows from its class; and the notice of what cannot stay confidential.

A page gives its template `readers.of(…)` as "readers" (components/mentoring/who_reads.html) and `readers.notice()` as "notice"
(components/mentoring/notice.html).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.framework.papers.reader import paper
from training_site.people.models import User

ALONE = frozenset({DataClass.PREPARATION, DataClass.AIDE_MEMOIRE, DataClass.PRIVATE_ENTRY})
"""Classes that have one reader."""
PAIR = frozenset({DataClass.RECORD, DataClass.ANNEX, DataClass.SHARED_ENTRY})
"""Classes that two people read."""

BEYOND = {
    DataClass.FACTS: gettext_lazy(
        "Dates, numbers and codes. Coordinators see them; nothing that anybody wrote is among them."
    ),
    DataClass.RECORD: gettext_lazy(
        "Coordinators and employers see that you met, never what stands here. An assessor reads it only if the learner hands it "
        "in. For an audit it is announced beforehand, and emergency access takes two people. Every look is noted for the learner."
    ),
    DataClass.PREPARATION: gettext_lazy("Nobody can open this for you or instead of you, also not in an emergency."),
    DataClass.AIDE_MEMOIRE: gettext_lazy(
        "The law may give the learner a right to ask for it: write it so that they could read it. It is deleted after a time."
    ),
    DataClass.ANNEX: gettext_lazy(
        "Others see at most that a confidential matter was talked about. Emergency access takes two people, and you are told."
    ),
    DataClass.AGREEMENT: gettext_lazy(
        "Employer and coordinator see that it exists and when it is due, not what it says."
    ),
    DataClass.OBSERVATION: gettext_lazy(
        "The coordinator sees the overall judgement. An assessor reads it if the learner hands it in. Every look is noted for the "
        "learner."
    ),
    DataClass.PRIVATE_ENTRY: gettext_lazy("Coordinators see how many entries there are. Nobody can open one for you."),
    DataClass.SHARED_ENTRY: gettext_lazy(
        "Coordinators and employers see a number, never a word. An assessor reads it only if the learner hands it in; emergency "
        "access takes two people. Every look is noted for the learner."
    ),
    DataClass.REVIEW: gettext_lazy("The employer sees the outcome. Every look is noted for the learner."),
    DataClass.LEVEL: gettext_lazy("Levels, indicators and dates; nothing that anybody wrote is among them."),
    DataClass.ALERT: gettext_lazy("It says that a concern reached somebody, and nothing about whom or what."),
    DataClass.LEDGER: gettext_lazy("Whoever looks at something of yours stands here. Nobody can take a line away."),
}
"""What else there is to know about the readers of a class."""


@dataclass(frozen=True, kw_only=True)
class Readers:
    """One line, and what can be unfolded below it."""

    sentence: str
    beyond: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """The notice that is read aloud at the first meeting."""

    title: str
    statements: tuple[str, ...]


def of(data_class: DataClass, *, viewer: User, learner: User, mentor: User | None = None) -> Readers:
    """Who reads things of this class, as the viewer is told. `mentor` is the other half of the pair where there is one."""
    return Readers(sentence=_sentence(data_class, viewer, learner, mentor), beyond=str(BEYOND[data_class]))


def notice(version: int | None = None) -> Notice:
    """The confidentiality notice, in the version an organisation has, or the newest. Raises UnknownPaper."""
    found = paper("confidentiality_notice", version)
    return Notice(title=_(found.title), statements=tuple(_(statement) for statement in found.statements))


def _sentence(data_class: DataClass, viewer: User, learner: User, mentor: User | None) -> str:
    if data_class in ALONE or (data_class in PAIR and mentor is None):
        return _("Only you can read this.")
    people = (learner, mentor) if mentor else (learner,)
    names = {"learner": str(learner), "mentor": str(mentor), "other": str(_other(viewer, learner, mentor))}
    if viewer not in people:
        return str(THIRD[data_class in PAIR]) % names
    return str(SENTENCES[data_class]) % names


def _other(viewer: User, learner: User, mentor: User | None) -> User | None:
    return mentor if viewer == learner else learner


THIRD = {
    True: gettext_lazy(
        "%(learner)s and %(mentor)s can read this. You may look now; that you did is noted for %(learner)s."
    ),
    False: gettext_lazy("You may look at this; that you did is noted for %(learner)s."),
}
"""What somebody outside the pair is told."""
_PAIR = gettext_lazy("Only you and %(other)s can read this.")
_SUPERVISED = gettext_lazy("You, %(other)s and whoever mentors the mentor can read this.")
_JUDGED = gettext_lazy("You, %(other)s, whoever mentors the mentor and assessors can read this.")
_RESPONSIBLE = gettext_lazy("%(learner)s and the people responsible for their learning can see this.")
SENTENCES = {
    DataClass.FACTS: _RESPONSIBLE,
    DataClass.RECORD: _PAIR,
    DataClass.ANNEX: _PAIR,
    DataClass.SHARED_ENTRY: _PAIR,
    DataClass.AGREEMENT: _SUPERVISED,
    DataClass.OBSERVATION: _SUPERVISED,
    DataClass.REVIEW: _JUDGED,
    DataClass.LEVEL: _RESPONSIBLE,
    DataClass.ALERT: gettext_lazy("You, %(other)s and the safeguarding lead can read this."),
    DataClass.LEDGER: gettext_lazy(
        "You and the safeguarding lead can read this; a mentor what concerns their own pair."
    ),
}
"""What one of the pair is told."""
