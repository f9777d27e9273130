"""`:::sort`: groups, each a bullet with its items below it, into which the items are to be sorted."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from modules.dialect.checks import error, same_keys, same_texts, unknown_attributes
from modules.dialect.credit import portion
from modules.dialect.document import Activity
from modules.dialect.frame import Frame
from modules.dialect.items import Report
from modules.dialect.keys import complete
from modules.dialect.layout import bullet, bullets
from modules.dialect.leaves import Group, Item
from modules.dialect.outcome import Mark, Outcome
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Answer, Option, Part, Widget
from modules.dialect.shuffling import shuffled

_SAME_GROUP = _("same group as line %(other_line)d")

FEW_GROUPS = 4
"""Up to here the groups are radio buttons; more of them would fill the screen at every item."""


@dataclass(frozen=True, kw_only=True)
class Sort(Activity):
    """Groups and items. One part `item-<key>` for each item; its options are the keys of the groups."""

    groups: tuple[Group, ...]

    kind: ClassVar[str] = "sort"
    scored: ClassVar[bool] = True

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then a list of groups with lists inside."""
        listed = frame.listed(depth=1)
        if not listed.items:
            frame.report("no-answers", frame.line, _("list the groups, and their items indented below them"))
        return cls(groups=_groups(listed.items, frame.report), **frame.common(listed.prompt))

    def body(self) -> Iterator[str]:
        """The groups as bullets, their items indented."""
        yield "\n".join(
            bullet(group.title, key=group.key, attrs=group.attrs, inner=bullets(group.items)) for group in self.groups
        )

    def bullets(self) -> tuple[Item, ...]:
        """The items of all groups."""
        return tuple(item for group in self.groups for item in group.items)

    def lint(self) -> Iterator[Problem]:
        """Two groups at least, each with a name of its own and something in it."""
        if len(self.groups) == 1:
            yield error("one-option", self.line, _("give at least two groups to sort into"))
        yield from same_texts(((group.title, group.line) for group in self.groups), message=_SAME_GROUP)
        yield from same_keys((group.key, group.line) for group in self.groups)
        for group in self.groups:
            yield from unknown_attributes(group.attrs, (), group.line, _("a group has no option '%(name)s'%(near)s"))
            if not group.items:
                message = _("group '%(group)s' has no items; indent them by two spaces below it", group=group.title)
                yield error("empty-group", group.line, message)

    def parts(self, order: str = "") -> tuple[Part, ...]:
        """The groups to choose from for each item. The items are always mixed: in the source they stand by group."""
        options = tuple(Option(key=group.key, text=group.title) for group in self.groups)
        widget = Widget.RADIO if len(options) <= FEW_GROUPS else Widget.SELECT
        mixed = shuffled(self.bullets(), order or self.id, key=lambda item: item.key)
        return tuple(
            Part(key=_part_key(item), widget=widget, text=item.text, options=options, lang=item.attrs.get("lang", ""))
            for item in mixed
        )

    def inner_leaves(self) -> Iterator[str]:
        """The names of the groups, the items and their feedback."""
        for group in self.groups:
            yield group.title
            for item in group.items:
                yield item.text
                yield from item.said

    def grade(self, answer: Answer) -> Outcome:
        """Items in their group over all items; feedback at every item that was sorted."""
        marks = tuple(
            _mark(item, group, "".join(answer.get(_part_key(item), ())))
            for group in self.groups
            for item in group.items
        )
        score = portion([mark.right is True for mark in marks])
        return Outcome.scored(score, marks=marks, said=self.said(score))

    def solution(self) -> Answer:
        """Every item in its group."""
        return {_part_key(item): (group.key,) for group in self.groups for item in group.items}


def _part_key(item: Item) -> str:
    return f"item-{item.key}"


def _mark(item: Item, group: Group, chosen: str) -> Mark:
    return Mark(part=_part_key(item), right=chosen == group.key, said=item.said if chosen else ())


def _groups(found: tuple[Item, ...], report: Report) -> tuple[Group, ...]:
    """The bullets as groups, everything with a key; the keys of items depend on no group."""
    for item in found:
        if item.replies:
            report("misplaced-feedback", item.replies[0].line, _("feedback stands below an item, not below a group"))
    inner = [child for item in found for child in item.children]
    keys = iter(complete([child.key for child in inner], [child.text for child in inner]))
    names = complete([item.key for item in found], [item.text for item in found])
    return tuple(
        Group(
            title=item.text,
            key=name,
            attrs=item.attrs,
            items=tuple(replace(child, key=next(keys)) for child in item.children),
            line=item.line,
        )
        for item, name in zip(found, names, strict=True)
    )
