"""Exact numbers as decimals."""

from fractions import Fraction

_PLACES = 12


def decimal(number: Fraction) -> str:
    """The number with as many decimals as it takes, twelve at most."""
    scaled = round(number * 10**_PLACES)
    whole, rest = divmod(abs(scaled), 10**_PLACES)
    decimals = f".{rest:0{_PLACES}d}".rstrip("0").rstrip(".")
    return f"{'-' if scaled < 0 else ''}{whole}{decimals}"
