"""Where something stands in the rules, in words and as an address: "The first time → Quiz is passed"."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.composing import PATH_KINDS
from assessments.certification.forms.composing_requirement import EVER
from assessments.certification.forms.composing_terms import CHOICES, PERIODS, TermsForm, field_at
from assessments.certification.forms.composing_words import FIELDS, KINDS
from assessments.certification.laws.clauses import Path
from assessments.certification.laws.editing import ALL, THEN, NoSuchPlace, Place, node_at, place_at, place_text
from assessments.certification.laws.obstacles import Obstacle
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import AnyOf, Node, group_name
from assessments.certification.pages.obstacle_words import remedy_text, what_text
from assessments.certification.pages.words import Words


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """Something that stands in the way of publishing."""

    where: str
    url: str
    """The place where it can be mended."""
    what: str
    remedy: str
    place: Place
    """In the tree of a path; empty for what is in none."""


def mistake(obstacle: Obstacle, rules: Rules, code: str, words: Words) -> Mistake:
    """An obstacle in words, with its place."""
    place = place_at(obstacle.where)
    return Mistake(
        where=where_text(obstacle.where, rules),
        url=_url(obstacle.where, place, rules, code),
        what=what_text(obstacle, words),
        remedy=remedy_text(obstacle, words),
        place=place,
    )


def where_text(where: str, rules: Rules) -> str:
    """A path of the document in words."""
    place = place_at(where)
    if not place:
        return _terms_text(where)
    steps = [place_title(rules, place)]
    named = where.rpartition(".")[2]
    if isinstance(node_at(rules, place), Requirement) and named in FIELDS and named != EVER:
        steps.append(str(FIELDS[named].label))
    return " → ".join(steps)


def place_title(rules: Rules, place: Place) -> str:
    """Where a place is, in words."""
    steps = [path_text(rules.paths[place[0]])]
    steps += [node_text(node_at(rules, place[:depth]), place[depth - 1]) for depth in range(2, len(place) + 1)]
    return " → ".join(steps)


def path_text(path: Path) -> str:
    """`The first time`, or `Renewals that take turns 2`."""
    text = str(PATH_KINDS[path.kind])
    return f"{text} {path.sequence_no}" if path.sequence_no > 1 else text


def node_text(node: Node, number: int) -> str:
    """What a node is called among its neighbours."""
    return str(KINDS[node.name].title) if isinstance(node, Requirement) else f"{group_text(node)} ({number + 1})"


def group_text(node: Node) -> str:
    """`All of these`, `2 of these`, `One after the other`."""
    if isinstance(node, AnyOf):
        return _("%(n)d of these, whichever") % {"n": node.count}
    if isinstance(node, Requirement):
        return str(KINDS[node.name].title)
    return {ALL: _("All of these"), THEN: _("One after the other")}[group_name(node)]


def anchor(place: Place) -> str:
    """The id of a place in the page."""
    return f"n-{place_text(place).replace('.', '-')}"


def _terms_text(where: str) -> str:
    name = field_at(where) or ""
    base = name.removesuffix("_years")
    if base in PERIODS:
        return str(PERIODS[base][0])
    if name in CHOICES:
        return str(CHOICES[name][0])
    field = TermsForm.base_fields.get(name)
    return str(field.label) if field else _("The paths")


def _url(where: str, place: Place, rules: Rules, code: str) -> str:
    page = reverse("certification:compose_rules", args=[code])
    if not place:
        name = field_at(where)
        terms = reverse("certification:compose_terms", args=[code])
        return f"{terms}#id_{name}" if name else f"{page}#paths"
    try:
        node = node_at(rules, place)
    except NoSuchPlace:
        return page
    if isinstance(node, Requirement) and not where.endswith(".key"):
        form = reverse("certification:compose_requirement", args=[code])
        return f"{form}?key={node.key}"
    return f"{page}#{anchor(place)}"
