"""Words of the site's own addresses that stand where the code of a certification stands: none of them can be a code."""

from collections.abc import Iterator
from functools import cache

from django.urls import URLResolver, get_resolver

CODE = "<slug:code>"


@cache
def words_of_the_site() -> frozenset[str]:
    """Every fixed word that some address has where another one has a code. Patterns do not change while the site runs."""
    addresses = [tuple(address.split("/")) for address in _addresses(get_resolver())]
    before = {address[: address.index(CODE)] for address in addresses if CODE in address}
    return frozenset(
        address[len(start)]
        for address in addresses
        for start in before
        if address[: len(start)] == start and _is_fixed(address[len(start) : len(start) + 1])
    )


def _is_fixed(step: tuple[str, ...]) -> bool:
    return bool(step) and step[0] not in ("", CODE) and "<" not in step[0]


def _addresses(resolver: URLResolver, above: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = f"{above}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, address)
        else:
            yield address
