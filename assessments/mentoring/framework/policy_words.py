"""A policy in words: what learner, mentor and coordinator read on the page of the programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessments.mentoring.framework.bands import CERTIFIED, Band
from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.required import Required
from assessments.mentoring.framework.sentences import Sentence, counted


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the policy: when (None where it always holds), and what."""

    what: Sentence
    when: Sentence | None = None


Plural = tuple[str, str]

_WEEKS: Mapping[str, Plural] = {
    "individual": (
        "An individual session of at least %(minutes)d minutes every week.",
        "An individual session of at least %(minutes)d minutes every %(number)d weeks.",
    ),
    "group": (
        "A group tutorial of at least %(minutes)d minutes every week.",
        "A group tutorial of at least %(minutes)d minutes every %(number)d weeks.",
    ),
    "log": ("A log entry every week.", "A log entry every %(number)d weeks."),
    "observation": ("A direct observation every week.", "A direct observation every %(number)d weeks."),
    "review": ("A progress review every week.", "A progress review every %(number)d weeks."),
}
_MONTHS: Mapping[str, Plural] = {
    "individual": (
        "An individual session of at least %(minutes)d minutes every month.",
        "An individual session of at least %(minutes)d minutes every %(number)d months.",
    ),
    "group": (
        "A group tutorial of at least %(minutes)d minutes every month.",
        "A group tutorial of at least %(minutes)d minutes every %(number)d months.",
    ),
    "log": ("A log entry every month.", "A log entry every %(number)d months."),
    "observation": ("A direct observation every month.", "A direct observation every %(number)d months."),
    "review": ("A progress review every month.", "A progress review every %(number)d months."),
}
_TIMES: Mapping[str, Plural] = {
    "individual": (
        "At least one individual session of %(minutes)d minutes.",
        "At least %(number)d individual sessions of %(minutes)d minutes.",
    ),
    "group": (
        "At least one group tutorial of %(minutes)d minutes.",
        "At least %(number)d group tutorials of %(minutes)d minutes.",
    ),
    "log": ("At least one log entry.", "At least %(number)d log entries."),
    "observation": ("At least one direct observation.", "At least %(number)d direct observations."),
    "review": ("At least one progress review.", "At least %(number)d progress reviews."),
}

_NUMBERS: Mapping[str, Plural] = {
    "tolerance_days": ("One day late still counts as kept.", "%(number)d days late still count as kept."),
    "late_after_days": (
        "What is entered more than a day after it happened is marked as late.",
        "What is entered more than %(number)d days after it happened is marked as late.",
    ),
    "late_limit_days": (
        "What is entered more than a day after it happened counts only when a coordinator confirms it.",
        "What is entered more than %(number)d days after it happened counts only when a coordinator confirms it.",
    ),
    "signature_deadline_days": (
        "The second signature follows the first within a day.",
        "The second signature follows the first within %(number)d days.",
    ),
    "observation_deadline_days": (
        "An observation is finished within a day.",
        "An observation is finished within %(number)d days.",
    ),
    "reobserve_within_days": (
        "After a safety-critical lapse, practice is observed again within a day.",
        "After a safety-critical lapse, practice is observed again within %(number)d days.",
    ),
    "mentor_load_most": (
        "A mentor accompanies at most one learner.",
        "A mentor accompanies at most %(number)d learners.",
    ),
    "protected_hours_weekly": (
        "One hour a week is protected for learning.",
        "%(number)d hours a week are protected for learning.",
    ),
    "retention_log_months": (
        "The words of the log are deleted one month after the programme ends.",
        "The words of the log are deleted %(number)d months after the programme ends.",
    ),
    "retention_observation_months": (
        "The words of observations are deleted one month after the programme ends.",
        "The words of observations are deleted %(number)d months after the programme ends.",
    ),
    "retention_years": (
        "Records of sessions are deleted one year after the two of you have ended.",
        "Records of sessions are deleted %(number)d years after the two of you have ended.",
    ),
    "private_note_ttl_days": (
        "Private notes are deleted one day after the two of you have ended.",
        "Private notes are deleted %(number)d days after the two of you have ended.",
    ),
    "access_grace_days": (
        "A former mentor can read what they signed for one more day.",
        "A former mentor can read what they signed for %(number)d more days.",
    ),
}
_ANSWERS: Mapping[str, Mapping[object, str]] = {
    "mentor_may_be_line_manager": {
        "no": "The mentor is never the line manager.",
        "with_second_reader": "The mentor may be the line manager if a second reader looks at every decision.",
        "yes": "The mentor may be the line manager.",
    },
    "moderation_required": {
        True: "Somebody who judged nothing before looks at the final decision.",
        False: "The final decision is not looked at again.",
    },
    "case_refs_allowed": {
        "none": "Records never speak of a single child.",
        "pseudonym_only": "Records speak of a child by a code only.",
    },
}
_REQUIRED: Mapping[str, Plural] = {
    "observation": _TIMES["observation"],
    "simulation": ("At least one simulation.", "At least %(number)d simulations."),
    "work_product": (
        "At least one piece of work seen in the office.",
        "At least %(number)d pieces of work seen in the office.",
    ),
    "feedback": ("Feedback from at least one person.", "Feedback from at least %(number)d people."),
}
_PHASES: Mapping[str, str] = {
    "any": "Before the certificate",
    "assessment": "Before the certificate, in assessment",
    "preparation": "Before the certificate, in preparation",
    "follow_up": "Before the certificate, in follow-up",
}


def in_words(policy: Policy) -> list[Line]:
    """The policy as lines, the rhythm first. Every sentence is a msgid with its values."""
    return [
        *(_band(band) for band in policy.bands),
        *(_required(required) for required in policy.required_evidence),
        *(Line(what=sentence) for sentence in _rest(policy)),
    ]


def _band(band: Band) -> Line:
    if band.every is None:
        (one, many), number = _TIMES[band.kind], band.times or 0
    elif band.every.weeks:
        (one, many), number = _WEEKS[band.kind], band.every.weeks
    else:
        (one, many), number = _MONTHS[band.kind], band.every.months
    return Line(when=_when(band), what=counted(one, many, number, minutes=band.min_minutes))


def _when(band: Band) -> Sentence:
    values = {"first": band.from_month, "last": band.to_month or 0}
    if band.stage == CERTIFIED:
        texts = (
            "After the certificate",
            "From month %(first)d after the certificate",
            "Months %(first)d to %(last)d after the certificate",
        )
    else:
        texts = ("Until the certificate", "From month %(first)d until the certificate", "Months %(first)d to %(last)d")
    if band.to_month is not None:
        return Sentence(text=texts[2], values=values)
    return Sentence(text=texts[band.from_month > 1], values=values)


def _required(required: Required) -> Line:
    one, many = _REQUIRED[required.kind]
    return Line(when=Sentence(text=_PHASES[required.phase]), what=counted(one, many, required.count))


def _rest(policy: Policy) -> Iterator[Sentence]:
    yield Sentence(
        text="At most %(percent)d %% of the individual sessions may be group sessions.",
        values={"percent": policy.group_counts_pct},
    )
    yield Sentence(
        text="A group has %(smallest)d to %(largest)d members.",
        values={"smallest": policy.group_smallest, "largest": policy.group_largest},
    )
    for name, (one, many) in _NUMBERS.items():
        yield counted(one, many, getattr(policy, name))
    for name, answers in _ANSWERS.items():
        yield Sentence(text=answers[getattr(policy, name)])
