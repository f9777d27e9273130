"""The formats by name, and which one a file seems to be in."""

import re
from collections.abc import Callable
from pathlib import PurePath

from assessments.interop.codecs import aiken, gift, moodle_xml, text2qti
from assessments.interop.codecs.items import Reading

READERS: dict[str, Callable[[bytes], Reading]] = {
    "gift": gift.read,
    "aiken": aiken.read,
    "moodle-xml": moodle_xml.read,
    "text2qti": text2qti.read,
}

_BY_ENDING = {".gift": "gift", ".aiken": "aiken", ".xml": "moodle-xml", ".md": "text2qti"}
_AIKEN = re.compile(rb"^[ \t]*ANSWER:[ \t]*[A-Z][ \t]*\r?$", re.MULTILINE)


def guess(name: str, data: bytes) -> str:
    """The format of a file by the ending of its name; a plain text with lines `ANSWER: B` is Aiken, any other one GIFT."""
    ending = PurePath(name).suffix.lower()
    return _BY_ENDING.get(ending) or ("aiken" if _AIKEN.search(data) else "gift")
