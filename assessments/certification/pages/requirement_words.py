"""What a requirement asks for, in a sentence or two: for whoever composes it. What was found about a learner is worded elsewhere."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.certification.declarations.reader import declaration_title
from assessments.certification.forms.composing_choices import session_names
from assessments.certification.forms.composing_words import CHOSEN, ROLES
from assessments.certification.laws.requirements.attestations import SIGNED_OFF_LEVEL, ManualAttestation, MentorSignOff
from assessments.certification.laws.requirements.competency_at import CompetencyAt
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.evidence_shown import ANYBODY, NO_ONE, EvidenceShown
from assessments.certification.laws.requirements.mentoring_schedule_met import MentoringScheduleMet
from assessments.certification.laws.requirements.module_completed import ModuleCompleted
from assessments.certification.laws.requirements.observation import Observation
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.practice_hours import PracticeHours
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.pre_post_gain import PrePostGain
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from assessments.certification.laws.requirements.quiz_passed import BEST, FIRST, LAST, MEAN, QuizPassed
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.requirements.review_outcome import ReviewOutcome
from assessments.certification.laws.requirements.sessions_attended import SessionsAttended
from assessments.certification.laws.requirements.step_done import StepDone
from assessments.certification.pages.periods import period_text
from assessments.certification.pages.words import KINDS, Words, listed, tail
from assessments.mentoring.framework.forms.reader import forms

Sentences = Iterator[str]

WHICH = {
    BEST: gettext_lazy("Any sitting counts."),
    LAST: gettext_lazy("The latest sitting counts."),
    FIRST: gettext_lazy("Only the first sitting counts."),
    MEAN: gettext_lazy("The mean of all sittings counts."),
}
"""Where it is not left to the quiz."""


def asks(requirement: Requirement, words: Words) -> str:
    """Everything it asks for."""
    sentences = [*_ASK[type(requirement)](requirement, words), *_shared(requirement)]
    return " ".join(sentences)


def _shared(asked: Requirement) -> Sentences:
    if asked.oldest is not None:
        yield _("It counts for %(long)s.") % {"long": period_text(asked.oldest)}
    if asked.ever and not isinstance(asked, ProfileVerified):
        yield _("What was done before the round counts as well.")


def _module(asked: ModuleCompleted, words: Words) -> Sentences:
    yield _("Complete %(module)s.") % {"module": words.module(asked.module)}


def _step(asked: StepDone, words: Words) -> Sentences:
    yield _("Do %(step)s.") % {"step": words.step(asked.step)}


def _quiz(asked: QuizPassed, words: Words) -> Sentences:
    values = {"quiz": words.step(asked.quiz), "score": asked.min_score}
    if asked.min_score:
        yield _("Pass %(quiz)s with %(score)d %% at least.") % values
    else:
        yield _("Pass %(quiz)s by its own pass mark.") % values
    if asked.which in WHICH:
        yield str(WHICH[asked.which])


def _gain(asked: PrePostGain, _words: Words) -> Sentences:
    values = {"test": tail(asked.instrument), "gain": asked.min_gain}
    yield _("In the test “%(test)s”, learn %(gain)d %% at least of what was not known before.") % values


def _task(asked: PracticeTask, words: Words) -> Sentences:
    values = {"module": words.module(asked.module)}
    yield _("Do the practice task of %(module)s at work; the mentor has read the note about it.") % values


def _sessions(asked: SessionsAttended, _words: Words) -> Sentences:
    number = asked.minimum
    yield ngettext("Attend %(n)d session.", "Attend %(n)d sessions.", number) % {"n": number}
    if asked.kinds:
        yield _("Only these count: %(kinds)s.") % {"kinds": listed([_session(kind) for kind in asked.kinds])}
    if asked.min_minutes:
        yield _("Each takes %(minutes)d minutes at least.") % {"minutes": asked.min_minutes}


def _rhythm(asked: MentoringScheduleMet, _words: Words) -> Sentences:
    yield _("Keep %(percent)d %% at least of the meetings with the mentor that were due.") % {"percent": asked.percent}


def _observed(asked: Observation, _words: Words) -> Sentences:
    number = asked.count
    yield ngettext("Practice is observed %(n)d time.", "Practice is observed %(n)d times.", number) % {"n": number}
    if asked.distinct_observers > 1:
        yield _("By %(n)d different people at least.") % {"n": asked.distinct_observers}
    if asked.min_entrustment:
        yield _("Each shows trust of level %(level)d at least, of 5.") % {"level": asked.min_entrustment}
    if asked.forms:
        yield _("With: %(forms)s.") % {"forms": listed([_form(key) for key in asked.forms])}


def _levels(asked: CompetencyAt, _words: Words) -> Sentences:
    critical = sum(code in asked.safety_critical for code in asked.indicators)
    others = len(asked.indicators) - critical
    if critical:
        yield ngettext(
            "Level %(level)d in %(n)d indicator that is critical for the safety of children.",
            "Level %(level)d in all %(n)d indicators that are critical for the safety of children.",
            critical,
        ) % {"level": asked.level, "n": critical}
    if others:
        values = {"level": asked.level, "share": asked.share, "n": others}
        yield (
            ngettext(
                "Level %(level)d in %(share)d %% at least of %(n)d other.",
                "Level %(level)d in %(share)d %% at least of %(n)d others.",
                others,
            )
            % values
        )
    if asked.lowest:
        yield _("No indicator below level %(level)d.") % {"level": asked.lowest}
    if asked.confirmed:
        yield _("The line manager confirms each level.")
    if asked.moderated:
        yield _("A moderator has looked at each level.")


def _share_text(others: int, *, beside: bool) -> str:
    if beside:
        return ngettext(
            "Level %(level)d in %(share)d %% at least of %(n)d other.",
            "Level %(level)d in %(share)d %% at least of the %(n)d others.",
            others,
        )
    return ngettext(
        "Level %(level)d in %(share)d %% at least of %(n)d indicator.",
        "Level %(level)d in %(share)d %% at least of %(n)d indicators.",
        others,
    )


def _review(asked: ReviewOutcome, _words: Words) -> Sentences:
    yield _("The latest progress review says: %(judgement)s.") % {"judgement": CHOSEN["judgement"][asked.judgement]}
    if asked.moderated:
        yield _("A moderator has looked at it.")


def _sign_off(asked: MentorSignOff, words: Words) -> Sentences:
    if asked.indicator:
        values = {"indicator": words.indicator(asked.indicator), "level": SIGNED_OFF_LEVEL}
        yield _("The mentor has signed off %(indicator)s in mentoring, at level %(level)d or above.") % values
    elif asked.subject:
        yield _("The mentor signs off %(subject)s.") % {"subject": words.module(asked.subject)}
    else:
        yield _("The mentor signs it off.")


def _shown(asked: EvidenceShown, words: Words) -> Sentences:
    values: dict[str, Any] = {"n": asked.count, "kind": KINDS.get(asked.kind, tail(asked.kind))}
    yield _("Show so many pieces of evidence: %(kind)s, %(n)d.") % values
    if asked.subject:
        yield _("About %(subject)s.") % {"subject": _subject(asked.subject, words)}
    if asked.verified_by == ANYBODY:
        yield _("Somebody responsible has verified it.")
    elif asked.verified_by == NO_ONE:
        yield _("It counts as it is.")
    else:
        yield _("Verified by %(role)s.") % {"role": ROLES[asked.verified_by]}


def _hours(asked: PracticeHours, _words: Words) -> Sentences:
    number = asked.hours
    yield ngettext(
        "Work %(n)d hour of practice, verified by the line manager.",
        "Work %(n)d hours of practice, verified by the line manager.",
        number,
    ) % {"n": number}


def _declared(asked: DeclarationSigned, _words: Words) -> Sentences:
    values = {"declaration": declaration_title(asked.declaration), "version": asked.version}
    yield _("Sign “%(declaration)s”, version %(version)d or later.") % values


def _checked(asked: ProfileVerified, _words: Words) -> Sentences:
    yield _("A coordinator has checked: %(field)s.") % {"field": CHOSEN["field"].get(asked.field, tail(asked.field))}
    if not asked.ever:
        yield _("Anew in each round.")


def _other(asked: OtherCertificationValid, words: Words) -> Sentences:
    yield _("Hold a valid certificate: %(certification)s.") % {
        "certification": words.certification(asked.certification)
    }


def _vouched(asked: ManualAttestation, _words: Words) -> Sentences:
    yield _("It is vouched for by %(role)s.") % {"role": ROLES[asked.role]}
    if asked.statement:
        yield _("Word for word: “%(statement)s”.") % {"statement": asked.statement.rstrip(".")}


def _session(kind: str) -> str:
    return session_names().get(kind, tail(kind))


def _form(key: str) -> str:
    found = forms().get(key)
    return found.title if found else tail(key)


def _subject(key: str, words: Words) -> str:
    return words.indicator(key) if key in words.indicators else words.module(key)


_ASK: Mapping[type[Requirement], Callable[[Any, Words], Sentences]] = {
    ModuleCompleted: _module,
    StepDone: _step,
    QuizPassed: _quiz,
    PrePostGain: _gain,
    PracticeTask: _task,
    SessionsAttended: _sessions,
    MentoringScheduleMet: _rhythm,
    Observation: _observed,
    CompetencyAt: _levels,
    ReviewOutcome: _review,
    MentorSignOff: _sign_off,
    EvidenceShown: _shown,
    PracticeHours: _hours,
    DeclarationSigned: _declared,
    ProfileVerified: _checked,
    OtherCertificationValid: _other,
    ManualAttestation: _vouched,
}
"""Kind → what it asks for."""
