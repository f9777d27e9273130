"""E-mail, addresses on the internet and positions on the map: the same in every country.

Each pattern begins where a run of its characters begins, so that none is tried twice over the same run.
"""

import re
from collections.abc import Iterator

from training_site.identifiers.findings import Finding, Kind
from training_site.identifiers.reading import Reading

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}(?![\w@])")

_TOP = "com|org|net|info|edu|gov|io|me|co|app|link|page|online|site|example|kh|zm|ke|ua|nl|eu|uk|be|de|укр"
_WEB = re.compile(
    r"(?<!\w)(?:https?://|www\.)[^\s<>\"\u00ab\u00bb\u17d4]{2,2000}"
    rf"|(?<![\w.@/-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}(?:{_TOP})/[^\s<>\"\u00ab\u00bb\u17d4]{{1,2000}}"
    rf"|(?<![\w.@/-])(?:[a-z0-9-]{{2,63}}\.){{1,5}}(?:{_TOP})(?![\w.-]*\w)"
    r"|(?<![\w@./])@[A-Za-z0-9_](?:[A-Za-z0-9_.]{1,28}[A-Za-z0-9_])"
)
_TRAILING = ".,;:!?)]}'\"\u2026*_|"

_PUBLIC = re.compile(
    r"(?:https?://)?(?:[\w-]+\.){0,3}(?:unicef\.org|un\.org|ohchr\.org|who\.int|unhcr\.org|savethechildren\.net|bettercarenetwork\.org"
    r"|gov\.(?:kh|zm|uk)|go\.ke|gov\.ua|rada\.gov\.ua|rijksoverheid\.nl|overheid\.nl)(?:/|\Z)"
)
"""Bodies known in the whole country or the world: their addresses identify nobody."""

_DEGREES = r"-?\d{1,3}\.\d{4,8}"
_COORDINATES = re.compile(
    rf"(?<![\w.])(?:lat\.?:? ?)?{_DEGREES}(?:°? ?[NSns])?(?:,| |, |; ?| / ?)(?:lon?g?\.?:? ?)?{_DEGREES}(?:°? ?[EWew])?(?![\w.]*\d)"
    r"|(?<!\w)\d{1,3}[°º] ?(?:\d{1,2}(?:\.\d{1,5})?['′] ?)?(?:\d{1,2}(?:\.\d{1,4})?(?:\"|″|'') ?)?[NSEWСПЗ]"
    r"(?:[ ,;]{1,3}\d{1,3}[°º] ?(?:\d{1,2}(?:\.\d{1,5})?['′] ?)?(?:\d{1,2}(?:\.\d{1,4})?(?:\"|″|'') ?)?[NSEWСПЗ])?"
)


def contacts(reading: Reading) -> Iterator[Finding]:
    """E-mail addresses, addresses on the internet with the names people carry there, and positions on the map."""
    for match in _EMAIL.finditer(reading.plain):
        yield Finding(match.start(), match.end(), Kind.EMAIL)
    for match in _WEB.finditer(reading.plain):
        address = match[0].rstrip(_TRAILING)
        if not _PUBLIC.match(address):
            yield Finding(match.start(), match.start() + len(address), Kind.WEB_ADDRESS)
    for match in reading.around_digits(_COORDINATES):
        yield Finding(match.start(), match.end(), Kind.COORDINATES)
