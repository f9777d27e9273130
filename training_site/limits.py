"""How often something may be done within a time. It is counted in the cache: a limit holds for a process, or for all that share a cache."""

from django.core.cache import cache


def count(key: str, *, seconds: int) -> int:
    """How often this has been counted since the first time, this time included; after so many seconds it begins anew."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # the time is over since
        cache.add(key, 1, seconds)
        return 1
