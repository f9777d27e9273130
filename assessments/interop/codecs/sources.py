"""Bytes into text, or a refusal that says what to do."""

from assessments.interop.codecs.items import Finding, Place
from assessments.interop.codecs.sentences import Said, say
from modules.dialect.source import clean

MAX_BYTES = 2_000_000
"""Of a file of text; thousands of questions fit."""

MAX_ITEMS = 200
"""Of one file: they go into one page, and nobody answers more."""

_BOM = b"\xef\xbb\xbf"


class Refused(Exception):
    """Nothing can be read from this file."""

    def __init__(self, code: str, message: Said, place: Place | None = None) -> None:
        super().__init__(message)
        self.finding = Finding(code=code, place=place or Place(line=1), message=message)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, with plain line ends. Raises Refused."""
    if len(data) > MAX_BYTES:
        raise Refused("too-large", say("the file is larger than %(size)s MB; divide it", size=MAX_BYTES // 1000000))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused("not-utf-8", say("the file is in UTF-16; save it as UTF-8"))
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = Place(line=data.count(b"\n", 0, error.start) + 1)
        raise Refused("not-utf-8", say("this line is not in UTF-8; save the file as UTF-8"), place) from error
    if "\x00" in text:
        place = Place(line=text.count("\n", 0, text.index("\x00")) + 1)
        raise Refused("no-text", say("the line holds a NUL character; delete it"), place)
    return clean(text)
