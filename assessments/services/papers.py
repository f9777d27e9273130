"""The paper of a sitting: the questions of the quiz's own text and those drawn from banks, section by section, frozen as they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.db.models import QuerySet

from assessments.drawing import Candidate, Draw, TooFew, drawn
from assessments.marking.behaviours import Terms
from assessments.marking.policies import Policy
from assessments.models import FrozenItem, QuizAttempt, QuizPage
from assessments.papers import Layout, wanted
from assessments.selectors.questions import pool
from assessments.services import versions
from modules.compiled import CompiledActivity
from modules.dialect.activities.draw import Draw as DrawRow
from modules.dialect.shuffling import shuffled

FINEST_PENALTY = 10**6
Drawn = Mapping[int, Sequence[CompiledActivity]]
"""Number of a draw, in the order of the text → its questions."""


class QuizIsEmpty(Exception):
    """There is no question to ask."""


class BankIsShort(Exception):
    """A bank has no longer as many questions as the quiz draws."""


def compose(
    *, page: QuizPage, layout: Layout, seed: str, chance: str, earlier: QuerySet[QuizAttempt]
) -> tuple[FrozenItem, ...]:
    """The questions of a sitting, in the order in which they are asked. `seed` is empty where nothing is shuffled; `chance` decides draws.

    Raises QuizIsEmpty and BankIsShort.
    """
    if not layout.number:
        raise QuizIsEmpty(page.content_key)
    needs_history = bool(layout.draws) or page.pick
    seen = _seen(earlier) if needs_history else Counter[str]()
    own = _picked(layout.questions, page.pick, chance=chance, seen=seen)
    found = _drawn(page, layout, chance=chance, seen=seen)
    items: list[FrozenItem] = []
    number = 0
    for at, section in enumerate(layout.sections):
        rows: list[FrozenItem] = []
        for row in section.rows:
            if isinstance(row.activity, DrawRow):
                rows += (_frozen(one, page, section=at, draw=row.activity) for one in found[number])
                number += 1
            elif row in own:
                rows.append(_frozen(row, page, section=at))
        mixed = bool(seed) and not page.fixed_questions
        items += shuffled(rows, seed, key=lambda item: item.key) if mixed else rows
    return tuple(items)


def policy_of(page: QuizPage, activity_hints: int, penalty: Fraction) -> Policy:
    """How the tries of one question are marked in a quiz."""
    terms = Terms(tries=activity_hints + 1, penalty=penalty.limit_denominator(FINEST_PENALTY))
    return Policy(behaviour=page.behaviour, terms=terms)


def _seen(earlier: QuerySet[QuizAttempt]) -> Counter[str]:
    """How often each question was asked in earlier sittings."""
    return Counter(item["key"] for items in earlier.values_list("items", flat=True) for item in items)


def _picked(
    questions: Sequence[CompiledActivity], pick: int, *, chance: str, seen: Mapping[str, int]
) -> Sequence[CompiledActivity]:
    """As many questions of the text as are asked in one sitting: critical ones always, then those asked least so far."""
    critical = {one.key for one in questions if one.activity.critical}
    free = [Candidate(key=one.key, outcome=one.activity.outcome) for one in questions if one.key not in critical]
    number = max(0, pick - len(critical))
    if not pick or number >= len(free):
        return questions
    (keys,) = drawn([Draw(number=number)], free, seed=chance, seen=seen)
    return [one for one in questions if one.key in critical or one.key in keys]


def _drawn(page: QuizPage, layout: Layout, *, chance: str, seen: Mapping[str, int]) -> Drawn:
    """The questions that chance brings to each draw (two queries, and one for what they say)."""
    wants = [wanted(row) for row in layout.draws]
    if not wants:
        return {}
    sources = pool((want.bank for want in wants), language=page.locale.language_code)
    try:
        keys = drawn(wants, [source.candidate for source in sources.values()], seed=chance, seen=seen)
    except TooFew as short:
        raise BankIsShort(page.content_key) from short
    compiled = versions.compiled_versions({key: sources[key].version for group in keys for key in group})
    return {number: [compiled[key] for key in group] for number, group in enumerate(keys)}


def _frozen(compiled: CompiledActivity, page: QuizPage, *, section: int, draw: DrawRow | None = None) -> FrozenItem:
    activity = compiled.activity
    own = draw is not None and "points" in draw.attrs
    return FrozenItem(
        key=compiled.key,
        version=compiled.version,
        critical=activity.critical or (draw is not None and draw.critical),
        points=str(draw.points if draw is not None and own else activity.points),
        section=section,
        policy=str(policy_of(page, len(activity.hints), activity.penalty)),
    )
