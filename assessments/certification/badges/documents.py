"""Documents as bytes: one way to write them, and a strict way to read what strangers send. Pure.

JSON leaves room that a signature must not: a key given twice, a number with a fraction, a value that is nothing, characters that are
written in more than one way. None of that is read. Terms alone are keys, because a concept's full address as a key
would be signed the same and read by nobody.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

MOST_BYTES = 256 * 1024
"""A dense status list of 131 072 entries takes 22 kB, a certificate with forty indicators 15 kB."""

MOST_DEPTH = 12
MOST_NUMBER = 2**53
"""Beyond it readers in other languages round."""

Document = dict[str, Any]

# Line ends are spelled alike by every canonical form; for other control characters that is not so. Lone surrogates have no bytes.
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Unreadable(ValueError):
    """Bytes that are no document, or a document that leaves room for a second meaning."""


def written(document: Mapping[str, Any]) -> bytes:
    """A document as UTF-8 without spaces, its keys in the order they have."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def read(source: bytes | Mapping[str, Any]) -> Document:
    """The document in some bytes, or given; raises Unreadable."""
    document = _parsed(source) if isinstance(source, bytes) else dict(source)
    if not isinstance(document, dict):
        raise Unreadable("a document is an object")
    checked(document)
    return document


def checked(document: Mapping[str, Any]) -> None:
    """Refuse what has more than one meaning; raises Unreadable. `@context` is left to whoever knows the contexts."""
    _check_object({key: value for key, value in document.items() if key != "@context"}, depth=0)


def _parsed(source: bytes) -> Any:
    if len(source) > MOST_BYTES:
        raise Unreadable("too long for a document")
    try:
        return json.loads(source.decode(), object_pairs_hook=_without_repeats)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise Unreadable("not JSON") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> Document:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise Unreadable("a key is given twice")
    return document


def _check(value: object, *, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Unreadable("too deep")
    if isinstance(value, dict):
        _check_object(value, depth)
    elif isinstance(value, list):
        _check_list(value, depth)
    else:
        _check_scalar(value)


def _check_object(value: Mapping[object, object], depth: int) -> None:
    for key, held in value.items():
        _check_key(key)
        _check(held, depth=depth + 1)
        if key == "type" and ":" in str(held):
            raise Unreadable("a type is a term as well")


def _check_key(key: object) -> None:
    if not isinstance(key, str) or not key or key.startswith("@") or ":" in key:
        raise Unreadable(f"{key!r} is no term")
    _check_scalar(key)


def _check_list(value: list[object], depth: int) -> None:
    if not value:
        raise Unreadable("an empty list says nothing that could be signed")
    for held in value:
        _check(held, depth=depth + 1)


def _check_scalar(value: object) -> None:
    if isinstance(value, str):
        if _UNFIT.search(value):
            raise Unreadable("a control character or half a character")
    elif not isinstance(value, bool) and not (isinstance(value, int) and abs(value) < MOST_NUMBER):
        raise Unreadable(f"a {type(value).__name__} has no one spelling")
