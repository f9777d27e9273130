"""The one way to write content down as bytes, so that a signature can name it. Pure.

JSON with sorted keys, no spaces, UTF-8, text in Unicode's composed form (NFC) and line ends as LF; after RFC 8785 in spirit, without
its numbers, because content holds none but integers.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


class NotCanonical(ValueError):
    """A value that has no one spelling, such as a float."""


def canonical(content: Mapping[str, Json]) -> bytes:
    """The bytes of some content; equal content gives equal bytes. Raises NotCanonical for floats and unknown types."""
    return json.dumps(_plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content: Mapping[str, Json]) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _plain(value: Json) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
        return lines if lines.isascii() else unicodedata.normalize("NFC", lines)
    # A dict is told apart at once; asking whether something is a Mapping takes long.
    if isinstance(value, dict | Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(item) for item in value]
    raise NotCanonical(f"{type(value).__name__} has no one spelling")
