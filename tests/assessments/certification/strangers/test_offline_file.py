"""The page to save: one file in which everything stands, that can load nothing and send nothing."""

import base64
import hashlib
import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from assessments.certification.badges.verdict import Result
from assessments.certification.pages.offline_words import OFFLINE_WORDS, UNCHECKED
from assessments.certification.services import keys
from tests.factories import certification as make
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 12, 1, 14, 2, tzinfo=UTC)


def file(address: str = "/verify/offline/", **headers: str) -> HttpResponse:
    with time_machine.travel(LATER, tick=False):
        response = Client().get(address, headers=headers)
    assert response.status_code == 200
    return response


def held(response: HttpResponse) -> dict[str, object]:
    """The data in the file."""
    found = re.search(
        r'<script id="at-hand" type="application/json">(.*?)</script>', response.content.decode(), re.DOTALL
    )
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def inside(response: HttpResponse, element: str) -> list[str]:
    return re.findall(rf"<{element}>(.*?)</{element.split()[0]}>", response.content.decode(), re.DOTALL)


def test_every_finding_has_words() -> None:
    assert set(OFFLINE_WORDS) == {*Result, UNCHECKED}


def test_the_policy_lets_run_what_stands_in_the_file_and_nothing_else() -> None:
    response = file()
    policy = response["Content-Security-Policy"]
    (program,), (style,) = inside(response, 'script type="module"'), inside(response, "style")

    for name, text in (("script-src", program), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_file_carries_its_policy_before_anything_it_rules() -> None:
    response = file()
    text = response.content.decode()
    policy = response["Content-Security-Policy"].removesuffix("; frame-ancestors 'none'")

    assert policy in text.replace("&#x27;", "'")
    assert text.index("Content-Security-Policy") < min(text.index(mark) for mark in ("<base", "<style", "<script"))


def test_the_file_loads_nothing() -> None:
    text = file().content.decode()

    assert not re.findall(
        r"<(?:link|img|iframe|object)\b|<script[^>]*\ssrc=|@import|\burl\(|fetch\(|XMLHttpRequest", text
    )


def test_links_lead_to_the_site_also_where_the_file_was_saved() -> None:
    text = file().content.decode()

    assert '<base href="http://testserver/">' in text
    assert 'href="/child-in-danger/"' in text
    assert "base-uri http://testserver;" in text
    assert not re.findall(r'href="#', text)


def test_the_file_knows_every_issuer_its_keys_and_both_lists() -> None:
    row = make.credential()
    other = make.credential(version=make.certification(code="other", issuer=OrganisationFactory(name="Another issuer")))
    keys.rotate(issuer=row.issuer, now=LATER)

    data = held(file())

    assert set(data["issuers"].values()) == {"Example Training Organisation", "Another issuer"}  # type: ignore[attr-defined]
    assert len(data["keys"]) == 3  # type: ignore[arg-type]
    assert len(data["lists"]) == 4  # type: ignore[arg-type]
    assert b"Another issuer" in file().content
    assert all(keys.signing(key).multibase not in file().content.decode() for key in (other.key,))


def test_where_nobody_has_issued_anything_the_file_says_so() -> None:
    assert b"Nobody on this site has issued a certificate yet" in file().content


def test_nobodys_name_stands_in_the_file() -> None:
    row = make.credential()
    make.changed(row, "revoked", on=date(2026, 11, 3))

    text = file().content.decode()

    assert make.NAME not in text
    assert row.code not in text


def test_the_file_can_be_kept_under_a_name_with_its_day() -> None:
    response = file("/verify/offline/?save")

    assert response["Content-Disposition"] == 'attachment; filename="certificates-en-2026-12-01.html"'
    assert "Content-Disposition" not in file()


def test_the_file_speaks_the_language_it_was_asked_for_in() -> None:
    assert b'<html lang="km"' in file(**{"accept-language": "km"}).content
    assert b'<html lang="en"' in file(**{"accept-language": "fr"}).content


def test_a_hostile_name_of_an_issuer_stays_text() -> None:
    make.credential(version=make.certification(issuer=OrganisationFactory(name="</script><script>alert(1)</script>")))

    text = file().content.decode()

    assert "<script>alert" not in text
    assert len(re.findall("</script>", text)) == 2
