"""Digests of codes that people carry on paper. A code has 50 bits of chance, so one keyed hash is as good as a slow one."""

from django.utils.crypto import salted_hmac


def digest(code: str) -> str:
    """What is kept of a code."""
    return salted_hmac("cohorts.first_code", code, algorithm="sha256").hexdigest()
