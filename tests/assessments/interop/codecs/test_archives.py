"""Archives that nobody honest makes are refused whole, before anything of them is read."""

import io
import os
import stat
import zlib
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import archives
from assessments.interop.codecs.archives import Archive
from assessments.interop.codecs.sources import Refused

HARMLESS = {"manifest_bad_json.zip", "manifest_missing.zip", "manifest_nan_deep.zip", "svg_script.zip", "slip_nul.zip"}
"""Archives with nothing wrong in themselves: what is inside is judged by who reads it. (Whoever made the last one meant a name
with a NUL, and wrote `media/a.png`; a real one is among the rows below.)"""


def archive(*members: tuple[str, bytes], mode: int = 0) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as opened:
        for name, data in members:
            info = ZipInfo(name)
            info.external_attr = mode << 16
            opened.writestr(info, data, ZIP_DEFLATED)
    return packed.getvalue()


def test_every_bad_archive_of_the_collection_is_refused_and_nothing_is_written(
    corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = sorted((corpora / "bad-zip").glob("*.zip"))
    opened = []
    began = process_time()
    for file in files:
        try:
            Archive(file.read_bytes())
        except Refused:
            continue
        opened.append(file.name)

    assert len(files) == 23
    assert set(opened) == HARMLESS
    assert process_time() - began < 1
    assert os.listdir(tmp_path) == []  # noqa: PTH208 — the folder everything relative would land in


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive(("../a", b"")), "unsafe-archive"),
        (archive(("/a", b"")), "unsafe-archive"),
        (archive(("a/../../b", b"")), "unsafe-archive"),
        (archive(("C:a", b"")), "unsafe-archive"),
        (archive(("a-b", b"")).replace(b"a-b", b"a\x00b"), "unsafe-archive"),
        (archive(("a", b"/etc"), mode=stat.S_IFLNK | 0o777), "unsafe-archive"),
        (archive(("a", b""), mode=stat.S_IFREG | stat.S_ISUID), "unsafe-archive"),
        (archive(("a.ZIP", b"")), "unsafe-archive"),
        (archive(("a", b"0" * 1_000_000)), "unsafe-archive"),
        (archive(*((f"a{number}", b"") for number in range(2_001))), "too-many-members"),
        (archive(("a", b""), ("A", b"")), "double-name"),
        (archive(), "empty-archive"),
        (archive(*((f"a{n}", b"ab" * 50_000) for n in range(2))), "too-large"),
        (b"PK\x03\x04", "bad-archive"),
        (b"%PDF" + archive(("a", b"")), "bad-archive"),
    ],
)
def test_an_archive_that_cannot_be_trusted_is_refused(data: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED", 150_000)  # so that the rows stay small

    with pytest.raises(Refused) as refused:
        Archive(data)

    assert refused.value.finding.code == code


def test_a_member_whose_check_sum_is_wrong_is_refused() -> None:
    data = archive(("a", b"right"))
    damaged = data.replace(zlib.crc32(b"right").to_bytes(4, "little"), b"\x00\x00\x00\x00")

    assert Archive(data).read("a", largest=5) == b"right"
    with pytest.raises(Refused, match="damaged"):
        Archive(damaged).read("a", largest=5)


def test_a_member_that_is_missing_or_too_large_is_refused() -> None:
    opened = Archive(archive(("a", b"12345")))

    with pytest.raises(Refused, match="no b"):
        opened.read("b", largest=5)
    with pytest.raises(Refused, match="larger"):
        opened.read("a", largest=4)


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 250), replacement=st.binary(min_size=1, max_size=4))
def test_a_damaged_archive_is_read_or_refused(at: int, replacement: bytes) -> None:
    data = archive(("content/content.json", b'{"a": 1}'), ("h5p.json", b"{}"))
    damaged = data[:at] + replacement + data[at + len(replacement) :]

    try:
        opened = Archive(damaged)
        for name in opened.names:
            opened.read(name, largest=100)
    except Refused:
        pass
