"""The page alone, without any PDF: complete, valid, light, and under the strict policy."""

import dataclasses
import gzip
import re
from pathlib import Path

import pytest
import tinyhtml5
from django.contrib.staticfiles import finders
from django.utils import translation
from tinyhtml5.parser import HTMLParser

from assessments.certification.printing.certificate import CertificateView, Way, page
from tests.assessments.certification.printing.certificates import (
    ALL,
    ENGLISH,
    KHMER,
    LONG_NAMES,
    labels_become,
    stretched,
)

BY_LANGUAGE = [pytest.param(certificate, id=certificate.language) for certificate in ALL]
EVERYTHING = dataclasses.replace(
    ENGLISH,
    status_note="Replaced by a corrected certificate on 4 June 2026.",
    ways=(Way(title="Download as PDF", url="/certificates/1.pdf"),),
)
LABELS = (
    "Certificate",
    "Competencies shown",
    "Valid from",
    "Valid until",
    "Version of the content",
    "Check this certificate:",
)
BUDGET = 14_000
FILES_OF_A_SCREEN = ("css/certificate.css", "img/certificate-frame.svg", "img/certificate-frame-a4.svg")


def _static(name: str) -> bytes:
    found = finders.find(f"design/{name}")
    assert isinstance(found, str)
    return Path(found).read_bytes()


def _text(html: str) -> str:
    return " ".join("".join(tinyhtml5.parse(html, namespace_html_elements=False).find("body").itertext()).split())


@pytest.mark.parametrize("certificate", [*BY_LANGUAGE, pytest.param(EVERYTHING, id="with a note and ways")])
def test_it_is_valid(certificate: CertificateView) -> None:
    parser = HTMLParser()
    parser.parse(page(certificate))

    assert parser.errors == []


def test_what_is_not_valid_would_be_found() -> None:
    parser = HTMLParser()
    parser.parse(page(ENGLISH).replace("</main>", "</p></b></main>"))

    assert parser.errors


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_it_says_everything(certificate: CertificateView) -> None:
    html = page(certificate)
    said = _text(html)
    facts = (
        certificate.valid_from,
        certificate.valid_until,
        certificate.content_version,
        certificate.serial,
        certificate.code,
    )

    assert not [text for text in (*certificate.texts, *facts, certificate.verify_address) if text not in said]
    assert f'href="{certificate.verify_url}"' in html
    assert f'<html lang="{certificate.language}" dir="ltr" data-phase="every">' in html
    assert html.count("<h1") == 1


def test_what_has_happened_to_it_and_the_ways_on_are_said_where_there_are_any() -> None:
    assert EVERYTHING.status_note in _text(page(EVERYTHING))
    assert 'href="/certificates/1.pdf"' in page(EVERYTHING)
    assert 'role="status"' not in page(ENGLISH)
    assert "<nav" not in page(ENGLISH)


def test_what_is_empty_leaves_no_label_behind() -> None:
    bare = dataclasses.replace(
        ENGLISH, level="", scope="", competencies=(), signatories=(), valid_until="", content_version="", status_note=""
    )
    said = _text(page(bare))

    assert not [label for label in ("Valid until", "Version of the content", "Competencies shown") if label in said]
    assert "<li>" not in page(bare)
    assert "<ul" not in page(bare)
    assert '<p class="level">' not in page(bare)


def test_nothing_that_somebody_wrote_is_markup() -> None:
    word = "<b>&\"'"
    written = dict.fromkeys(
        ("title", "name", "issuer", "before_name", "after_name", "level", "scope", "status_note"), word
    )
    html = page(dataclasses.replace(ENGLISH, **written, competencies=(word,), serial=word, code=word, valid_from=word))

    assert "<b>&" not in html
    assert _text(html).count(word) >= 11


def test_it_is_in_its_own_language_whatever_the_reader_speaks() -> None:
    with translation.override("uk"):
        assert page(ENGLISH) == page(ENGLISH)
        assert translation.get_language() == "uk"
    with translation.override("en"):
        in_english = page(ENGLISH)
    with translation.override("uk"):
        assert page(ENGLISH) == in_english


def test_it_has_no_inline_style_or_script() -> None:
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:|data:", page(EVERYTHING))


def test_it_asks_search_engines_to_leave_it_alone() -> None:
    assert '<meta name="robots" content="noindex">' in page(ENGLISH)


@pytest.mark.parametrize("certificate", [*BY_LANGUAGE, pytest.param(EVERYTHING, id="with a note and ways")])
def test_it_fits_into_one_congestion_window(certificate: CertificateView) -> None:
    weights = [len(gzip.compress(data)) for data in (page(certificate).encode(), *map(_static, FILES_OF_A_SCREEN))]

    assert sum(weights) <= BUDGET, weights


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Amara Okonjo", ""),
        ("Amara Okonjo-Lindqvist", "long"),
        (LONG_NAMES["en"], "longest"),
        (LONG_NAMES["km"], "longest"),
        ("សុខ ស្រីមុំ", ""),  # eleven code points, five letters
    ],
)
def test_a_long_name_is_set_smaller(name: str, size: str) -> None:
    assert dataclasses.replace(ENGLISH, name=name).name_size == size


@pytest.mark.parametrize("certificate", BY_LANGUAGE)
def test_a_sheet_with_much_to_say_says_it_in_smaller_letters(certificate: CertificateView) -> None:
    long = stretched(dataclasses.replace(certificate, name=LONG_NAMES[certificate.language]))

    assert (certificate.fullness, long.fullness) == ("", "full")


def test_many_competencies_are_set_closer() -> None:
    assert ENGLISH.density == KHMER.density == ""
    assert dataclasses.replace(ENGLISH, competencies=ENGLISH.competencies * 3).density == "dense"


@pytest.mark.parametrize("label", LABELS)
def test_every_label_can_be_translated(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    labels_become(lambda text: f"†{text}", monkeypatch)

    assert f"†{label}" in _text(page(dataclasses.replace(ENGLISH, language="nl")))
