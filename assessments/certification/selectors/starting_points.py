"""Where composing begins: the programme's own rules for a pathway, as a document that a programme lead can change.

A certificate of practice asks for every module of the pathway, the practice task of each, and level 3 in the indicators of the
framework. Source: programme overview, completion rules; competency framework, 4.2. How long it holds is a default of this programme.
"""

from dataclasses import dataclass
from typing import Any

from assessments.mentoring.selectors.indicators import Framework, framework
from assessments.mentoring.selectors.policies import policy_for
from assessments.progress.selectors import programme
from modules.outline import Module, Pathway, Programme
from training_site.people.models import Organisation

VALID_FOR, WINDOW, GRACE = "P2Y", "P3M", "P1M"
FRESH_FOR = "P12M"
SCHEDULE_PERCENT = 80
TITLE = "The way to the certificate"


EMPTY, SAFE = "empty", "safe"


@dataclass(frozen=True, kw_only=True)
class StartingPoint:
    """A document to begin with, and whom it is for."""

    document: dict[str, Any]
    pathways: tuple[str, ...] = ()
    """Keys of the pathways that lead to it."""


def chosen(start: str, programme_key: str, *, zone: str, issuer: Organisation | None = None) -> StartingPoint:
    """EMPTY, SAFE, or a pathway of a programme as `programme:pathway`; what does not exist is empty."""
    found = programme(start.partition(":")[0] if ":" in start else programme_key)
    if found is None or start == EMPTY:
        return StartingPoint(document=empty(zone=zone))
    if start == SAFE:
        everybody = tuple(each.key for each in found.pathways)
        return StartingPoint(document=safe_contact(found, zone=zone), pathways=everybody)
    pathway = found.pathway(start.partition(":")[2])
    if pathway is None:
        return StartingPoint(document=empty(zone=zone))
    moderated = policy_for(issuer, found.content_key).moderation_required
    document = document_for(found, pathway, framework(found.content_key), zone=zone, moderated=moderated)
    return StartingPoint(document=document, pathways=(pathway.key,))


def empty(*, zone: str) -> dict[str, Any]:
    """One path for the first time that asks for nothing yet."""
    return {
        "format": 1,
        "paths": [{"kind": "initial", "title": TITLE, "tree": {"all": []}}],
        "zone": zone,
    }


def document_for(
    programme: Programme, pathway: Pathway, framework: Framework, *, zone: str, moderated: bool
) -> dict[str, Any]:
    """The document for a pathway, to be read by `laws.rules`; `moderated` is what the issuer's mentoring asks for now."""
    modules = [module for module in programme.modules if module.key in pathway.required]
    return {
        "format": 1,
        "paths": [
            {
                "kind": "initial",
                "title": pathway.title,
                "tree": {
                    "all": [
                        *(_of_module("module_completed", "done", each) for each in modules),
                        *(_of_module("practice_task", "task", each) for each in modules),
                        {"requirement": "mentoring_schedule_met", "key": "mentoring", "percent": SCHEDULE_PERCENT},
                        *_levels(pathway, framework, moderated=moderated),
                        {
                            "requirement": "review_outcome",
                            "key": "review",
                            "judgement": "on_track",
                            "moderated": moderated,
                        },
                    ]
                },
            },
            {
                "kind": "recert",
                "title": pathway.title,
                "tree": {
                    "all": [*_refresh(programme), *_levels(pathway, framework, moderated=moderated, key="levels-again")]
                },
            },
        ],
        "basis": "expiry",
        "active": VALID_FOR,
        "window": WINDOW,
        "grace": GRACE,
        "on_expiry": "recert_path_during_grace",
        "decision": {"mode": "assessor", "quorum": 1},
        "zone": zone,
    }


def safe_contact(programme: Programme, *, zone: str) -> dict[str, Any]:
    """The document for the module that comes before contact with children: once in full, then its quiz every twelve months."""
    key = programme.completion.get("direct_contact_module", "")
    module = next((each for each in programme.modules if each.key == key), None)
    return {
        "format": 1,
        "paths": [
            {
                "kind": "initial",
                "title": module.title if module else TITLE,
                "tree": {"all": [_of_module("module_completed", "done", module)] if module else []},
            },
            {"kind": "recert", "title": module.title if module else TITLE, "tree": {"all": _refresh(programme)}},
        ],
        "basis": "expiry",
        "active": FRESH_FOR,
        "window": "P2M",
        "on_expiry": "recert_path_during_grace",
        "grace": GRACE,
        "decision": {"mode": "automatic"},
        "zone": zone,
    }


def _of_module(requirement: str, mark: str, module: Module) -> dict[str, Any]:
    return {"requirement": requirement, "key": f"{module.key}-{mark}", "module": module.content_key}


def _levels(pathway: Pathway, framework: Framework, *, moderated: bool, key: str = "levels") -> list[dict[str, Any]]:
    """The framework's rule; nothing where no framework is published."""
    asked = framework.scoped(pathway.key)
    if not asked:
        return []
    codes = [one.code for one in asked]
    critical = [one.code for one in asked if one.safety_critical]
    return [
        {
            "requirement": "competency_at",
            "key": key,
            "indicators": codes,
            "safety_critical": critical,
            "max_age": FRESH_FOR,
            "moderated": moderated,
            "ever": True,
        }
    ]


def _refresh(programme: Programme) -> list[dict[str, Any]]:
    return [
        {"requirement": "quiz_passed", "key": "refresher", "quiz": step.content_key, "max_age": FRESH_FOR}
        for step in programme.steps()
        if step.key == programme.completion.get("refresh_quiz")
    ]
