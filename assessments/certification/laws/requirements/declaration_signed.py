"""A declaration was signed, such as the code of conduct, in a version that is new enough."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.laws.findings import (
    IN_PROGRESS,
    LEARNER,
    NOT_STARTED,
    Finding,
    met_first,
    unmet,
)
from assessments.certification.laws.known import Hindrance, Known, Named, above
from assessments.certification.laws.reading import by, key, whole
from assessments.certification.laws.requirements.requirement import Requirement


@dataclass(frozen=True, kw_only=True)
class DeclarationSigned(Requirement):
    """Met on the day this version or a later one was signed for the first time that counts."""

    name = "declaration_signed"
    codes = {
        "declaration_signed.met": ("declaration", "version"),
        "declaration_signed.unsigned": ("declaration", "version"),
        "declaration_signed.old_version": ("declaration", "version", "signed"),
    }
    reads = frozenset({"declarations"})

    declaration: str = field(metadata=by(key))
    version: int = field(default=1, metadata=by(whole(1)))
    """This version or a later one."""

    def look(self, facts: Facts, first: date, on: date) -> Finding:
        """An older version that was signed is told."""
        signed = [fact for fact in facts.declarations if fact.key == self.declaration and first <= fact.on <= on]
        declaration, version = self.declaration, self.version
        good = [fact for fact in signed if fact.version >= self.version]
        if good:
            return met_first("declaration_signed.met", good, declaration=declaration, version=version)
        if not signed:
            return unmet(NOT_STARTED, "declaration_signed.unsigned", LEARNER, declaration=declaration, version=version)
        newest = max(fact.version for fact in signed)
        return unmet(
            IN_PROGRESS,
            "declaration_signed.old_version",
            LEARNER,
            signed,
            declaration=declaration,
            version=version,
            signed=newest,
        )

    def names(self) -> tuple[Named, ...]:
        """The declaration."""
        return (("declaration", "declarations", [self.declaration]),)

    def hindrances(self, known: Known) -> Iterator[Hindrance]:
        """Nobody can sign a version that is not written yet."""
        yield from super().hindrances(known)
        newest = known.declaration_versions.get(self.declaration)
        if newest is not None:
            yield from above("version", self.version, newest)
