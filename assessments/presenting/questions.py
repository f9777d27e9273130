"""One question of a sitting as its templates print it: to be answered, marked on the way, or after handing in."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.marking import steps
from assessments.marking.policies import HINTED
from assessments.models import FrozenItem, FrozenSection, QuizAttempt
from assessments.presenting.reviewing import reviewed
from assessments.presenting.shapes import CertaintyView, ItemView, Setting
from assessments.presenting.standing import State
from assessments.presenting.wording import number_text
from assessments.reviewing import Moment, Shown, shown
from assessments.services.standings import AT_THE_END, BY_CERTAINTY, Stand, behaviour_of
from modules.compiled import CompiledActivity, safe
from modules.dialect.outcome import Outcome


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """Questions that stand together."""

    title: str
    html: str
    """What is read with them."""
    anchor: str
    items: tuple[ItemView, ...]


def sections(sitting: QuizAttempt, items: Collection[ItemView]) -> tuple[SectionView, ...]:
    """The items of a sitting under the headings they stand below; one section without a heading where there are none."""
    frozen = sitting.promise.sections or (FrozenSection(),)
    by_key = {item.key: item for item in items}
    found = []
    for at, section in enumerate(frozen):
        here = tuple(by_key[item.key] for item in sitting.frozen_items if item.section == at and item.key in by_key)
        if here:
            found.append(
                SectionView(title=section.title, html=safe(section.html), anchor=f"section-{at + 1}", items=here)
            )
    return tuple(found)


def open_item(
    sitting: QuizAttempt, item: FrozenItem, number: int, compiled: CompiledActivity, stand: Stand
) -> ItemView:
    """A question of an open sitting. Where it is marked at the end, nothing here depends on what would be right."""
    behaviour = behaviour_of(sitting)
    if behaviour in AT_THE_END:
        return ItemView(
            **_named(sitting, item, number),
            activity=reviewed(compiled, setting=_setting(sitting, item), state=State(answer=stand.answer), shown=()),
            **_certainty(item, stand, asked=behaviour in BY_CERTAINTY),
        )
    standing = stand.standing
    seen = sitting_shows(sitting)
    done = standing.state.is_final
    waits = standing.state is steps.State.HINTED
    return ItemView(
        **_named(sitting, item, number),
        activity=reviewed(compiled, setting=_setting(sitting, item), state=_state(compiled, stand), shown=seen),
        can_answer=not (done or waits),
        check_text="" if done or waits else _("Check again") if standing.tries else _("Check"),
        again_text=_("Try again") if waits else "",
        note=_note(stand, item, seen),
        error=_("Answer every part first, then check.") if standing.state is steps.State.INCOMPLETE else "",
        **_certainty(item, stand, asked=behaviour in BY_CERTAINTY),
    )


def closed_item(
    sitting: QuizAttempt,
    item: FrozenItem,
    number: int,
    compiled: CompiledActivity,
    stand: Stand,
    *,
    seen: Collection[Shown],
) -> ItemView:
    """A question of a sitting that was handed in, with what may be shown of it now."""
    outcome = compiled.activity.grade(stand.answer)
    state = State(answer=stand.answer, outcome=outcome, settled=True, recorded=True)
    return ItemView(
        **_named(sitting, item, number),
        activity=reviewed(compiled, setting=_setting(sitting, item), state=state, shown=seen),
        can_answer=False,
        note=_earned(stand, item, outcome, seen),
        **_certainty(item, stand, asked=behaviour_of(sitting) in BY_CERTAINTY),
    )


def sitting_shows(sitting: QuizAttempt) -> frozenset[Shown]:
    """What an open sitting shows of a question that was marked."""
    return shown(sitting.promise.review, Moment.DURING, passed=False)


def question_text(number: int, total: int) -> str:
    """Which question it is."""
    return _("Question %(number)d of %(total)d") % {"number": number, "total": total}


def _named(sitting: QuizAttempt, item: FrozenItem, number: int) -> dict[str, Any]:
    return {
        "key": item.key,
        "number_text": question_text(number, len(sitting.items)),
        "critical_text": _("Child safety") if item.critical else "",
    }


def _setting(sitting: QuizAttempt, item: FrozenItem) -> Setting:
    mixed = bool(sitting.seed) and not sitting.promise.fixed_options
    return Setting(
        seed=f"{sitting.seed} {item.key}" if mixed else "",
        shuffle=True if mixed else None,
        prefix=f"{item.key}.",
    )


def _state(compiled: CompiledActivity, stand: Stand) -> State:
    """Where a question stands that is marked on the way: the last try is commented while it is still the answer in the form."""
    standing, tries = stand.standing, stand.standing.tries
    current = bool(tries) and standing.response is not None and tries[-1].given == standing.response.given
    if not current:
        return State(answer=stand.answer)
    return State(
        answer=stand.answer,
        outcome=compiled.activity.grade(stand.answer),
        missed=standing.hint,
        settled=standing.state.is_final,
        recorded=True,
    )


def _note(stand: Stand, item: FrozenItem, seen: Collection[Shown]) -> str:
    standing = stand.standing
    if standing.tries and standing.mark is not None and Shown.MARKS in seen:
        return _worth(standing.mark, item)
    if stand.policy.behaviour in HINTED and not standing.state.is_final:
        left = stand.policy.terms.tries - len(standing.tries)
        return ngettext("%(n)d try left", "%(n)d tries left", left) % {"n": left}
    return ""


def _earned(stand: Stand, item: FrozenItem, outcome: Outcome, seen: Collection[Shown]) -> str:
    """What a question earned, where that is not simply how right it is."""
    if Shown.MARKS not in seen or stand.mark == (outcome.score or 0):
        return ""
    return _worth(stand.mark, item)


def _worth(mark: Fraction, item: FrozenItem) -> str:
    points = Fraction(item.points)
    earned = {"earned": _rounded(mark * points), "total": number_text(points)}
    return _("%(earned)s of %(total)s points") % earned


def _rounded(number: Fraction) -> str:
    return f"{float(number):.2f}".rstrip("0").rstrip(".").replace("-", "\u2212")


def _certainty(item: FrozenItem, stand: Stand, *, asked: bool) -> dict[str, Any]:
    if not asked:
        return {}
    labels = {1: _("Not very certain"), 2: _("Fairly certain"), 3: _("Very certain")}
    said = stand.certainty
    return {
        "certainty_name": f"{item.key}.certainty",
        "certainties": tuple(
            CertaintyView(value=value, label=label, checked=value == said) for value, label in labels.items()
        ),
    }
