"""The short way to renew: what has changed, what went wrong, what has aged; each with its link, and whether it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.certification.models import Refresher
from assessments.certification.pages.words import Words
from assessments.certification.selectors.refreshers import CHANGED, THIN, WRONG

GROUPS: Mapping[str, tuple[Promise, Promise]] = {
    CHANGED: (
        gettext_lazy("Changed since your last certificate"),
        gettext_lazy("Read it again: a lesson counts when you mark it as done once more, or answer something in it."),
    ),
    WRONG: (
        gettext_lazy("Where something was wrong the last time"),
        gettext_lazy("Take the quiz again. It counts when you pass it."),
    ),
    THIN: (
        gettext_lazy("Not seen for twelve months"),
        gettext_lazy("Plan with your mentor when it can be seen. It counts when a level stands on what was seen."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing to look at again."""

    title: str
    url: str
    done: bool
    state: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Parts of one kind."""

    title: str
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class RefresherPage:
    """The short way."""

    counted: str
    groups: tuple[Group, ...]


def refresher_page(row: Refresher, words: Words, *, done: frozenset[tuple[str, str]]) -> RefresherPage:
    """A refresher as it stands."""
    parts = [(part["kind"], part["key"]) for part in row.parts]
    groups = []
    for kind, (title, text) in GROUPS.items():
        found = tuple(_part(kind, key, words, done=(kind, key) in done) for each, key in parts if each == kind)
        if found:
            groups.append(Group(title=str(title), text=str(text), parts=found))
    counted = _("%(done)d of %(all)d done") % {"done": len(done), "all": len(parts)}
    return RefresherPage(counted=counted if parts else _("There is nothing to look at again."), groups=tuple(groups))


def _part(kind: str, key: str, words: Words, *, done: bool) -> Part:
    state = _("Done") if done else _("To do")
    if kind == THIN:
        return Part(title=words.indicator(key), url=reverse("mentoring:my_map"), done=done, state=state)
    step = words.step_at(key)
    return Part(title=step.title if step else words.step(key), url=step.url if step else "", done=done, state=state)
