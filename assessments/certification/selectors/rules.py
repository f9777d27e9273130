"""The rules a cycle follows, read once for each version: a published document never changes."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from uuid import UUID

from assessments.certification.laws.rules import Path, Rules
from assessments.certification.models import Certification, CertificationVersion, Cycle
from assessments.mentoring.canonical import digest


def rules_of(version: CertificationVersion) -> Rules:
    """The rules of a version. Raises laws.problems.Malformed for a draft that is not finished."""
    return Rules.read(version.document) if version.is_draft else _read(version)


def path_name(path: Path) -> str:
    """How a cycle names its path."""
    return f"{path.kind}:{path.sequence_no}"


def path_of(cycle: Cycle) -> Path:
    """The path a cycle follows."""
    return next(path for path in rules_of(cycle.version).paths if path_name(path) == cycle.path)


def read_by(cycles: Iterable[Cycle]) -> frozenset[str]:
    """The fields of Facts that the rules of these rounds look at: the others need not be read."""
    versions = {cycle.version_id: cycle.version for cycle in cycles}
    return frozenset().union(*(rules_of(version).reads() for version in versions.values()))


def current_version(certification: Certification) -> CertificationVersion | None:
    """The latest published version (one query)."""
    return certification.versions.filter(published_at__isnull=False).order_by("-number").first()


def latest_rules(certifications: Collection[UUID]) -> dict[UUID, CertificationVersion]:
    """Certification → its latest published version (one query)."""
    rows = CertificationVersion.objects.filter(certification__in=certifications, published_at__isnull=False)
    return {row.certification_id: row for row in rows.order_by("number")}


def details_mark(certification: Certification) -> str:
    """Changes whenever what a certification is called, who follows it or who signs is changed."""
    return digest(
        {
            "titles": certification.titles,
            "summaries": certification.summaries,
            "pathways": certification.pathways,
            "signatories": certification.signatories,
        }
    )


@lru_cache(maxsize=256)
def _by_digest(_digest: str, version: "_Document") -> Rules:
    return Rules.read(version.document)


class _Document:
    """A version's document behind its digest: all that have the same digest are equal."""

    def __init__(self, digest: str, document: object) -> None:
        self.digest, self.document = digest, document

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Document) and other.digest == self.digest


def _read(version: CertificationVersion) -> Rules:
    return _by_digest(version.digest, _Document(version.digest, version.document))
