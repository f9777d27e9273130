"""What each requirement is called, where it is done, and to which stop of the way it belongs."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.evidence_shown import EvidenceShown
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.laws.requirements.quiz_passed import QuizPassed
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.pages.words import FIELDS, KINDS, Words, tail, who_text
from assessments.certification.selectors.papers import PAPERS as KINDS_OF_PAPER
from assessments.presenting.shapes import Link

Titled = Callable[[Any, Words], str]
TITLES: Mapping[type[Requirement], Titled] = {
    ModuleCompleted: lambda one, words: _("Complete %(module)s") % {"module": words.module(one.module)},
    StepDone: lambda one, words: words.step(one.step),
    QuizPassed: lambda one, words: _("Pass %(quiz)s") % {"quiz": words.step(one.quiz)},
    PrePostGain: lambda one, _words: _("Know more than before: %(test)s") % {"test": tail(one.instrument)},
    PracticeTask: lambda _one, _words: _("Practice task"),
    SessionsAttended: lambda one, _words: (
        ngettext("%(n)d mentoring session", "%(n)d mentoring sessions", one.minimum) % {"n": one.minimum}
    ),
    MentoringScheduleMet: lambda _one, _words: _("Meetings with your mentor"),
    Observation: lambda one, _words: (
        ngettext("Practice seen %(n)d time", "Practice seen %(n)d times", one.count) % {"n": one.count}
    ),
    CompetencyAt: lambda one, _words: (
        ngettext("Your level in %(n)d indicator", "Your levels in %(n)d indicators", len(one.indicators))
        % {"n": len(one.indicators)}
    ),
    ReviewOutcome: lambda _one, _words: _("Progress review"),
    MentorSignOff: lambda one, words: _sign_off_title(one, words),
    EvidenceShown: lambda one, _words: str(KINDS.get(one.kind, tail(one.kind))),
    PracticeHours: lambda one, _words: (
        ngettext("%(n)d hour of practice", "%(n)d hours of practice", one.hours) % {"n": one.hours}
    ),
    DeclarationSigned: lambda one, words: str(words.value("declaration", one.declaration)),
    ProfileVerified: lambda one, _words: _("Checked: %(what)s") % {"what": FIELDS.get(one.field, tail(one.field))},
    OtherCertificationValid: lambda one, words: (
        _("Hold %(certificate)s") % {"certificate": words.certification(one.certification)}
    ),
    ManualAttestation: lambda one, _words: (
        _("Vouched for by %(role)s: %(what)s") % {"role": who_text(one.role), "what": one.statement}
        if one.statement
        else _("Vouched for by %(role)s") % {"role": who_text(one.role)}
    ),
}
"""Kind → what it is called."""

MENTORING, MAP, LOG = "mentoring:home", "mentoring:my_map", "mentoring:entry_write"
TO_MENTORING = gettext_lazy("Open mentoring")
PLACES: Mapping[type[Requirement], tuple[str, str | Promise]] = {
    PracticeTask: (LOG, gettext_lazy("Write the note")),
    SessionsAttended: (MENTORING, TO_MENTORING),
    MentoringScheduleMet: (MENTORING, TO_MENTORING),
    Observation: (MENTORING, gettext_lazy("Ask for an observation")),
    CompetencyAt: (MAP, gettext_lazy("Open my map")),
    ReviewOutcome: (MENTORING, TO_MENTORING),
    EvidenceShown: (MAP, gettext_lazy("Open my map")),
    PracticeHours: ("certification:hours", gettext_lazy("Enter hours")),
}
"""Kind → the door behind which it is done, and the word on it."""

PRACTICE, PAPERS = "practice", "papers"
FAMILIES: Mapping[str, str | Promise] = {
    PRACTICE: gettext_lazy("In practice, with your mentor"),
    PAPERS: gettext_lazy("Papers and confirmations"),
}
OF_PRACTICE = (SessionsAttended, MentoringScheduleMet, Observation, CompetencyAt, ReviewOutcome, PracticeHours)


def title_of(requirement: Requirement, words: Words) -> str:
    """What it is called."""
    return TITLES[type(requirement)](requirement, words)


def door_of(requirement: Requirement, words: Words, *, code: str) -> Link | None:
    """Where the learner does it, or sees how it stands, on the way to the certification with this code; None where that is nowhere."""
    if isinstance(requirement, ModuleCompleted):
        module = words.programme.module(requirement.module) if words.programme else None
        return Link(title=_("Go to the module"), url=module.url) if module else None
    if isinstance(requirement, StepDone | QuizPassed):
        return _step_door(requirement, words)
    if isinstance(requirement, DeclarationSigned):
        return Link(title=_("Read and sign"), url=reverse("certification:declaration", args=[requirement.declaration]))
    if isinstance(requirement, ManualAttestation | MentorSignOff):
        return _word_door(requirement, code)
    if isinstance(requirement, ProfileVerified) or (
        isinstance(requirement, EvidenceShown) and requirement.kind in KINDS_OF_PAPER
    ):
        url = reverse("certification:paper_enter", args=[code, requirement.key])
        return Link(title=_("Enter the paper"), url=url)
    if isinstance(requirement, OtherCertificationValid):
        return Link(
            title=_("Go to this certificate"), url=reverse("certification:way", args=[requirement.certification])
        )
    if type(requirement) not in PLACES:
        return None
    name, text = PLACES[type(requirement)]
    return Link(title=str(text), url=reverse(name))


def stop_of(requirement: Requirement, words: Words) -> str:
    """The key of the module it belongs to, or PRACTICE or PAPERS."""
    if isinstance(requirement, ModuleCompleted | PracticeTask):
        return requirement.module
    if isinstance(requirement, StepDone | QuizPassed):
        key = requirement.step if isinstance(requirement, StepDone) else requirement.quiz
        return _module_of(key, words) or PRACTICE
    if isinstance(requirement, MentorSignOff):
        module = words.programme.module(requirement.subject) if words.programme and requirement.subject else None
        return module.content_key if module else PRACTICE
    return PRACTICE if isinstance(requirement, OF_PRACTICE) else PAPERS


def _sign_off_title(requirement: MentorSignOff, words: Words) -> str:
    if not (requirement.subject or requirement.indicator):
        return _("Sign-off of your mentor")
    what = words.indicator(requirement.indicator) if requirement.indicator else words.module(requirement.subject)
    return _("Sign-off of your mentor: %(what)s") % {"what": what}


def _word_door(requirement: ManualAttestation | MentorSignOff, code: str) -> Link:
    if isinstance(requirement, MentorSignOff) and requirement.indicator:
        return Link(title=_("Open my map"), url=reverse(MAP))
    return Link(title=_("Ask, or see the answer"), url=reverse("certification:vouch", args=[code, requirement.key]))


def _step_door(requirement: StepDone | QuizPassed, words: Words) -> Link | None:
    is_quiz = isinstance(requirement, QuizPassed)
    step = words.step_at(requirement.quiz if isinstance(requirement, QuizPassed) else requirement.step)
    if step is None:
        return None
    return Link(title=_("Go to the quiz") if is_quiz else _("Open it"), url=step.url)


def _module_of(key: str, words: Words) -> str:
    modules = words.programme.modules if words.programme else ()
    return next((module.content_key for module in modules if module.step(key)), "")
