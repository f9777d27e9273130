"""A Policy is how an organisation mentors: rhythm, deadlines, limits, how long things are kept.

The defaults are the programme's ("Mentoring and reflective supervision", 5.2 to 5.10, and the rules of signing); an organisation changes
single values. A limit that protects children or learners can be made stricter, never looser.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assessments.mentoring.framework.bands import DEFAULT_BANDS, Band, read_bands
from assessments.mentoring.framework.lateness import LATE_AFTER_DAYS, LATE_LIMIT_DAYS
from assessments.mentoring.framework.papers.reader import UnknownPaper, paper
from assessments.mentoring.framework.required import DEFAULT_EVIDENCE, Required, read_required
from assessments.mentoring.framework.sentences import Sentence


class UnreadablePolicy(ValueError):
    """Values are not a policy: `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, tuple[Sentence, ...]]) -> None:
        super().__init__("; ".join(f"{field}: {' '.join(map(str, found))}" for field, found in problems.items()))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Every number of mentoring that an organisation may decide."""

    bands: tuple[Band, ...] = DEFAULT_BANDS
    """How often what is asked."""
    tolerance_days: int = 3
    """So many days late still count as kept; fewer than the shortest interval."""
    group_counts_pct: int = 25
    """Of the individual sessions of a band, so many may be group sessions."""
    required_evidence: tuple[Required, ...] = DEFAULT_EVIDENCE
    """What has to be there before the certificate."""

    late_after_days: int = LATE_AFTER_DAYS
    """What is entered later than this after the day it happened is labelled as late."""
    late_limit_days: int = LATE_LIMIT_DAYS
    """What is entered later than this counts only when a coordinator has approved the fact."""
    signature_deadline_days: int = 14
    """After the first signature; then a record lapses."""
    observation_deadline_days: int = 30
    """An observation that is not finished by then lapses."""
    reobserve_within_days: int = 28
    """After a safety-critical lapse."""

    mentor_may_be_line_manager: str = "no"
    """no, with_second_reader or yes."""
    moderation_required: bool = True
    """Somebody who judged nothing before looks at the final decision."""
    case_refs_allowed: str = "pseudonym_only"
    """none or pseudonym_only: whether a record may speak of a child by a code."""
    mentor_load_most: int = 6
    """Learners of one mentor."""
    group_smallest: int = 5
    group_largest: int = 8
    protected_hours_weekly: int = 4
    """Half a day a week for learning."""

    confidentiality_notice: int = 1
    """Version of the paper `confidentiality_notice` that is shown above every record."""
    retention_log_months: int = 12
    """The words of the log, after the programme has ended."""
    retention_observation_months: int = 24
    """The words of observations, after the programme has ended."""
    retention_years: int = 7
    """Records of sessions, agreements and reviews, after the relationship has ended."""
    private_note_ttl_days: int = 90
    """Private notes, after the relationship has ended."""
    access_grace_days: int = 30
    """How long a former mentor can still read what they signed."""

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> "Policy":
        """The default with these values changed, as `as_values` or `differences` gives them. Raises UnreadablePolicy."""
        known: dict[str, Any] = {name: value for name, value in values.items() if name in _READERS}
        problems: dict[str, list[Sentence]] = {
            name: [Sentence(text="There is no such setting.")] for name in values if name not in known
        }
        for name, value in known.items():
            known[name], wrong = _READERS[name](name, value)
            if wrong:
                problems[name] = wrong
        if not problems:
            policy = cls(**known)
            for name, sentence in _disagreements(policy):
                problems.setdefault(name, []).append(sentence)
        if problems:
            raise UnreadablePolicy({name: tuple(found) for name, found in problems.items()})
        return policy

    def as_values(self) -> dict[str, Any]:
        """Every value, as JSON can hold it."""
        return {
            **asdict(self),
            "bands": [band.as_values() for band in self.bands],
            "required_evidence": [asdict(required) for required in self.required_evidence],
        }

    def differences(self) -> dict[str, Any]:
        """The values that are not the programme's default: what an organisation stores."""
        usual = DEFAULT.as_values()
        return {name: value for name, value in self.as_values().items() if value != usual[name]}


DEFAULT = Policy()
"""The programme's own."""

NUMBERS: Mapping[str, tuple[int, int]] = {
    "tolerance_days": (0, 30),
    "group_counts_pct": (0, 25),
    "late_after_days": (1, 14),
    "late_limit_days": (1, 60),
    "signature_deadline_days": (1, 60),
    "observation_deadline_days": (1, 60),
    "reobserve_within_days": (1, 28),
    "mentor_load_most": (1, 12),
    "group_smallest": (2, 12),
    "group_largest": (2, 12),
    "protected_hours_weekly": (0, 40),
    "confidentiality_notice": (1, 999),
    "retention_log_months": (0, 24),
    "retention_observation_months": (0, 60),
    "retention_years": (1, 30),
    "private_note_ttl_days": (1, 90),
    "access_grace_days": (0, 30),
}
"""The lowest and highest value of each number."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "mentor_may_be_line_manager": ("no", "with_second_reader", "yes"),
    "case_refs_allowed": ("none", "pseudonym_only"),
}
"""The words of each setting that is a choice."""


def _number(name: str, value: object) -> tuple[object, list[Sentence]]:
    least, most = NUMBERS[name]
    if type(value) is int and least <= value <= most:
        return value, []
    return value, [
        Sentence(text="Write a whole number from %(least)d to %(most)d.", values={"least": least, "most": most})
    ]


def _choice(name: str, value: object) -> tuple[object, list[Sentence]]:
    return value, [] if value in CHOICES[name] else [Sentence(text="Choose one of the answers.")]


def _truth(_name: str, value: object) -> tuple[object, list[Sentence]]:
    return value, [] if isinstance(value, bool) else [Sentence(text="Choose yes or no.")]


_READERS: dict[str, Any] = {
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(CHOICES, _choice),
    "moderation_required": _truth,
    "bands": lambda _name, value: read_bands(value),
    "required_evidence": lambda _name, value: read_required(value),
}


def _disagreements(policy: Policy) -> Iterator[tuple[str, Sentence]]:
    """Where values that are right alone do not fit together."""
    shortest = min((band.every.least_days for band in policy.bands if band.every), default=None)
    if shortest is not None and policy.tolerance_days >= shortest:
        yield (
            "tolerance_days",
            Sentence(
                text="Has to be less than the shortest interval, which is %(days)d days.", values={"days": shortest}
            ),
        )
    if policy.late_after_days > policy.late_limit_days:
        yield "late_after_days", Sentence(text="Cannot be more than the days after which it needs approval.")
    if policy.group_smallest > policy.group_largest:
        yield "group_smallest", Sentence(text="Cannot be more than the largest group.")
    try:
        paper("confidentiality_notice", policy.confidentiality_notice)
    except UnknownPaper:
        yield "confidentiality_notice", Sentence(text="There is no such version of the notice.")
