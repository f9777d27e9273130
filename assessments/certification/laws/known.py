"""What exists around a version of a certification: what it may name, and which other certifications ask for which. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from assessments.certification.laws.problems import near

Names = Collection[str] | None
"""Everything there is of a kind; None where nobody said, and nothing is checked."""

Named = tuple[str, str, Collection[str]]
"""What a requirement names: in which field of its own, which field of Known lists all there are, and the names."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """The surroundings of a version."""

    certification: str
    """The code of the certification this is a version of."""
    certifications: Mapping[str, Collection[str]] | None = None
    """The other published ones: code → codes of those that its paths ask for."""
    retired: Collection[str] = ()
    """Those of them that nobody is assigned to any more."""
    modules: Names = None
    steps: Names = None
    quizzes: Names = None
    instruments: Names = None
    indicators: Names = None
    safety_critical: Names = None
    """Of the indicators, those in which nothing can be balanced by others."""
    forms: Names = None
    session_kinds: Names = None
    declarations: Names = None
    profile_fields: Names = None
    evidence_kinds: Names = None
    subjects: Names = None
    """What evidence or a sign-off can be about."""
    declaration_versions: Mapping[str, int] = field(default_factory=dict)
    """Declaration → its newest version."""
    deciders: int | None = None
    """How many people could at most decide about somebody, wherever they learn; None where nobody said."""
    modules_completed_once: bool = True
    """Whether a module that is completed can never be completed again."""


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """Why something of a version can never work, seen from where it stands."""

    field: str
    """Of what, such as `min_score`; empty for the whole of it."""
    code: str
    params: Mapping[str, str | int]


def hindrance(field: str, code: str, **params: str | int) -> Hindrance:
    """A hindrance, shorter to write."""
    return Hindrance(field=field, code=code, params=params)


UNKNOWN: Mapping[str, str] = {
    "certifications": "unknown_certification",
    "modules": "unknown_module",
    "steps": "unknown_step",
    "quizzes": "unknown_quiz",
    "instruments": "unknown_instrument",
    "indicators": "unknown_indicator",
    "forms": "unknown_form",
    "session_kinds": "unknown_session_kind",
    "declarations": "unknown_declaration",
    "profile_fields": "unknown_profile_field",
    "evidence_kinds": "unknown_evidence_kind",
    "subjects": "unknown_subject",
}
"""Field of Known → what to say of a name that is not in it."""


def unknown(named: Named, known: Known) -> Iterator[Hindrance]:
    """A hindrance for each name that does not exist."""
    field, kind, names = named
    existing: Names = getattr(known, kind)
    if existing is not None:
        for name in names:
            if name not in existing:
                yield hindrance(field, UNKNOWN[kind], found=name, near=near(name, existing))


def above(field: str, number: int, most: int) -> Iterator[Hindrance]:
    """A hindrance where a number is more than there can be."""
    if number > most:
        yield hindrance(field, "more_than_there_can_be", found=number, most=most)


def nothing(field: str, number: int) -> Iterator[Hindrance]:
    """A hindrance where nothing is asked for."""
    if number == 0:
        yield hindrance(field, "asks_for_nothing")
