"""The formats by name, and which one a file seems to be in."""

import re
from collections.abc import Callable
from pathlib import PurePath

from assessments.interop.codecs import aiken, gift, h5p, moodle_xml, qti, text2qti
from assessments.interop.codecs.items import Reading

READERS: dict[str, Callable[[bytes], Reading]] = {
    "gift": gift.read,
    "aiken": aiken.read,
    "moodle-xml": moodle_xml.read,
    "text2qti": text2qti.read,
    "qti": qti.read,
    "h5p": h5p.read,
}

_BY_ENDING = {".gift": "gift", ".aiken": "aiken", ".xml": "moodle-xml", ".md": "text2qti", ".h5p": "h5p"}
_AIKEN = re.compile(rb"^[ \t]*ANSWER:[ \t]*[A-Z][ \t]*\r?$", re.MULTILINE)


def guess(name: str, data: bytes) -> str:
    """The format of a file by the ending of its name; XML with an item of QTI is QTI, a plain text with lines `ANSWER: B` is Aiken, any other one GIFT."""
    ending = PurePath(name).suffix.lower()
    if ending == ".xml" and re.search(rb"<(?:\w+:)?(?:qti-assessment-item|assessmentItem)\b", data[:20_000]):
        return "qti"
    return _BY_ENDING.get(ending) or ("aiken" if _AIKEN.search(data) else "gift")
