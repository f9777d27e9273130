"""What requirements and their fields are called in forms. Every kind, every field and every word to choose is named here."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of requirement, for somebody who chooses one."""

    title: Said
    text: Said
    """What it asks for, and who has to act."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a requirement."""

    label: Said
    help: Said = ""


LEARNING: Mapping[str, Kind] = {
    "module_completed": Kind(
        title=_("A module is completed"), text=_("Its lessons are done, its scenario is walked, its quiz is passed.")
    ),
    "step_done": Kind(
        title=_("A lesson or scenario is done"),
        text=_("One step of a module, marked as done: what a short renewal is made of."),
    ),
    "quiz_passed": Kind(
        title=_("A quiz is passed"),
        text=_(
            "With a score that you set, lately enough. Questions about the safety of children always have to be right."
        ),
    ),
    "pre_post_gain": Kind(
        title=_("More is known than before"), text=_("The test after the programme shows more than the one before it.")
    ),
}
PRACTICE: Mapping[str, Kind] = {
    "practice_task": Kind(
        title=_("A practice task is done"), text=_("Done at work, with a note about it that the mentor has read.")
    ),
    "sessions_attended": Kind(
        title=_("Sessions are attended"), text=_("A number of mentoring sessions or tutorials, confirmed by both.")
    ),
    "mentoring_schedule_met": Kind(
        title=_("The rhythm of mentoring is kept"), text=_("A share of the meetings that were due took place.")
    ),
    "observation": Kind(
        title=_("Practice is observed"), text=_("Seen and signed so many times, by so many different people.")
    ),
    "competency_at": Kind(
        title=_("Levels of competency are signed off"),
        text=_("By the framework's rule: every safety-critical indicator, and a share of the others."),
    ),
    "review_outcome": Kind(
        title=_("A progress review says so"), text=_("The latest review that both have signed comes to this judgement.")
    ),
    "practice_hours": Kind(
        title=_("Hours of practice are worked"), text=_("So many hours, verified by the line manager.")
    ),
}
PAPERS: Mapping[str, Kind] = {
    "mentor_sign_off": Kind(
        title=_("The mentor signs off"),
        text=_(
            "A module, or this requirement, by the mentor's own word; or an indicator, as it is signed off in mentoring."
        ),
    ),
    "evidence_shown": Kind(
        title=_("Evidence is shown"), text=_("Something was handed in and, where you ask for it, verified by somebody.")
    ),
    "declaration_signed": Kind(
        title=_("A declaration is signed"), text=_("Such as the code of conduct, in a version that is new enough.")
    ),
    "profile_verified": Kind(
        title=_("Something about the person is checked"),
        text=_("Such as the name on the certificate, by a coordinator."),
    ),
    "other_certification_valid": Kind(
        title=_("Another certificate is valid"), text=_("Somebody holds it on the day it is asked about.")
    ),
    "manual_attestation": Kind(
        title=_("Somebody vouches for it"),
        text=_("A sentence that you write. The learner asks for it, and somebody in the role says yes or no."),
    ),
}
FAMILIES: tuple[tuple[Said, Mapping[str, Kind]], ...] = (
    (_("Learning"), LEARNING),
    (_("Practice"), PRACTICE),
    (_("Papers and people"), PAPERS),
)
NOT_OFFERED = frozenset({"pre_post_gain"})
"""What nobody could meet yet, because nothing keeps tests before and after the programme: it can be read, and is not chosen."""
KINDS: Mapping[str, Kind] = {**LEARNING, **PRACTICE, **PAPERS}
"""Every kind of requirement, by its name in a document."""

