"""What the curriculum promises beyond being well-formed: `check_content --strict`. One rule in a function, one family in a file.

A rule takes an Edition (a programme in one language, taken apart once) and yields Findings, as the ordinary check does.
"""

from collections.abc import Callable, Iterable

from modules.services.content_files import Finding
from modules.services.content_tree import Tree
from modules.services.strict.activities import activities
from modules.services.strict.coverage import indicators, outcomes
from modules.services.strict.edition import Edition, editions
from modules.services.strict.identifiers import identifiers
from modules.services.strict.length import reading_age, sentences, words
from modules.services.strict.links import links, placing
from modules.services.strict.questions import questions
from modules.services.strict.repetition import repetition
from modules.services.strict.sections import defaults, key_points, opening, sources, this_week
from modules.services.strict.spelling import DICTIONARIES, spelling
from modules.services.strict.unverified import unverified
from modules.services.strict.weight import weight

Rule = Callable[[Edition], Iterable[Finding]]
RULES: tuple[Rule, ...] = (
    outcomes,
    indicators,
    links,
    placing,
    words,
    sentences,
    reading_age,
    activities,
    opening,
    this_week,
    key_points,
    defaults,
    sources,
    unverified,
    questions,
    repetition,
    identifiers,
    spelling,
    weight,
)


def languages_not_spelled(tree: Tree) -> list[str]:
    """The languages of a folder for which there is no dictionary here, so that nobody takes silence for praise."""
    return sorted({edition.language for edition in editions(tree)} - DICTIONARIES.keys())


def check(tree: Tree) -> list[Finding]:
    """Everything the rules find in a folder that can be read, by file and line."""
    found = [finding for edition in editions(tree) for rule in RULES for finding in rule(edition)]
    return sorted(found, key=lambda finding: (finding.path, finding.line, finding.code))
