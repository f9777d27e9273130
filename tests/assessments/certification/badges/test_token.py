"""The token of the QR code: small, exact, and read from what a phone hands over."""

import base64
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.badges import status_list, token
from assessments.certification.badges.award import Purpose
from assessments.certification.badges.token import NotAToken, TooLong
from tests.assessments.certification.badges import samples

ADDRESS = "https://training.example/verify/7K3MQ0ZT9XE"
KHMER_NAME = "សុខ សំណាង ឧទាហរណ៍"


def test_a_token_says_what_the_certificate_says() -> None:
    read = token.read(samples.signed_token())

    assert (read.code, read.title, read.name) == ("7K3MQ0ZT9XE", "Reintegration Practice, level 3", "Ім'я Зразкове")
    assert read.begins.isoformat() == "2026-10-05T00:00:00+03:00"
    assert read.ends is not None
    assert read.ends.isoformat() == "2027-10-04T23:59:59+03:00"
    assert read.signed_at == samples.SIGNED
    assert read.fingerprint == samples.KEY.public.fingerprint
    assert [(mark.purpose, mark.index) for mark in read.marks] == [
        (Purpose.REVOCATION, samples.INDEX),
        (Purpose.SUSPENSION, samples.INDEX),
    ]
    assert read.marks[0].list_tag == status_list.tag(samples.REVOCATIONS)
    assert samples.KEY.public.verifies(read.signature, token.signed_bytes(read))


def test_a_token_is_the_same_whenever_it_is_made() -> None:
    assert samples.signed_token() == samples.signed_token()


def test_a_token_is_found_in_a_link_and_among_spaces() -> None:
    text = samples.signed_token()

    assert token.read(f"{ADDRESS}#{text}") == token.read(text) == token.read(f"  {text}\n")


def test_a_certificate_without_an_end_or_a_status_has_a_token() -> None:
    read = token.read(samples.signed_token(samples.award(valid_until=None, status=())))

    assert read.ends is None
    assert read.marks == ()


texts = st.text("aZ é'·\"\\\nЖїខ្មែរ🇰🇭\u200b", max_size=30)
days = st.integers(0, 62_000).map(lambda days: date(2000, 1, 1) + timedelta(days=days))


@given(
    name=texts,
    title=texts,
    first=days,
    length=st.integers(0, 3000) | st.none(),
    zone=st.sampled_from(
        ["Europe/Kyiv", "Asia/Phnom_Penh", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]
    ),
    index=st.integers(0, status_list.LONGEST - 1),
    signed_at=st.integers(0, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)
@settings(deadline=None)
def test_everything_comes_back(
    name: str, title: str, first: date, length: int | None, zone: str, index: int, signed_at: datetime
) -> None:
    award = samples.award(
        valid_from=first,
        valid_until=None if length is None else first + timedelta(days=length),
        zone=ZoneInfo(zone),
        status=(samples.replace(samples.ENTRIES[0], index=index),),
    )
    read = token.read(token.issued(award, code="C", title=title, name=name, key=samples.KEY, signed_at=signed_at))

    assert (read.title, read.name, read.marks[0].index) == (title, name, index)
    assert (read.begins, read.ends) == (award.begins, award.ends)
    assert read.signed_at == signed_at


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        pytest.param({}, "x" * 121, id="a long name"),
        pytest.param({"valid_from": date(1999, 12, 31)}, "x", id="a day before it begins"),
        pytest.param({"valid_from": date(2179, 6, 6)}, "x", id="a day after it ends"),
        pytest.param({"zone": ZoneInfo("Africa/Monrovia"), "valid_from": date(1971, 1, 1)}, "x", id="an odd zone"),
        pytest.param({"status": (samples.replace(samples.ENTRIES[0], index=2**24),)}, "x", id="an index beyond"),
    ],
)
def test_what_has_no_place_in_a_token_is_refused(changes: dict[str, object], name: str) -> None:
    with pytest.raises(TooLong):
        samples.signed_token(samples.award(**changes), name=name)


def test_a_moment_beyond_the_layout_is_refused() -> None:
    with pytest.raises(TooLong):
        samples.signed_token(at=datetime(2107, 1, 1, tzinfo=UTC))


def _data() -> bytes:
    text = samples.signed_token()
    return base64.b32decode(text + "=" * (-len(text) % 8))


def _spelled(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("7K3MQ0ZT9XE", id="a code typed by hand"),
        pytest.param(ADDRESS, id="a link without a token"),
        pytest.param(samples.signed_token().lower(), id="small letters"),
        pytest.param(samples.signed_token()[:100], id="cut off"),
        pytest.param(samples.signed_token() + "=", id="padding"),
        pytest.param("A" * 5000, id="far too long"),
        pytest.param("é" * 8, id="other letters"),
        pytest.param(_spelled(b"\x02" + _data()[1:]), id="a layout to come"),
        pytest.param(_spelled(_data()[:70]), id="a head cut off"),
        pytest.param(_spelled(_data()[:80]), id="a mark cut off"),
        pytest.param(_spelled(_data()[:-64] + b"\x01x" + _data()[-64:]), id="a text more"),
        pytest.param(_spelled(_data()[:20] + b"\x09" + _data()[21:]), id="a purpose to come"),
    ],
)
def test_what_is_no_token_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NotAToken):
        token.read(text)


def test_two_spellings_of_the_same_bytes_are_not_both_read() -> None:
    assert base64.b32decode("AB======") == base64.b32decode("AA======") == b"\0"

    with pytest.raises(NotAToken, match="laid out"):
        token.read("AA")
    with pytest.raises(NotAToken, match="spelling"):
        token.read("AB")


def test_a_name_is_kept_out_of_error_reports() -> None:
    assert "Зразкове" not in repr(token.read(samples.signed_token()))


@pytest.mark.parametrize(
    ("name", "title", "modules"),
    [
        pytest.param("Olena Pryklad", "Reintegration Practice, level 3", 61, id="Latin"),
        pytest.param("Олександра Прикладенко-Зразкова", "Практика реінтеграції, рівень 3", 69, id="Cyrillic"),
        pytest.param(KHMER_NAME, "វិញ្ញាបនបត្រ សមាហរណកម្ម កម្រិត ៣", 73, id="Khmer"),
        pytest.param("x" * 120, "y" * 120, 81, id="as long as can be"),
    ],
)
def test_the_code_can_be_printed_small(name: str, title: str, modules: int) -> None:
    """At 35 mm with its quiet zone, a module is 0.39 mm or more: five dots of a 300 dpi printer are 0.42 mm, four 0.34 mm."""
    text = token.issued(
        samples.award(), code="7K3MQ0ZT9XE", title=title, name=name, key=samples.KEY, signed_at=samples.SIGNED
    )
    code = segno.make(token.link_segments(ADDRESS, text), error="m", boost_error=False)

    assert code.symbol_size(border=0)[0] <= modules
