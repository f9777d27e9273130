"""Pages of whoever composes: the list, one certification, its draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessments.certification.laws.obstacles import Obstacle
from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, CertificationVersion
from assessments.certification.models.certifications import in_language
from assessments.certification.pages.composing_places import Mistake, mistake
from assessments.certification.pages.composing_tree import PathCard, path_cards
from assessments.certification.pages.terms_words import terms_lines
from assessments.certification.pages.words import Words
from assessments.certification.selectors.affected import People
from assessments.certification.selectors.composing import Composed
from assessments.certification.selectors.known import Surroundings


@dataclass(frozen=True, kw_only=True)
class Row:
    """A certification in the list."""

    title: str
    url: str
    chip: str
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Version:
    """A line of the history."""

    title: str
    text: str
    note: str
    try_url: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands above every page of one certification."""

    code: str
    title: str
    issuer: str
    state: str
    tabs: tuple["Tab", ...]


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page beside the others."""

    title: str
    url: str
    here: bool


@dataclass(frozen=True, kw_only=True)
class Overview:
    """One certification."""

    summary: str
    facts: tuple[str, ...]
    versions: tuple[Version, ...]
    retired: str
    retire_url: str
    draft_revision: int | None
    """Of a draft that can be thrown away."""


@dataclass(frozen=True, kw_only=True)
class RulesPage:
    """The composer."""

    revision: int
    saved: str
    paths: tuple[PathCard, ...]
    terms: tuple[str, ...]
    mistakes: tuple[Mistake, ...]
    """All of them; those of a place stand there as well."""


def row(composed: Composed) -> Row:
    """A line of the list."""
    found = composed.certification
    facts = [
        found.issuer.name,
        ngettext("%(n)d on the way", "%(n)d on the way", composed.on_their_way) % {"n": composed.on_their_way},
        ngettext("%(n)d certified", "%(n)d certified", composed.holding) % {"n": composed.holding},
    ]
    return Row(
        title=found.title,
        url=reverse("certification:compose_one", args=[found.code]),
        chip=_state(composed),
        facts=tuple(facts),
    )


def head(certification: Certification, *, here: str, draft: CertificationVersion | None, published: bool) -> Head:
    """Title, state, and the pages of a certification."""
    code = certification.code
    tabs = [("compose_one", _("Overview"))]
    if certification.retired_at is None:
        tabs.append(("compose_rules", _("Rules")))
    tabs.append(("compose_try", _("Try it")))
    if draft is not None and certification.retired_at is None:
        tabs.append(("compose_publish", _("Publish")))
    return Head(
        code=code,
        title=certification.title,
        issuer=certification.issuer.name,
        state=_state_text(certification, draft, published=published),
        tabs=tuple(
            Tab(title=title, url=reverse(f"certification:{name}", args=[code]), here=name == here)
            for name, title in tabs
        ),
    )


def overview(
    certification: Certification, versions: Sequence[CertificationVersion], people: People, pathways: Sequence[str]
) -> Overview:
    """One certification, with every version it had."""
    facts = [
        ngettext("%(n)d person on the way", "%(n)d people on the way", people.on_their_way)
        % {"n": people.on_their_way},
        ngettext("%(n)d certified", "%(n)d certified", people.certified) % {"n": people.certified},
        ngettext("%(n)d can renew", "%(n)d can renew", people.in_window) % {"n": people.in_window},
    ]
    follows = _("Follows from: %(pathways)s") % {"pathways": ", ".join(pathways)} if pathways else _("Assigned by hand")
    draft = next((one for one in versions if one.is_draft and one.number > 1), None)
    return Overview(
        summary=_summary(certification),
        facts=(*facts, follows),
        versions=tuple(_version(one, certification.code) for one in reversed(versions)),
        retired=_retired(certification),
        retire_url=""
        if certification.retired_at
        else reverse("certification:compose_retire", args=[certification.code]),
        draft_revision=draft.revision if draft else None,
    )


def words_of(around: Surroundings) -> Words:
    """What rules name, by its titles."""
    return Words(
        programme=around.programme,
        indicators={code: one.text for code, one in around.framework.indicators.items()},
        certifications=around.titles,
    )


def rules_page(
    version: CertificationVersion, rules: Rules, found: Sequence[Obstacle], around: Surroundings
) -> RulesPage:
    """The draft as it can be edited."""
    words = words_of(around)
    mistakes = [mistake(each, rules, around.code, words) for each in found]
    return RulesPage(
        revision=version.revision,
        saved=_("Every change is saved. This is version %(number)d, change %(revision)d.")
        % {"number": version.number, "revision": version.revision},
        paths=path_cards(rules, around.code, words, mistakes),
        terms=terms_lines(rules),
        mistakes=tuple(mistakes),
    )


def _state(composed: Composed) -> str:
    return _state_text(composed.certification, composed.draft, published=composed.published is not None)


def _state_text(certification: Certification, draft: CertificationVersion | None, *, published: bool) -> str:
    if certification.retired_at is not None:
        return _("Retired")
    if not published:
        return _("Draft")
    return _("Published, with a new draft") if draft else _("Published")


def _summary(certification: Certification) -> str:

    return in_language(certification.summaries, get_language() or "")


def _version(version: CertificationVersion, code: str) -> Version:
    values = {"number": version.number}
    if version.published_at is None:
        text = _("Draft, changed %(times)d times") % {"times": version.revision - 1}
    else:
        text = _("Published on %(day)s") % {"day": date_format(timezone.localtime(version.published_at))}
        text = f"{text} · {version.get_change_display()}"
        if version.migrate_by:
            text += " · " + _("to be followed from %(day)s by those on their way") % {
                "day": date_format(version.migrate_by)
            }
    return Version(
        title=_("Version %(number)d") % values,
        text=text,
        note=version.change_note,
        try_url=f"{reverse('certification:compose_try', args=[code])}?version={version.number}",
    )


def _retired(certification: Certification) -> str:
    if certification.retired_at is None:
        return ""
    day = date_format(timezone.localtime(certification.retired_at))
    return _("Retired on %(day)s. Nobody is assigned any more; what was issued stays.") % {"day": day}
