"""A reader of the PDFs we make: objects, streams, and the glyphs of every run of text. It knows no other PDFs."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)(?:\nstream\n|\nendobj)", re.DOTALL)
LENGTH = re.compile(rb"/Length (\d+)")
TEXT = re.compile(rb"\nBT\n(.*?)\nET\n", re.DOTALL)
STEP = re.compile(
    rb"1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm|"
    rb"/(?P<font>\S+) (?P<size>[-\d.]+) Tf|(?P<rise>[-\d.]+) Ts|\[(?P<shown>[^\]]*)\] TJ"
)
SHOWN = re.compile(rb"<([0-9a-f]*)>|([-\d.]+)")


@dataclass(frozen=True)
class Glyph:
    """A glyph of a font, and where it is put: steps in thousandths of the size, the rise in units of the page."""

    font: str
    """The PostScript name, without the tag of the subset."""
    size: float
    number: int
    rise: float
    before: int
    """What the pen was moved back before it."""
    start: tuple[float, float]
    """Where the text it belongs to begins: CSS pixels from the left and from the top of the page, on the base line."""


class Document:
    """A PDF, taken apart."""

    def __init__(self, content: bytes) -> None:
        self.objects: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        for found in OBJECT.finditer(content):
            number, head = int(found[1]), found[2]
            self.objects[number] = head
            if found[0].endswith(b"\nstream\n"):
                self._take_stream(number, head, content[found.end() :])

    def _take_stream(self, number: int, head: bytes, rest: bytes) -> None:
        length = LENGTH.search(head)
        assert length, head
        data = rest[: int(length[1])]
        self.streams[number] = zlib.decompress(data) if b"/FlateDecode" in head else data
        if b"/ObjStm" in head:
            self._take_objects(head, self.streams[number])

    def _take_objects(self, head: bytes, packed: bytes) -> None:
        found = re.search(rb"/First (\d+)", head)
        assert found
        first = int(found[1])
        numbers = [int(word) for word in packed[:first].split()]
        places = [*numbers[1::2], len(packed)]
        for index, number in enumerate(numbers[::2]):
            self.objects[number] = packed[first + places[index] : first + places[index + 1]].strip()

    def of_type(self, kind: str) -> list[bytes]:
        """The objects of a type, such as Catalog or StructElem."""
        return [found for found in self.objects.values() if re.search(rf"/Type\s*/{kind}\b".encode(), found)]

    @cached_property
    def catalog(self) -> bytes:
        return self.of_type("Catalog")[0]

    @cached_property
    def metadata(self) -> str:
        """The XMP packet."""
        return next(data for data in self.streams.values() if data.startswith(b"<?xpacket")).decode()

    @cached_property
    def tags(self) -> list[str]:
        """The types of all structure elements."""
        return [re.search(rb"/S\s*/(\w+)", found)[1].decode() for found in self.of_type("StructElem")]

    @cached_property
    def fonts(self) -> dict[str, str]:
        """Name in the content → PostScript name of the font."""
        faces = {
            number: re.search(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/]+)", found)[1].decode()
            for number, found in self.objects.items()
            if b"/Type0" in found
        }
        named = re.findall(rb"/(\S+) (\d+) 0 R", b" ".join(self.objects.values()))
        return {name.decode(): faces[int(number)] for name, number in named if int(number) in faces}

    @cached_property
    def texts(self) -> list[tuple[Glyph, ...]]:
        """Every text that is painted at one go, a line or a piece of one, in that order."""
        painted = (data for data in self.streams.values() if b" Tf\n" in data)
        return [tuple(self._glyphs(found[1])) for data in painted for found in TEXT.finditer(data)]

    def _glyphs(self, text: bytes) -> Iterator[Glyph]:
        font, size, rise, moved, place = "", 0.0, 0.0, 0.0, (0.0, 0.0)
        for step in STEP.finditer(text):
            if step["x"]:
                place = (float(step["x"]), float(step["y"]))
            elif step["font"]:
                font, size = self.fonts[step["font"].decode()], float(step["size"])
            elif step["rise"]:
                rise = float(step["rise"])
            for numbers, back in SHOWN.findall(step["shown"] or b""):
                moved += float(back or 0)
                for start in range(0, len(numbers), 4):
                    number = int(numbers[start : start + 4], 16)
                    yield Glyph(font=font, size=size, number=number, rise=rise, before=round(moved), start=place)
                    moved = 0.0
