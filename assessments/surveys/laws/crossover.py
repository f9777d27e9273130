"""Who begins with which form of a test. Pure: a stored seed gives the same seats for ever, and the halves differ by one at most."""

from collections.abc import Collection, Mapping
from hashlib import sha256

A, B = "a", "b"


def seats(people: Collection[int], *, seed: str, taken: Mapping[int, str]) -> dict[int, str]:
    """Person → form to begin with, for those who have no seat yet; `taken` are the seats of those who do.

    By chance in the order of a hash, each into the smaller half; where both are equal, the hash decides.
    """
    number = {form: sum(seat == form for seat in taken.values()) for form in (A, B)}
    found: dict[int, str] = {}
    for person in sorted(set(people) - set(taken), key=lambda one: _chance(seed, one)):
        if number[A] == number[B]:
            form = A if _chance(seed, person)[-1] % 2 else B
        else:
            form = min((A, B), key=number.__getitem__)
        found[person] = form
        number[form] += 1
    return found


def other(form: str) -> str:
    """The form that comes after."""
    return B if form == A else A


def _chance(seed: str, person: int) -> bytes:
    return sha256(f"{seed}\n{person}".encode()).digest()
