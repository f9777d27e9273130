"""What was found about each requirement of a round, for those who decide: the sentences that the learner reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.laws.findings import EXPIRED, FAILED, IN_PROGRESS, MET, NOT_STARTED, WAIVED
from assessments.certification.laws.tree import leaves
from assessments.certification.models import Cycle, RequirementStatus
from assessments.certification.pages.asked import title_of
from assessments.certification.pages.periods import iso_day_text
from assessments.certification.pages.wording import sentence
from assessments.certification.pages.words import Words
from assessments.certification.selectors.rules import path_of

STATES: Mapping[str, Promise] = {
    MET: _("Met"),
    WAIVED: _("Waived"),
    IN_PROGRESS: _("Begun"),
    NOT_STARTED: _("Not begun"),
    FAILED: _("Not met"),
    EXPIRED: _("No longer met"),
}
TONES: Mapping[str, str] = {MET: "good", WAIVED: "wait", FAILED: "bad", EXPIRED: "bad"}
Stored = Mapping[str, Any]
"""A finding as a decision keeps it: `key`, `state`, `met_on` (ISO), `code`, `params`."""


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """One requirement and what was found."""

    key: str
    title: str
    state: str
    tone: str
    sentence: str
    day: str
    is_met: bool
    waive_url: str = ""


def stored(rows: Iterable[RequirementStatus]) -> list[Stored]:
    """Statuses in the shape in which decisions keep them."""
    return [
        {
            "key": row.key,
            "state": row.state,
            "met_on": row.met_on.isoformat() if row.met_on else None,
            "code": row.code,
            "params": row.params,
        }
        for row in rows
    ]


def finding_lines(cycle: Cycle, found: Iterable[Stored], words: Words) -> tuple[FindingLine, ...]:
    """In the order in which they were found."""
    titles = {leaf.key: title_of(leaf, words) for leaf in leaves(path_of(cycle).tree)}
    return tuple(_line(one, titles, words) for one in found)


def _line(one: Stored, titles: Mapping[str, str], words: Words) -> FindingLine:
    return FindingLine(
        key=one["key"],
        title=titles.get(one["key"], one["key"]),
        state=str(STATES.get(one["state"], one["state"])),
        tone=TONES.get(one["state"], ""),
        sentence=sentence(one["code"], one["params"], words) if one["code"] else "",
        day=iso_day_text(one["met_on"]) if one["met_on"] else "",
        is_met=one["state"] in (MET, WAIVED),
    )
