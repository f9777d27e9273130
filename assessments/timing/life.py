"""The life of a sitting: a machine that is folded from its steps."""

from assessments.machines import NEW, Machine, move_from

IN_PROGRESS, OVERDUE, SUBMITTED, MARKED, ABANDONED = "open", "overdue", "submitted", "marked", "abandoned"
START, EXPIRE, HAND_IN, ABANDON, MARK = "start", "expire", "hand_in", "abandon", "mark"

SITTING = Machine(
    name="sitting",
    moves={
        START: {NEW: IN_PROGRESS},
        EXPIRE: {IN_PROGRESS: OVERDUE},
        HAND_IN: move_from(IN_PROGRESS, OVERDUE, to=SUBMITTED),
        ABANDON: move_from(IN_PROGRESS, OVERDUE, to=ABANDONED),
        MARK: {SUBMITTED: MARKED},
    },
)
"""Nothing follows `marked` and `abandoned`: a mark that is corrected later is another record."""


def followers() -> dict[str, frozenset[str]]:
    """Step → the steps that may come next; `NEW` before the first. Every state is entered by one kind of step, so this is the machine."""
    entered = {step: set(move.values()) for step, move in SITTING.moves.items()}
    found = {NEW: frozenset(step for step, move in SITTING.moves.items() if NEW in move)}
    for step, states in entered.items():
        found[step] = frozenset(next_ for next_, move in SITTING.moves.items() if states & move.keys())
    return found
