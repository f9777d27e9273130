"""Pages about privacy: rows put into words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from training_site.people.models import User
from training_site.privacy import holdings, selectors
from training_site.privacy.models import ErasureProof, ErasureRequest
from training_site.privacy.notice import PrivacyNotice, texts

State = ErasureRequest.State


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One holding, in words."""

    title: str
    purpose: str
    goes_text: str
    stays_text: str


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A wish to be forgotten, in words."""

    who: str
    state: str
    state_text: str
    asked_text: str
    due_text: str
    late_text: str
    looked_text: str
    url: str
    proof_url: str
    may_look: bool
    may_carry_out: bool


def languages(shown: PrivacyNotice) -> list[dict[str, str]]:
    """The other languages in which the notice can be read, each by its own name."""
    return [
        {"code": code, "name": get_language_info(code)["name_local"], "url": f"?in={code}"}
        for code in texts()
        if code != shown.language
    ]


def everything() -> tuple[Kept, ...]:
    """What the site keeps about anybody, and why."""
    return tuple(_kept(holding, goes="") for holding in holdings.registered.values())


def preview(person: User) -> tuple[Kept, ...]:
    """What would go and what would stay."""
    return tuple(
        _kept(one.holding, goes=_("%(n)d entries go.") % {"n": one.goes} if one.goes else "")
        for one in selectors.foreseen(person)
    )


def _kept(holding: holdings.Holding, *, goes: str) -> Kept:
    return Kept(title=str(holding.title), purpose=str(holding.purpose), goes_text=goes, stays_text=str(holding.stays))


def wish(request: ErasureRequest, *, viewer: User | None, today: date) -> Wish:
    """A wish as its person, or somebody who may fulfil it, reads it."""
    state = request.state
    looked = {"name": request.looked_by, "day": _day(request.looked_at)} if request.looked_at and viewer else None
    return Wish(
        who=str(request.person) if viewer else "",
        state=state.value,
        state_text=str(state.label),
        asked_text=_("Asked for on %(day)s") % {"day": _day(request.asked_at)},
        due_text=_("To be done by %(day)s") % {"day": date_format(request.due_on)},
        late_text=_("This is late.") if request.is_late(today) else "",
        looked_text=_("Looked at by %(name)s on %(day)s") % looked if looked else "",
        url=reverse("privacy:request", args=[request.pk]),
        proof_url=reverse("privacy:proof", args=[request.pk]),
        may_look=bool(viewer) and state == State.ASKED,
        may_carry_out=viewer is not None and state == State.LOOKED and request.looked_by_id != viewer.pk,
    )


def proof(found: ErasureProof) -> dict[str, Any]:
    """A proof, in words: what went, what stays, by holding."""

    def lines(part: str) -> list[dict[str, Any]]:
        return [
            {"title": _title(key), "facts": [f"{name}: {count}" for name, count in counts.items()]}
            for key, counts in found.report[part].items()
        ]

    return {
        "removed": lines("removed"),
        "stays": [line | {"why": _why(key)} for line, key in zip(lines("stays"), found.report["stays"], strict=True)],
        "sha256": found.sha256,
    }


def _title(key: str) -> str:
    holding = holdings.registered.get(key)
    return str(holding.title) if holding else key


def _why(key: str) -> str:
    holding = holdings.registered.get(key)
    return str(holding.stays) if holding else ""


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment))
