"""The clauses of the rules of a certification: paths, who decides, until when it is due. Pure."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from assessments.certification.laws.reading import by, day, one_of, perhaps, text, whole
from assessments.certification.laws.tree import Node, read_node

INITIAL, RECERT, ALTERNATIVE, ROTATING = "initial", "recert", "alternative", "rotating"
KINDS = (INITIAL, RECERT, ALTERNATIVE, ROTATING)
INITIAL_PATH, RECERT_PATH_DURING_GRACE = "initial_path", "recert_path_during_grace"
AUTOMATIC, ASSESSOR, PANEL = "automatic", "assessor", "panel"
NEVER_DUE, FIXED_DAY, RELATIVE = "none", "fixed", "relative"


@dataclass(frozen=True, kw_only=True)
class Path:
    """One way to the certificate."""

    kind: str = field(metadata=by(one_of(*KINDS)))
    """The first time; every renewal; instead of the first time, where somebody chooses it; or renewals that take turns."""
    sequence_no: int = field(default=1, metadata=by(whole(1, 99)))
    """Among paths of its kind: their turn, or the number by which one is chosen."""
    title: str = field(metadata=by(text))
    tree: Node = field(metadata=by(read_node))


@dataclass(frozen=True, kw_only=True)
class DecisionMode:
    """Who decides when everything is met."""

    mode: str = field(default=AUTOMATIC, metadata=by(one_of(AUTOMATIC, ASSESSOR, PANEL)))
    quorum: int = field(default=1, metadata=by(whole(1, 99)))
    """How many have to take part."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """Until when a learner has time for the first certificate."""

    mode: str = field(default=NEVER_DUE, metadata=by(one_of(NEVER_DUE, FIXED_DAY, RELATIVE)))
    on: date | None = field(default=None, metadata=by(perhaps(day)))
    """For FIXED_DAY."""
    days: int | None = field(default=None, metadata=by(perhaps(whole(0, 36_525))))
    """For RELATIVE."""

    def due_on(self, begun_on: date) -> date | None:
        """The last day for somebody who began on a day; None where nothing is due, or the document does not say."""
        if self.mode == RELATIVE and self.days is not None:
            return begun_on + timedelta(days=self.days)
        return self.on if self.mode == FIXED_DAY else None
