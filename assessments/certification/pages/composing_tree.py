"""The paths of a draft as cards in cards: what each asks for, what is wrong with it, and everything that can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.forms.composing_words import KINDS
from assessments.certification.laws.editing import ALL, ANY, THEN, Place, place_text
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import MOST_DEPTH, AnyOf, Group, Node, group_name, leaves
from assessments.certification.pages.composing_places import Mistake, anchor, group_text, path_text
from assessments.certification.pages.requirement_words import asks
from assessments.certification.pages.words import Words


@dataclass(frozen=True, kw_only=True)
class Act:
    """A button."""

    value: str
    """`up 0.2`: what is posted."""
    label: str
    about: str
    """What it is done with, for those who do not see where it stands."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A group or a requirement."""

    anchor: str
    place: str
    is_group: bool
    title: str
    text: str
    edit_url: str
    add_url: str
    moves: tuple[Act, ...]
    more: tuple[Act, ...]
    counts: tuple[int, ...]
    """How many of the group could be asked for."""
    count: int
    count_act: Act | None
    mistakes: tuple[Mistake, ...]
    cards: tuple["Card", ...]


@dataclass(frozen=True, kw_only=True)
class PathCard:
    """A path."""

    number: int
    kind: str
    title: str
    text: str
    """How much it asks for."""
    edit_url: str
    remove: Act | None
    root: Card


@dataclass(frozen=True, kw_only=True)
class _Drawing:
    """What every card of a page needs."""

    code: str
    words: Words
    mistakes: Mapping[Place, list[Mistake]]


def path_cards(rules: Rules, code: str, words: Words, mistakes: Sequence[Mistake]) -> tuple[PathCard, ...]:
    """Every path."""
    by_place: dict[Place, list[Mistake]] = {}
    for each in mistakes:
        by_place.setdefault(each.place, []).append(each)
    drawing = _Drawing(code=code, words=words, mistakes=by_place)
    return tuple(_path(rules, number, drawing) for number in range(len(rules.paths)))


def _path(rules: Rules, number: int, drawing: _Drawing) -> PathCard:
    path = rules.paths[number]
    asked = sum(1 for _leaf in leaves(path.tree))
    edit = reverse("certification:compose_path", args=[drawing.code])
    kind = path_text(path)
    return PathCard(
        number=number,
        kind=kind,
        title=path.title,
        text=ngettext("%(n)d requirement", "%(n)d requirements", asked) % {"n": asked},
        edit_url=f"{edit}?number={number}",
        remove=_act("drop", (number,), _("Take it out"), kind) if len(rules.paths) > 1 else None,
        root=_card(path.tree, (number,), (), drawing),
    )


def _card(node: Node, place: Place, siblings: tuple[Node, ...], drawing: _Drawing) -> Card:
    form = reverse("certification:compose_requirement", args=[drawing.code])
    if isinstance(node, Requirement):
        title, text = str(KINDS[node.name].title), asks(node, drawing.words)
        return _made(node, place, siblings, drawing, title=title, text=text, edit_url=f"{form}?key={node.key}")
    adding = f"{reverse('certification:compose_kinds', args=[drawing.code])}?to={place_text(place)}"
    return _made(node, place, siblings, drawing, title=group_text(node), text="", add_url=adding)


def _made(
    node: Node,
    place: Place,
    siblings: tuple[Node, ...],
    drawing: _Drawing,
    *,
    title: str,
    text: str,
    edit_url: str = "",
    add_url: str = "",
) -> Card:
    children = () if isinstance(node, Requirement) else node.children
    about = text or title
    is_any = isinstance(node, AnyOf)
    return Card(
        anchor=anchor(place),
        place=place_text(place),
        is_group=not isinstance(node, Requirement),
        title=title,
        text=text,
        edit_url=edit_url,
        add_url=add_url if len(place) <= MOST_DEPTH - 1 else "",
        moves=_moves(place, siblings, about),
        more=_more(node, place, siblings, about),
        counts=tuple(range(1, max(len(children), 2))),
        count=node.count if isinstance(node, AnyOf) else 1,
        count_act=None if isinstance(node, Requirement) else _act(ANY, place, _choosing(is_any=is_any), about),
        mistakes=tuple(drawing.mistakes.get(place, ())),
        cards=tuple(_card(child, (*place, number), children, drawing) for number, child in enumerate(children)),
    )


def _choosing(*, is_any: bool) -> str:
    return _("Ask for so many") if is_any else _("Ask for some of these")


def _moves(place: Place, siblings: tuple[Node, ...], about: str) -> tuple[Act, ...]:
    """Up and down, where there is somewhere to go."""
    number = place[-1]
    up = [_act("up", place, _("Up"), about)] if siblings and number > 0 else []
    down = [_act("down", place, _("Down"), about)] if siblings and number < len(siblings) - 1 else []
    return (*up, *down)


def _more(node: Node, place: Place, siblings: tuple[Node, ...], about: str) -> tuple[Act, ...]:
    """What is done more rarely."""
    found = []
    if siblings and place[-1] > 0 and not isinstance(siblings[place[-1] - 1], Requirement):
        found.append(_act("in", place, _("Into the group above"), about))
    if len(place) > 2:
        found.append(_act("out", place, _("Out of this group"), about))
    if isinstance(node, Requirement):
        found.append(_act("wrap", place, _("Put it in a group of its own"), about))
        return (*found, _act("remove", place, _("Take it out"), about))
    return (*found, *_of_group(node, place, about))


def _of_group(node: Group, place: Place, about: str) -> tuple[Act, ...]:
    found = []
    if group_name(node) != ALL:
        found.append(_act("all", place, _("Ask for all of these"), about))
    if group_name(node) != THEN:
        found.append(_act("then", place, _("Ask for them one after the other"), about))
    if len(place) == 1:
        return tuple(found)
    inside = sum(1 for _leaf in leaves(node))
    out = ngettext("Take it out with %(n)d requirement", "Take it out with %(n)d requirements", inside) % {"n": inside}
    dissolve = [_act("dissolve", place, _("Dissolve the group"), about)] if node.children else []
    return (*found, *dissolve, _act("remove", place, out if inside else _("Take it out"), about))


def _act(name: str, place: Place, label: str, about: str) -> Act:
    return Act(value=f"{name} {place_text(place)}", label=label, about=about)
