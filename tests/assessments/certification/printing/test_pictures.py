"""The two certificates that somebody looked at: the pictures are what the glyphs of today draw, and the glyphs are what was looked at.

When a font, WeasyPrint or the design changes what is set, this fails and shows which letters. Look at the new certificate first; then
`manage.py test tests/assessments/certification/printing/test_pictures.py --write-pictures`, and commit the pictures with the lists of glyphs.
"""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assessments.certification.printing import fonts
from assessments.certification.printing.certificate import CertificateView
from tests.assessments.certification.printing.certificates import KHMER, UKRAINIAN
from tests.assessments.certification.printing.conftest import Make, Poppler
from tests.assessments.certification.printing.pdf_reading import Document
from tests.assessments.certification.printing.shaping import digest, shaped

PICTURES = Path(__file__).parent / "pictures"
DOTS, COLOURS = "80", 16
MOST_BYTES = 60_000
BOTH = [pytest.param(UKRAINIAN, "ukrainian", id="uk"), pytest.param(KHMER, "khmer", id="km")]


def _picture(made: bytes, poppler: Poppler) -> Image.Image:
    page = Image.open(io.BytesIO(poppler(made, "pdftoppm", "-r", DOTS, "-png")))
    return page.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def _write(name: str, made: bytes, glyphs: str, poppler: Poppler) -> None:
    note = PngInfo()
    note.add_text("glyphs", digest(glyphs))
    (PICTURES / f"{name}.glyphs.txt").write_text(glyphs, encoding="utf-8")
    _picture(made, poppler).save(PICTURES / f"{name}.png", optimize=True, pnginfo=note)


@pytest.mark.parametrize(("certificate", "name"), BOTH)
def test_the_glyphs_are_those_that_somebody_looked_at(
    make: Make, poppler: Poppler, request: pytest.FixtureRequest, certificate: CertificateView, name: str
) -> None:
    made = make(certificate)
    glyphs = shaped(Document(made))
    if request.config.getoption("--write-pictures"):
        _write(name, made, glyphs, poppler)

    assert glyphs.splitlines() == (PICTURES / f"{name}.glyphs.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("certificate", "name"), BOTH)
def test_the_picture_was_made_of_these_glyphs(certificate: CertificateView, name: str) -> None:
    glyphs = (PICTURES / f"{name}.glyphs.txt").read_text(encoding="utf-8")
    file = PICTURES / f"{name}.png"

    with Image.open(file) as picture:
        assert picture.info["glyphs"] == digest(glyphs)
    assert file.stat().st_size <= MOST_BYTES


@pytest.mark.parametrize(("certificate", "name"), BOTH)
def test_the_page_looks_like_its_picture(make: Make, poppler: Poppler, certificate: CertificateView, name: str) -> None:
    now = _picture(make(certificate), poppler).convert("L")
    with Image.open(PICTURES / f"{name}.png") as file:
        then = file.convert("L")

    assert now.size == then.size
    # Another version of the drawing tool softens edges differently; a letter that moved or changed blackens whole patches.
    shrunk = [
        picture.resize((now.width // 4, now.height // 4), Image.Resampling.BOX).tobytes() for picture in (now, then)
    ]
    far = sum(abs(a - b) > 64 for a, b in zip(*shrunk, strict=True))
    assert far <= 12


@pytest.mark.parametrize("table", ["GSUB", "GPOS"])
def test_a_font_that_shapes_otherwise_is_noticed(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    before = shaped(Document(make(KHMER)))
    files = []
    for file in fonts.FAMILIES["Certificate Serif Khmer"]:
        font = TTFont(file)
        del font[table]
        font.save(tmp_path / file.name)
        files.append(tmp_path / file.name)
    monkeypatch.setitem(fonts.FAMILIES, "Certificate Serif Khmer", tuple(files))

    assert digest(shaped(Document(make(KHMER)))) != digest(before)


def test_what_is_not_shaping_is_not_noticed(make: Make) -> None:
    made = make(UKRAINIAN)
    other = make(UKRAINIAN).replace(b"WeasyPrint", b"Weasyprint")

    assert digest(shaped(Document(made))) == digest(shaped(Document(other)))