FIELDS: Mapping[str, Field] = {
    "ever": Field(
        label=_("What was done before the round counts as well"),
        help=_("In the first round everything counts anyway; this is about renewals."),
    ),
    "module": Field(label=_("Module")),
    "step": Field(label=_("Lesson or scenario")),
    "quiz": Field(label=_("Quiz")),
    "min_score": Field(label=_("Score in percent, at least"), help=_("0: the quiz's own pass mark.")),
    "max_age": Field(label=_("How old it may be"), help=_("Leave all three empty for any age.")),
    "which": Field(label=_("Which sitting counts")),
    "instrument": Field(label=_("Test"), help=_("The key of the test before and after the programme.")),
    "min_gain": Field(label=_("Gain in percent, at least"), help=_("Of what somebody did not know before.")),
    "minimum": Field(label=_("How many sessions")),
    "kinds": Field(label=_("Which kinds of session"), help=_("None ticked: any kind.")),
    "min_minutes": Field(label=_("Minutes, at least"), help=_("Shorter ones do not count.")),
    "percent": Field(label=_("Percent of the meetings")),
    "count": Field(label=_("How many")),
    "min_entrustment": Field(
        label=_("Trust shown, at least"), help=_("1 to 5, as the observation form asks; 0: it does not matter.")
    ),
    "distinct_observers": Field(label=_("By how many different people")),
    "forms": Field(label=_("With which forms"), help=_("None ticked: any form.")),
    "indicators": Field(label=_("Indicators")),
    "safety_critical": Field(
        label=_("Critical for the safety of children"),
        help=_("In these nothing can be balanced by others. What the framework calls critical has to be ticked."),
    ),
    "level": Field(label=_("Level to reach"), help=_("1 to 4, of the framework.")),
    "share": Field(label=_("Share of the other indicators, in percent")),
    "lowest": Field(label=_("No indicator below level")),
    "confirmed": Field(label=_("The line manager confirms each level")),
    "judgement": Field(label=_("Judgement")),
    "moderated": Field(label=_("Somebody who judged nothing before has looked at it")),
    "hours": Field(label=_("Hours")),
    "subject": Field(label=_("What it is about"), help=_("Leave it open for anything.")),
    "kind": Field(label=_("Kind of evidence")),
    "verified_by": Field(label=_("Whose verification counts")),
    "declaration": Field(label=_("Declaration")),
    "version": Field(label=_("In this version or a later one")),
    "field": Field(label=_("What is checked")),
    "certification": Field(label=_("The other certification")),
    "role": Field(label=_("Who vouches")),
    "statement": Field(
        label=_("What they vouch for"),
        help=_(
            "In one sentence, word for word: they say yes or no to it, and it stays with their answer. Another wording asks anew."
        ),
    ),
    "indicator": Field(
        label=_("Or an indicator"),
        help=_("Then the sign-off in mentoring counts, at level 3 or above, and no other word is asked for."),
    ),
}
"""Field of a requirement, of whatever kind, but its key."""

ROLES: Mapping[str, Said] = {
    "mentor": _("the mentor"),
    "line_manager": _("the line manager"),
    "assessor": _("an assessor"),
    "moderator": _("a moderator"),
    "coordinator": _("a coordinator"),
    "lead": _("a programme lead"),
}
CHOSEN: Mapping[str, Mapping[str, Said]] = {
    "which": {
        "quiz": _("What the quiz itself promises"),
        "best": _("Any sitting that is good enough"),
        "last": _("The latest, whatever came before"),
        "first": _("The first alone"),
        "mean": _("The mean of all"),
    },
    "judgement": {
        "on_track": _("On track"),
        "concerns": _("Concerns"),
        "not_on_track": _("Not on track"),
        "insufficient_evidence": _("Not enough evidence"),
    },
    "verified_by": {"anybody": _("anybody's"), "no_one": _("nobody's: it counts as it is"), **ROLES},
    "role": ROLES,
    "field": {
        "name": _("The name for the certificate"),
        "identity": _("Who they are"),
        "employment": _("Where they work"),
        "registration": _("Their registration with the regulator"),
        "vetting": _("That they may work with children"),
        "qualification": _("Their qualification"),
    },
}
"""Field → word of a document → what it is called."""
