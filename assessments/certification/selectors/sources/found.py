"""What a source finds: facts by learner, each with a reference to its row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Replace

T = TypeVar("T")
Found = Mapping[int, Sequence[T]]
"""Number of a learner → facts, in no order; nothing for whom there is none."""
ByLearner = defaultdict[int, list[T]]
"""The same while it is being collected."""


KEY = Replace(Cast("pk", CharField()), Value("-"), Value(""))
"""The key of a row as a reference writes it, the same in every database: a number, or 32 hexadecimal digits."""


def together(*sources: Found[T]) -> Found[T]:
    """What several sources have found."""
    found: ByLearner[T] = defaultdict(list)
    for source in sources:
        for learner, facts in source.items():
            found[learner].extend(facts)
    return found
