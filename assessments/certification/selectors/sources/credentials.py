"""Certificates that somebody holds or held, and since when they hold no longer (two queries)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from assessments.certification.laws.facts import CredentialHeld
from assessments.certification.models import Change, Credential
from assessments.certification.selectors.sources.found import KEY, ByLearner, Found

Kind = Change.Kind
ENDS = (Kind.SUSPENDED, Kind.REVOKED, Kind.SUPERSEDED, Kind.CORRECTED, Kind.REISSUED)
"""What another took the place of stands for nothing any more: else it would speak for somebody whose newer one was revoked."""
COLUMNS = (KEY, "holder", "certification__code", "valid_from", "valid_until")


class Changed(NamedTuple):
    """A change of a credential."""

    kind: str
    effective_on: date


def credentials(people: Collection[int], *, today: date) -> Found[CredentialHeld]:
    """All of them, whatever has become of them."""
    rows = Credential.objects.filter(holder__in=people).order_by().values_list(*COLUMNS)
    changes = _changes(people)
    found: ByLearner[CredentialHeld] = defaultdict(list)
    for key, holder, code, valid_from, valid_until in rows:
        found[holder].append(
            CredentialHeld(
                certification=code,
                valid_from=valid_from,
                valid_until=valid_until,
                withdrawn_on=withdrawn_on(changes[UUID(key)], today=today),
                ref=f"credential:{key}",
            )
        )
    return found


def withdrawn_on(changes: Iterable[Changed], *, today: date) -> date | None:
    """The first day on which a credential holds no longer, from its changes in the order in which they were written. Pure.

    Suspended is withdrawn until the day of its reinstatement has come.
    """
    since: date | None = None
    for change in sorted(changes, key=lambda change: change.effective_on):
        if change.kind in ENDS:
            since = since or change.effective_on
        elif change.kind == Kind.REINSTATED and change.effective_on <= today:
            since = None
    return since


def _changes(people: Collection[int]) -> dict[UUID, list[Changed]]:
    rows = Change.objects.filter(credential__holder__in=people, kind__in=(*ENDS, Kind.REINSTATED))
    found: dict[UUID, list[Changed]] = defaultdict(list)
    for pk, kind, effective_on in rows.order_by("number").values_list("credential", "kind", "effective_on"):
        found[pk].append(Changed(kind, effective_on))
    return found
