"""Free texts as others read them: what may identify somebody is replaced, whatever the writer decided."""

from collections.abc import Iterable

from assessments.mentoring.anonymity import LEFT_OUT
from training_site.identifiers import LocalList, examine, replaced


def masked(texts: Iterable[str], *, local: LocalList) -> tuple[str, ...]:
    """`local` is the list of the organisation that asked. Each with the first offer of the guard in place of what it found."""
    return tuple(_masked(text, local) for text in texts)


def _masked(text: str, local: LocalList) -> str:
    findings = examine(text, local=local)
    offers = {number: finding.offers[0] if finding.offers else LEFT_OUT for number, finding in enumerate(findings)}
    return replaced(text, findings, offers)
