"""The ZIP container of a bundle: every member stored, every header bit fixed.

A bundle has one possible byte sequence for its members, so that reading it back and packing it
again must give the same bytes: whatever an editor changed in a header, an order, an attribute, a
comment or a gap shows.

A bundle's own names are ASCII; a file that somebody added to an export may be called otherwise.

Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16, 4.4.4 (bit 11); no ZIP64.
"""

import stat
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from monitor.domain.errors import EvidenceBroken

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
VERSION = 20  # 2.0: folders in names; made by: 3 << 8 = Unix
MADE_BY = (3 << 8) | VERSION
DATE = (1 << 5) | 1  # 1980-01-01, the zero of ZIP time
ATTRIBUTES = 0o100644 << 16
IN_UTF_8 = 1 << 11  # of a name that ASCII does not write
MOST_BYTES = 0xFFFFFFFE
MOST_MEMBERS = 0xFFFE
LARGEST_BYTES = 1 << 30


def pack(members: Mapping[str, bytes]) -> bytes:
    """Put members into one ZIP, in the order given, stored.

    Raises:
        ValueError: over 2 GiB or 65,534 members.
    """
    return b"".join(parts(members))


def unpack(content: bytes) -> dict[str, bytes]:
    """Read a ZIP that `pack` wrote, in its order; anything else is refused.

    Raises:
        EvidenceBroken: a byte of the file is not as `pack` writes it.
    """
    members: dict[str, bytes] = {}
    offset = 0
    while content[offset : offset + 4] == b"PK\x03\x04":
        if len(content) < offset + LOCAL.size:
            break
        header = LOCAL.unpack_from(content, offset)
        begin = offset + LOCAL.size
        name = content[begin : begin + header[9]].decode("latin-1")
        offset = begin + header[9] + header[7]
        if name in members:
            message = f"the member {name!r} stands in it twice"
            raise EvidenceBroken(message)
        members[name] = content[begin + header[9] : offset]
    try:
        same = _is_made_of(content, parts(members))
    except ValueError as error:
        raise EvidenceBroken(str(error)) from error
    if not same:
        message = f"its layout is not that of a bundle (after {len(members)} readable members)"
        raise EvidenceBroken(message)
    return members


def read_file(path: Path) -> bytes:
    """A file that begins as a ZIP file does, at most 1 GiB; a link is none.

    Raises:
        OSError: it cannot be read.
        ValueError: it is something else.
    """
    facts = path.lstat()
    if not stat.S_ISREG(facts.st_mode):
        message = f"{path} is not a plain file"
        raise ValueError(message)
    if facts.st_size > LARGEST_BYTES:
        message = f"{path} is larger than a bundle may be ({facts.st_size} bytes)"
        raise ValueError(message)
    content = path.read_bytes()
    if content[:4] != b"PK\x03\x04":
        message = f"{path} is no bundle: it does not begin as a ZIP file"
        raise ValueError(message)
    return content


def parts(members: Mapping[str, bytes]) -> Iterator[bytes]:
    """The file in pieces.

    Raises:
        ValueError: see `pack`.
    """
    if len(members) > MOST_MEMBERS or sum(map(len, members.values())) > MOST_BYTES // 2:
        message = "the members do not fit into one ZIP file"
        raise ValueError(message)
    directory, offset = [], 0
    for name, content in members.items():
        path, crc, size = name.encode(), zlib.crc32(content), len(content)
        shared = (VERSION, 0 if name.isascii() else IN_UTF_8, 0, 0, DATE, crc, size, size)
        yield LOCAL.pack(b"PK\x03\x04", *shared, len(path), 0)
        yield path
        yield content
        directory.append(
            CENTRAL.pack(
                *(b"PK\x01\x02", MADE_BY, *shared),
                *(len(path), 0, 0, 0, 0, ATTRIBUTES, offset),
            )
            + path
        )
        offset += LOCAL.size + len(path) + size
    yield from directory
    count, central = len(members), sum(map(len, directory))
    yield END.pack(b"PK\x05\x06", 0, 0, count, count, central, offset, 0)


def _is_made_of(content: bytes, pieces: Iterator[bytes]) -> bool:
    """Whether the parts in a row are the content; it is not copied for that."""
    offset = 0
    for part in pieces:
        if not content.startswith(part, offset):
            return False
        offset += len(part)
    return offset == len(content)
