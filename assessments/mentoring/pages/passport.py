"""The competency passport: levels, days, framework version, who signed off by name and role. Nothing of the log, no reasons."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.models import Decision
from assessments.mentoring.pages.level_words import heard_text, level_text
from assessments.mentoring.selectors import competency
from assessments.mentoring.selectors.competency import Heard, Levels
from training_site.people.models import User


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A level that stands."""

    indicator: str
    text: str
    safety_critical: bool
    level: int
    level_text: str
    signed_off_on: str
    """ISO date."""
    signed_off_text: str
    signed_off_by: str
    role: str
    heard: str
    confirmed_by: str
    upheld_by: str
    framework_version: str
    fresh_until: str
    """ISO date until which the evidence carries it without more; empty where it no longer does."""


@dataclass(frozen=True, kw_only=True)
class Passport:
    """Everything on it."""

    name: str
    programme: str
    framework_version: str
    made_on: str
    made_text: str
    reached: tuple[Reached, ...]
    rated: int
    """In how many indicators the learner has rated themself."""


def passport(levels: Levels, *, learner: User, today: date) -> Passport:
    """The passport of a learner (two queries). A paused level is not on it."""
    standing = [row for code, row in levels.decisions.items() if row.state != "paused"]
    heard = competency.heard_about(row.pk for row in standing)
    managers = competency.line_manager_ids(learner.pk)
    order = {code: number for number, code in enumerate(levels.framework.indicators)}
    return Passport(
        name=str(learner),
        programme=levels.home.programme_key if levels.home else "",
        framework_version=levels.framework.version,
        made_on=today.isoformat(),
        made_text=date_format(today),
        reached=tuple(
            _reached(row, levels, heard.get(row.pk, Heard()), managers)
            for row in sorted(standing, key=lambda row: order.get(row.indicator, len(order)))
        ),
        rated=len(levels.self_ratings),
    )


def as_json(found: Passport) -> Mapping[str, Any]:
    """The same for machines; sentences that only people read are left out."""
    values = asdict(found)
    del values["made_text"]
    for row in values["reached"]:
        del row["signed_off_text"], row["level_text"], row["heard"]
    return {"format": "competency-passport", "version": 1, **values}


def _reached(row: Decision, levels: Levels, heard: Heard, managers: frozenset[int]) -> Reached:
    known = levels.framework.indicators.get(row.indicator)
    standing = levels.standings.get(row.indicator)
    day = timezone.localdate(row.created_at)
    needed = competency.needs_moderator(row, policy=levels.policy, line_managers=managers)
    carried = standing is not None and (standing.level or 0) >= row.level and standing.fresh_until
    return Reached(
        indicator=row.indicator,
        text=known.text if known else "",
        safety_critical=bool(known and known.safety_critical),
        level=row.level,
        level_text=level_text(row.level, levels.framework),
        signed_off_on=day.isoformat(),
        signed_off_text=date_format(day),
        signed_off_by=str(row.decided_by),
        role=_("assessor") if row.relationship.kind == "assessor" else _("mentor"),
        heard=heard_text(row, heard, needs_moderator=needed),
        confirmed_by=str(heard.confirmed.by) if heard.confirmed else "",
        upheld_by=str(heard.upheld.by) if heard.upheld else "",
        framework_version=row.framework_version,
        fresh_until=standing.fresh_until.isoformat() if carried and standing and standing.fresh_until else "",
    )
