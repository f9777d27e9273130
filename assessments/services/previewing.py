"""A quiz as it would be for somebody at some moment: what holds, a paper as chance would draw it, and what it asks for. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from assessments.blueprints import Blueprint, asked_in, blueprint
from assessments.models import FrozenItem, QuizAttempt, QuizPage
from assessments.papers import Layout, layout, wanted
from assessments.selectors.questions import pool
from assessments.services import versions
from assessments.services.papers import BankIsShort, QuizIsEmpty, compose
from assessments.services.terms import terms_of
from assessments.timing.entry import Refused, entry
from assessments.timing.terms import Rules, deadline
from modules.compiled import CompiledActivity
from modules.models import ModulePage
from modules.rendering import compile_document
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Previewed:
    """What would be."""

    rules: Rules
    refused: Refused | None
    """What would stand in the way of a first sitting."""
    deadline: datetime | None
    """When time would be up for a sitting that begins then."""
    paper: tuple[tuple[str, tuple[tuple[FrozenItem, CompiledActivity], ...]], ...]
    """Section by section; empty where no paper can be drawn."""
    short: bool
    """Whether a bank has too few questions."""
    blueprint: Blueprint


def preview(*, page: QuizPage, person: User | None, at: datetime, chance: str) -> Previewed:
    """The quiz as this version of its page says. For nobody in particular where there is no person."""
    parts = layout(compile_document(page.body))
    rules = terms_of(learner=person, page=page, now=at) if person else page.rules
    sources = pool((wanted(row).bank for row in parts.draws), language=page.locale.language_code)
    items, short = _items(page, parts, chance)
    return Previewed(
        rules=rules,
        refused=entry(rules, [], now=at),
        deadline=deadline(rules, started_at=at),
        paper=_paper(parts, items),
        short=short,
        blueprint=blueprint(
            asked_in(parts, [source.candidate for source in sources.values()]), outcomes=_outcomes(page)
        ),
    )


def _items(page: QuizPage, parts: Layout, chance: str) -> tuple[tuple[FrozenItem, ...], bool]:
    nobody = QuizAttempt.objects.none()
    try:
        seed = chance if page.shuffle else ""
        return compose(page=page, layout=parts, seed=seed, chance=chance, earlier=nobody), False
    except BankIsShort:
        return (), True
    except QuizIsEmpty:
        return (), False


def _paper(
    parts: Layout, items: tuple[FrozenItem, ...]
) -> tuple[tuple[str, tuple[tuple[FrozenItem, CompiledActivity], ...]], ...]:
    own = {question.key: question for question in parts.questions}
    drawn = versions.compiled_versions({item.key: item.version for item in items if item.key not in own})
    known = {**own, **drawn}
    return tuple(
        (section.title, tuple((item, known[item.key]) for item in items if item.section == at))
        for at, section in enumerate(parts.sections)
    )


def _outcomes(page: QuizPage) -> list[str]:
    """The outcomes of the module the quiz stands in."""
    above = page.get_parent()
    module = above.specific if above else None
    return [str(row.get("key", "")) for row in module.outcomes] if isinstance(module, ModulePage) else []
