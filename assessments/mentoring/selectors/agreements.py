"""Reads about agreements: what is in force, what is being drafted, who has signed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from assessments.mentoring.canonical import Json, digest
from assessments.mentoring.framework.papers.agreements import agreement_paper_of
from assessments.mentoring.framework.papers.reader import Paper
from assessments.mentoring.models import Agreement, Signature

IN_FORCE = ("active", "due_review")
OPEN = ("draft", "awaiting_other")
AS_ASKED = "as_asked"
"""In the facts: the versions of the papers, the rhythm and the notice, as they stood when the two agreed."""


@dataclass(frozen=True)
class Given:
    """A signature, and whether it still holds: every change of what was signed makes it void."""

    signature: Signature
    is_void: bool


def versions(relationship_id: UUID) -> list[Agreement]:
    """Every version of a pair's agreement, newest first (one query)."""
    rows = Agreement.objects.filter(relationship_id=relationship_id).order_by("-version")
    return list(rows.select_related("relationship__learner", "relationship__mentor", "organisation"))


def in_force(rows: Sequence[Agreement]) -> Agreement | None:
    """The one that holds."""
    return next((row for row in rows if row.state in IN_FORCE), None)


def being_made(rows: Sequence[Agreement]) -> Agreement | None:
    """The one that is drafted, or waits for a signature."""
    return next((row for row in rows if row.state in OPEN), None)


def paper_of(agreement: Agreement) -> Paper:
    """The questions it answers."""
    return agreement_paper_of(agreement.facts[AS_ASKED]["papers"])


def content(agreement: Agreement) -> dict[str, Json]:
    """Everything that learner and mentor sign."""
    return {**facts_content(agreement), "content": "agreement", "words": agreement.words.opened()}


def facts_content(agreement: Agreement) -> dict[str, Json]:
    """What the line manager signs: no words."""
    return {
        "content": "agreement_facts",
        "agreement": str(agreement.pk),
        "relationship": str(agreement.relationship_id),
        "version": agreement.version,
        "facts": agreement.facts,
    }


def signatures(agreement: Agreement) -> list[Given]:
    """Who signed, in order, the void ones too (one query)."""
    current = {
        Signature.Part.WHOLE.value: digest(content(agreement)),
        Signature.Part.FACTS.value: digest(facts_content(agreement)),
    }
    rows = Signature.objects.filter(subject=agreement.pk).select_related("signer")
    # Once its words are erased, nobody can tell any more; what was signed stays signed.
    is_erased = not agreement.words
    return [Given(row, not is_erased and row.digest != current[row.part]) for row in rows]


def signatures_of_facts(agreement: Agreement) -> list[Given]:
    """Those of line managers, for whom no words are opened (one query)."""
    current = digest(facts_content(agreement))
    rows = Signature.objects.filter(subject=agreement.pk, part=Signature.Part.FACTS).select_related("signer")
    return [Given(row, row.digest != current) for row in rows]
