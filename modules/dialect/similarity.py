"""How far apart two words are, and how far they may be when an author allows slips of the pen (`{fuzzy}`)."""

from modules.dialect.khmer import clusters


def slips_allowed(answer: str) -> int:
    """The number of slips forgiven in an answer: one if it is longer than 3 signs, two if longer than 9, else none."""
    length = len(clusters(answer))
    if length > 9:
        return 2
    return 1 if length > 3 else 0


def is_close(answer: str, given: str) -> bool:
    """Whether `given` differs from `answer` by no more slips than the answer allows; both already normalised."""
    allowed = slips_allowed(answer)
    return distance(answer, given, limit=allowed) <= allowed


def distance(left: str, right: str, *, limit: int) -> int:
    """Slips between two texts, counted in grapheme clusters, or `limit + 1` where there are more than `limit`.

    A slip is a sign left out, added, replaced, or two neighbours swapped (restricted Damerau-Levenshtein). Only the
    band of the table that can stay within the limit is computed, so a long answer costs its length times the limit.
    """
    a, b = clusters(left), clusters(right)
    too_far = limit + 1
    if abs(len(a) - len(b)) > limit:
        return too_far
    before: dict[int, int] = {}
    last = {j: j for j in range(min(len(b), limit) + 1)}
    for i, sign in enumerate(a, 1):
        row = {0: i} if i <= limit else {}
        for j in range(max(1, i - limit), min(len(b), i + limit) + 1):
            steps = [
                last.get(j, too_far) + 1,
                row.get(j - 1, too_far) + 1,
                last.get(j - 1, too_far) + (sign != b[j - 1]),
            ]
            if i > 1 and j > 1 and sign == b[j - 2] and a[i - 2] == b[j - 1]:
                steps.append(before.get(j - 2, too_far) + 1)
            row[j] = min(steps)
        before, last = last, row
    return min(last.get(len(b), too_far), too_far)
