"""Proving that the rows of mentoring are what their ledgers say, and that nothing signed has lost its signature."""

from collections.abc import Iterator

from assessments.mentoring.models import SessionRecord, Signature
from assessments.services.ledger_checks import Finding, check_ledgers, ledgered_models

SIGNERS_NEEDED = {"part_signed": 1, "signed": 2, "signed_with_disagreement": 2, "amended": 2, "in_review": 2}


def check() -> Iterator[Finding]:
    """Everything that is wrong; nothing when all is well."""
    for model in ledgered_models("mentoring"):
        yield from check_ledgers(model)
    yield from _check_signatures()


def _check_signatures() -> Iterator[Finding]:
    records = SessionRecord.objects.filter(state__in=SIGNERS_NEEDED).order_by("pk")
    for pk, state, digest in records.values_list("pk", "state", "digest"):
        signers = Signature.objects.filter(subject=pk, digest=digest, part=Signature.Part.WHOLE)
        found = signers.values("signer").distinct().count()
        if found < SIGNERS_NEEDED[state]:
            yield Finding(
                table=SessionRecord._meta.db_table,
                row=pk,
                says=f"is {state} with {found} of {SIGNERS_NEEDED[state]} signatures under its content",
            )
