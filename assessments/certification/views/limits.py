"""How often codes that nobody has may be tried from one place.

A code holds 50 bits of chance, so that guessing is hopeless anyway; the limit keeps hopeless guessing from costing anything. While somebody
has to wait, a right code is not answered either: else the wait itself would tell right from wrong. The address of whoever asks is kept in
no clear form, and for no longer than the minute.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from training_site import limits

MISSES, SECONDS = 20, 60
"""So many codes that nobody has are answered from one place in so many seconds: enough for a room full of people who mistype."""
IPV6_PLACE = 64
"""Bits of an address that are one household's or one server's; the rest it chooses itself."""


LISTS, HOUR = 40, 3600
"""So many lists of codes are checked for one person in an hour: a table and its file are two."""


def may_check(person_id: int) -> bool:
    """Whether somebody may have one more list of codes checked; it counts as one."""
    return limits.count(f"certification.lists:{person_id}", seconds=HOUR) <= LISTS


def has_to_wait(request: HttpRequest) -> bool:
    """Whether too many codes were tried from here within the minute."""
    return int(cache.get(_kept_as(request), 0)) >= MISSES


def note_miss(request: HttpRequest) -> None:
    """One more code that nobody has."""
    limits.count(_kept_as(request), seconds=SECONDS)


def _kept_as(request: HttpRequest) -> str:
    return f"certification.misses:{salted_hmac('certification.misses', _place(request)).hexdigest()}"


def _place(request: HttpRequest) -> str:
    address = get_adapter().get_client_ip(request)
    try:
        found = ip_address(address)
    except ValueError:
        return str(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, IPV6_PLACE), strict=False))
    return str(found)
