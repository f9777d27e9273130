"""The PDF: tagged, in its language, in our fonts, on one page, the same every time, and made of nothing from outside."""

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.certification.printing import bundle, checks, pdf
from assessments.certification.printing.certificate import CertificateView, page
from assessments.certification.printing.fonts import FAMILIES
from tests.assessments.certification.printing.certificates import (
    ALL,
    ENGLISH,
    KHMER,
    LONG_NAMES,
    SITE,
    UKRAINIAN,
    labels_become,
    longer,
    stretched,
)
from tests.assessments.certification.printing.conftest import Make, Poppler
from tests.assessments.certification.printing.pdf_reading import Document
from tests.assessments.certification.printing.shaping import FILES, names

ROOT = Path(__file__).resolve().parents[4]
MILLIMETRE = 96 / 25.4
PAINTS = (b"BT", b"f", b"f*", b"S", b"B", b"B*", b"b")
"""The operators of a PDF that leave something on the page."""
BY_LANGUAGE = [pytest.param(certificate, id=certificate.language) for certificate in ALL]


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_it_is_tagged_and_says_so(make: Make, certificate: CertificateView) -> None:
    document = Document(make(certificate))

    assert f"/Lang ({certificate.language})".encode() in document.catalog
    assert b"/MarkInfo <</Marked true>>" in document.catalog
    assert b"/StructTreeRoot" in document.catalog
    assert b"/DisplayDocTitle true" in document.catalog
    assert 'pdfuaid:part="1"' in document.metadata
    assert f"{certificate.title} · {certificate.name}" in document.metadata
    assert f"<rdf:li>{certificate.issuer}</rdf:li>" in document.metadata


def test_its_tags_are_those_of_the_page(make: Make) -> None:
    tags = Document(make(ENGLISH)).tags

    assert tags.count("H1") == tags.count("H2") == 1
    assert tags.index("H1") < tags.index("H2")
    assert tags.count("LI") == len(ENGLISH.competencies) + len(ENGLISH.signatories) + 6  # the facts are pairs
    assert tags.count("Link") == 1


def test_every_figure_says_what_it_is(make: Make) -> None:
    figures = [found for found in Document(make(ENGLISH)).of_type("StructElem") if b"/S /Figure" in found]

    assert len(figures) == 2
    assert all(b"/Alt (" in figure for figure in figures)


def test_what_is_painted_is_tagged_or_an_artifact(make: Make) -> None:
    document = Document(make(ENGLISH))
    painted = next(data for data in document.streams.values() if b"\nBT\n" in data)
    depth, outside = 0, []
    for line in painted.split(b"\n"):
        depth += line.endswith((b"BDC", b"BMC"))
        depth -= line == b"EMC"
        if not depth and (line in PAINTS or line.endswith(b" Do")):
            outside.append(line)

    assert b"/Artifact" in painted
    assert not outside


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_it_is_set_in_the_bundled_fonts_without_a_box(make: Make, certificate: CertificateView) -> None:
    glyphs = [glyph for text in Document(make(certificate)).texts for glyph in text]

    assert len(glyphs) > 300
    assert {glyph.font for glyph in glyphs} <= set(FILES)
    assert not [glyph for glyph in glyphs if not 0 < glyph.number < len(names(glyph.font))]


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_no_dotted_circle_is_painted(make: Make, certificate: CertificateView) -> None:
    glyphs = [glyph for text in Document(make(certificate)).texts for glyph in text]

    assert not [glyph for glyph in glyphs if names(glyph.font)[glyph.number] == "uni25CC"]


def test_a_box_and_a_dotted_circle_would_be_seen(make: Make) -> None:
    boxes = Document(make(dataclasses.replace(ENGLISH, name="\U000f0000 Lim")))
    circles = Document(make(dataclasses.replace(KHMER, name="\u17d2\u1780")))

    assert any(
        not 0 < glyph.number < len(names(glyph.font)) for text in boxes.texts for glyph in text if glyph.font in FILES
    )
    assert any(names(glyph.font)[glyph.number] == "uni25CC" for text in circles.texts for glyph in text)


@pytest.mark.parametrize("certificate", [pytest.param(ENGLISH, id="en"), pytest.param(UKRAINIAN, id="uk")])
def test_its_name_can_be_read_out_and_copied(make: Make, poppler: Poppler, certificate: CertificateView) -> None:
    text = poppler(make(certificate), "pdftotext").decode()

    assert certificate.name in text
    assert certificate.code in text
    assert certificate.valid_until in text


