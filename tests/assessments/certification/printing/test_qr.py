"""The QR code: the modules of the standard, drawn with attributes only, and still the same when it has been printed."""

import io
import re
from xml.etree import ElementTree as ET

import pytest
import segno
from django.utils.safestring import SafeString
from PIL import Image

from assessments.certification.printing import qr
from tests.assessments.certification.printing.certificates import ENGLISH
from tests.assessments.certification.printing.conftest import Make, Poppler
from tests.assessments.certification.printing.pdf_reading import Document

ADDRESS = ENGLISH.verify_url
SVG = "{http://www.w3.org/2000/svg}"
RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v1h-\3z")


def _drawn(svg: str) -> tuple[int, set[tuple[int, int]]]:
    """The side of a drawing, and its dark modules."""
    root = ET.fromstring(svg)
    path = root.findall(f"{SVG}path")[1]
    rectangles = [tuple(map(int, found)) for found in RECTANGLE.findall(path.attrib["d"])]
    assert "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in rectangles) == path.attrib["d"]
    side = int(root.attrib["viewBox"].split()[-1])
    return side, {(x + step, y) for x, y, length in rectangles for step in range(length)}


def _expected(content: str, correction: str) -> tuple[int, set[tuple[int, int]]]:
    rows = list(segno.make_qr(content, error=correction).matrix_iter(border=4))
    return len(rows), {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}


@pytest.mark.parametrize("correction", ["l", "m", "q", "h"])
@pytest.mark.parametrize("content", [ADDRESS, "x", "ស្រីមុំ", "token " * 150], ids=["address", "short", "Khmer", "long"])
def test_its_dark_modules_are_those_of_the_standard(content: str, correction: qr.Correction) -> None:
    assert _drawn(qr.svg(content, title="t", correction=correction)) == _expected(content, correction)


def test_it_bears_wear_unless_told_otherwise() -> None:
    assert _drawn(qr.svg(ADDRESS, title="t")) == _expected(ADDRESS, "q")


def test_it_has_attributes_that_the_content_policy_allows_and_no_others() -> None:
    names = {name for element in ET.fromstring(qr.svg(ADDRESS, title="t")).iter() for name in element.attrib}

    assert names == {"viewBox", "width", "height", "role", "fill", "d"}


def test_a_screen_reader_says_its_title_and_nothing_in_it_is_markup() -> None:
    svg = qr.svg(ADDRESS, title='Check "this" <now> & here')
    title = ET.fromstring(svg).find(f"{SVG}title")

    assert title is not None
    assert title.text == 'Check "this" <now> & here'
    assert isinstance(svg, SafeString)


def test_what_is_too_long_is_said() -> None:
    with pytest.raises(segno.DataOverflowError):
        qr.svg("x" * 8000, title="t")


def test_the_modules_are_the_same_on_paper(make: Make, poppler: Poppler) -> None:
    made = make(ENGLISH)
    [figure] = [found for found in Document(made).of_type("StructElem") if b"/Alt (QR code" in found]
    box = re.search(rb"/BBox \[([\d. ]+)\]", figure)
    assert box
    left, top, right, _ = (float(word) for word in box[1].split())
    dots = 300
    picture = Image.open(io.BytesIO(poppler(made, "pdftoppm", "-r", str(dots), "-png"))).convert("L")
    side, expected = _expected(ADDRESS, "q")
    module = (right - left) / side

    def dark(x: int, y: int) -> bool:
        # The box is in CSS pixels, 96 to the inch.
        place = (round((left + (x + 0.5) * module) * dots / 96), round((top + (y + 0.5) * module) * dots / 96))
        value = picture.getpixel(place)
        assert isinstance(value, int)
        return value < 128

    assert {(x, y) for x in range(side) for y in range(side) if dark(x, y)} == expected
    assert module * 25.4 / 96 > 0.5  # millimetres: what a cheap phone still reads
