"""Archives of strangers: judged whole by their table of contents, read in memory, never unpacked."""

import io
import re
import stat
import struct
import zlib
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from assessments.interop.codecs.items import Place
from assessments.interop.codecs.sentences import say
from assessments.interop.codecs.sources import Refused

MAX_BYTES = 50_000_000
MAX_MEMBERS = 2_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
"""How many times larger than its packed form a member may be; small ones may be more regular."""
SMALL = 100_000
MAX_NAME = 200
MAX_DEPTH = 12

_BEGIN = b"PK\x03\x04"
_END = b"PK\x05\x06"
_ARCHIVES = frozenset(
    {
        ".zip",
        ".h5p",
        ".jar",
        ".gz",
        ".tgz",
        ".bz2",
        ".xz",
        ".zst",
        ".tar",
        ".7z",
        ".rar",
        ".cab",
        ".iso",
        ".mbz",
        ".imscc",
    }
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|^[A-Za-z]:")
_FAULTS = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    OverflowError,
)


class Archive:
    """An archive whose every member may be read."""

    def __init__(self, data: bytes) -> None:
        """Judge it. Raises Refused."""
        _judge_bytes(data)
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise Refused("bad-archive", say("this is no archive that can be read; it may be cut off")) from error
        members = self._zip.infolist()
        if not members:
            raise Refused("empty-archive", say("the archive is empty"))
        for member in members:
            _judge(member)
        if len({member.filename.casefold() for member in members}) < len(members):
            raise Refused("double-name", say("two members of the archive have the same name"))
        if sum(member.file_size for member in members) > MAX_UNPACKED:
            raise Refused(
                "too-large", say("unpacked, the archive would be larger than %(size)s MB", size=MAX_UNPACKED // 1000000)
            )
        self.names = tuple(member.filename for member in members)

    def read(self, name: str, *, largest: int) -> bytes:
        """The bytes of a member. Raises Refused where there is none, it is too large, or it is damaged."""
        if name not in self.names:
            raise Refused("no-member", say("the archive holds no %(name)s", name=name))
        try:
            with self._zip.open(name) as opened:
                data = opened.read(largest + 1)
                rest = opened.read(1)  # reading to the end is what checks the sum
        except _FAULTS as error:
            raise Refused(
                "damaged", say("the member is damaged: its check sum or its size is wrong"), Place(path=name)
            ) from error
        if len(data) > largest or rest:
            raise Refused(
                "too-large", say("the member is larger than %(size)s kB", size=largest // 1000), Place(path=name)
            )
        return data


def _judge_bytes(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Refused("too-large", say("the archive is larger than %(size)s MB", size=MAX_BYTES // 1000000))
    if data.startswith(_END):
        raise Refused("empty-archive", say("the archive is empty"))
    if not data.startswith(_BEGIN):
        raise Refused("bad-archive", say("this is no archive in the form of ZIP"))
    end = data.rfind(_END)
    # The count is read before the table of contents is: ten thousand rows cost time.
    if end >= 0 and len(data) >= end + 12 and int.from_bytes(data[end + 10 : end + 12], "little") > MAX_MEMBERS:
        raise Refused("too-many-members", say("the archive holds more than %(most)s members", most=MAX_MEMBERS))


def _judge(member: ZipInfo) -> None:
    """Refuse the whole archive for one member that nobody honest puts into one."""
    place = Place(path=member.orig_filename[:MAX_NAME].encode("ascii", "backslashreplace").decode())
    if reason := _bad_name(member.orig_filename) or _bad_kind(member) or _bad_size(member):
        raise Refused("unsafe-archive", say("the archive is refused: %(reason)s", reason=reason), place)


def _bad_name(name: str) -> str:
    path = PurePosixPath(name)
    if _UNSAFE.search(name) or path.is_absolute() or ".." in path.parts:
        return say("the name of a member leads out of it")
    if len(name) > MAX_NAME or len(path.parts) > MAX_DEPTH:
        return say("the name of a member is too long or too deep")
    if path.suffix.lower() in _ARCHIVES:
        return say("it holds another archive")
    return ""


def _bad_kind(member: ZipInfo) -> str:
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return say("a member is a link or a device")
    if mode & (stat.S_ISUID | stat.S_ISGID):
        return say("a member asks for rights of its own")
    if member.flag_bits & 0x1:
        return say("a member is encrypted")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return say("a member is packed in a way nobody uses here")
    return ""


def _bad_size(member: ZipInfo) -> str:
    if member.file_size > SMALL and member.file_size > MAX_RATIO * member.compress_size:
        return say("a member is far larger than its packed form")
    return ""
