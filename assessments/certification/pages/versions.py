"""A newer version of the rules: what it asks for besides, and what no longer."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.certification.laws.clauses import Path
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import leaves, to_json
from assessments.certification.models import CertificationVersion, Cycle
from assessments.certification.pages.asked import title_of
from assessments.certification.pages.periods import day_text
from assessments.certification.pages.words import Words
from assessments.certification.selectors.rules import path_name, path_of, rules_of


@dataclass(frozen=True, kw_only=True)
class Newer:
    """What a new version means for somebody on the way."""

    headline: str
    meaning: str
    note: str
    """What its publisher says about it."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def newer_page(cycle: Cycle, version: CertificationVersion, words: Words) -> Newer:
    """The version that was published after the one somebody follows."""
    old = {leaf.key: leaf for leaf in leaves(path_of(cycle).tree)}
    path = _same_path(cycle, rules_of(version))
    new = {leaf.key: leaf for leaf in leaves(path.tree)} if path else {}
    on = timezone.localdate(version.published_at) if version.published_at else date.max
    return Newer(
        headline=_("A new version was published on %(day)s.") % {"day": day_text(on)},
        meaning=_meaning(cycle),
        note=version.change_note,
        added=tuple(title_of(one, words) for key, one in new.items() if key not in old),
        changed=tuple(
            title_of(one, words) for key, one in new.items() if key in old and to_json(one) != to_json(old[key])
        ),
        gone=tuple(title_of(one, words) for key, one in old.items() if key not in new),
    )


def _same_path(cycle: Cycle, rules: Rules) -> Path | None:
    """The path of the same kind and number; where there is none, the first of that kind."""
    kind = cycle.path.partition(":")[0]
    named = (path for path in rules.paths if path_name(path) == cycle.path)
    return next(named, next(iter(rules.of_kind(kind)), None))


def _meaning(cycle: Cycle) -> str:
    if cycle.migrate_by is None:
        return _("You finish this round by the rules you began with. The next round follows the new ones.")
    return _("From %(day)s on it counts for you too. What you have done stays done.") % {
        "day": day_text(cycle.migrate_by)
    }