def _in_another_process(program: str, *words: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "training_site.settings.test", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def _is_one_page_within_the_frame(document: Document) -> None:
    starts = {glyph.start for text in document.texts for glyph in text}

    assert len(document.of_type("Page")) == 1
    assert min(x for x, _ in starts) >= 17 * MILLIMETRE
    assert max(x for x, _ in starts) <= (297 - 17) * MILLIMETRE
    assert min(y for _, y in starts) >= 17 * MILLIMETRE
    assert max(y for _, y in starts) <= (209.5 - 17) * MILLIMETRE


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_it_is_one_page(make: Make, certificate: CertificateView) -> None:
    _is_one_page_within_the_frame(Document(make(certificate)))


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_with_a_name_of_eighty_letters_and_texts_40_percent_longer_it_is_one_page(
    make: Make, certificate: CertificateView, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels_become(longer, monkeypatch, certificate.language)
    long = stretched(dataclasses.replace(certificate, name=LONG_NAMES[certificate.language]))

    _is_one_page_within_the_frame(Document(make(long)))


def test_many_competencies_and_three_signatories_are_one_page(make: Make) -> None:
    certificate = dataclasses.replace(
        ENGLISH, competencies=ENGLISH.competencies * 3, signatories=(*ENGLISH.signatories, ENGLISH.signatories[0])
    )

    _is_one_page_within_the_frame(Document(make(certificate)))


def test_with_a_note_and_a_long_name_it_is_one_page(make: Make) -> None:
    certificate = dataclasses.replace(
        ENGLISH,
        name=LONG_NAMES["en"],
        status_note="Replaced by a corrected certificate, MFC-2026-0107, on 4 June 2026.",
    )

    _is_one_page_within_the_frame(Document(make(certificate)))


def test_what_cannot_fit_goes_on_a_second_page_and_is_not_cut_off(make: Make, poppler: Poppler) -> None:
    certificate = dataclasses.replace(ENGLISH, competencies=ENGLISH.competencies * 9)
    made = make(certificate)

    assert len(Document(made).of_type("Page")) == 2
    assert poppler(made, "pdftotext").decode().count("Traces families") == 9


def test_the_same_certificate_gives_the_same_bytes_in_another_process(make: Make, tmp_path: Path) -> None:
    html = tmp_path / "page.html"
    html.write_text(page(KHMER), encoding="utf-8")
    program = (
        "import sys, pathlib, hashlib, django; django.setup()\n"
        "from assessments.certification.printing import pdf\n"
        f"made = pdf.render(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'), base={SITE!r})\n"
        "sys.stdout.write(hashlib.sha256(made).hexdigest())"
    )
    digests = {_in_another_process(program, str(html), PYTHONHASHSEED=seed) for seed in ("1", "2")}

    assert len(digests) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/picture.png",
        "https://elsewhere.example/picture.png",
        "file:///etc/passwd",
        "../../../../etc/passwd",
        "data:image/png;base64,iVBORw0KGgo=",
        "ftp://training.example/picture.png",
        "/static/design/css/site.css",
        "/static/../manage.py",
        "/media/picture.png",
        "https://training.example.elsewhere.example/static/design/css/certificate.css",
    ],
)
def test_a_page_that_asks_for_anything_else_is_refused(make: Make, address: str) -> None:
    html = page(ENGLISH).replace("</main>", f'<img src="{address}" alt="x"></main>')

    with pytest.raises(bundle.ForeignFile):
        pdf.render(html, base=SITE)


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="https://elsewhere.example/a.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import "file:///etc/passwd"; </style>',
        '<style>h1 { background: url("file:///etc/hostname") }</style>',
        '<base href="https://elsewhere.example/">',
    ],
)
def test_no_other_way_leads_out_either(make: Make, markup: str) -> None:
    html = page(ENGLISH).replace("</title>", f"</title>{markup}")

    with pytest.raises(bundle.ForeignFile):
        pdf.render(html, base=SITE)


@pytest.mark.parametrize("name", ["design/css/certificate.css", "design/css/certificate.0123456789ab.css"])
def test_the_stylesheet_is_found_by_its_name_with_or_without_a_digest(name: str) -> None:
    content, kind = bundle.read(f"{SITE}static/{name}", base=SITE)

    assert b".sheet" in content
    assert kind == "text/css"


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(pdf.PrintingUnavailable, match="libpango"):
        pdf.render("<p>", base=SITE)
    [message] = checks.pdfs_can_be_made()
    assert message.id == "certification.W001"
    assert "libharfbuzz-subset0" in str(message.hint)


def test_a_library_that_is_not_there_is_told_in_our_words_alone(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("print('a page of advice')\nraise OSError('cannot load library')\n")
    program = (
        "import django; django.setup()\n"
        "from assessments.certification.printing import pdf\n"
        "try: pdf.library()\n"
        "except pdf.PrintingUnavailable as error: print(error)"
    )
    said = _in_another_process(program, PYTHONPATH=str(tmp_path))

    assert said == f"PDFs cannot be made on this machine. To install what is missing: {pdf.INSTALL}\n"


def test_with_the_libraries_the_check_is_silent(make: Make) -> None:
    assert checks.pdfs_can_be_made() == []


def test_importing_the_module_loads_no_library_of_the_system() -> None:
    program = (
        "import sys, django; django.setup()\n"
        "from assessments.certification.printing import pdf, glyphs, certificate, qr\n"
        "print(sorted({'weasyprint', 'fontTools'} & set(sys.modules)))"
    )

    assert _in_another_process(program).strip() == "[]"


def test_the_fonts_stay_small_and_carry_their_licence() -> None:
    files = [file for family in FAMILIES.values() for file in family]

    assert sum(file.stat().st_size for file in files) <= 400_000
    assert re.search("SIL OPEN FONT LICENSE Version 1.1", (files[0].parent / "OFL.txt").read_text(encoding="utf-8"))
