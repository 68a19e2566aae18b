"""DER, as much of it as time stamps need: reading strictly, writing a request.

Reading keeps the bytes of every part as they came: signatures are over bytes, and a set that its
maker did not sort is read all the same.

Layer: evidence, pure. Source: ITU-T X.690, sections 8 and 10.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

BOOLEAN: Final = 0x01
INTEGER: Final = 0x02
OCTET_STRING: Final = 0x04
NULL: Final = 0x05
OID: Final = 0x06
GENERALIZED_TIME: Final = 0x18
SEQUENCE: Final = 0x30
SET: Final = 0x31
DEEPEST: Final = 16
MOST_PARTS: Final = 2_000


class NotDer(ValueError):
    """The bytes are not DER, or not of the shape that is read."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value. tag: its first byte; content: without head; whole: with it."""

    tag: int
    content: bytes
    whole: bytes

    def children(self) -> list["Node"]:
        """The values inside a sequence, a set, or an explicit tag.

        Raises:
            NotDer: they do not fill it, or there are too many.
        """
        found = list(_values(self.content))
        if len(found) > MOST_PARTS:
            message = "it has too many parts"
            raise NotDer(message)
        return found

    def expect(self, tag: int) -> "Node":
        """Itself, when it has this tag.

        Raises:
            NotDer: it has another.
        """
        if self.tag != tag:
            message = f"a value has the tag {self.tag:#04x} where {tag:#04x} belongs"
            raise NotDer(message)
        return self

    def integer(self) -> int:
        """The number of an INTEGER.

        Raises:
            NotDer: it is none, or longer than 64 bytes.
        """
        self.expect(INTEGER)
        if not 0 < len(self.content) <= 64:
            message = "a number has no length that is read"
            raise NotDer(message)
        return int.from_bytes(self.content, signed=True)

    def oid(self) -> str:
        """The dotted name of an OBJECT IDENTIFIER.

        Raises:
            NotDer: it is none.
        """
        self.expect(OID)
        numbers, value = [], 0
        for byte in self.content:
            value = value << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(value)
                value = 0
        if not numbers or self.content[-1] & 0x80 or len(self.content) > 64:
            message = "an object identifier is cut"
            raise NotDer(message)
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))


def read(content: bytes) -> Node:
    """The one value that fills these bytes.

    Raises:
        NotDer: they are none, or more.
    """
    found = list(_values(content))
    if len(found) != 1:
        message = f"{len(found)} values stand where one belongs"
        raise NotDer(message)
    return found[0]


def encode(tag: int, content: bytes) -> bytes:
    """One value with its head."""
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(length)]) + length + content


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE of values."""
    return encode(SEQUENCE, b"".join(parts))


def integer(number: int) -> bytes:
    """An INTEGER, not negative."""
    return encode(INTEGER, number.to_bytes(number.bit_length() // 8 + 1))


def oid(name: str) -> bytes:
    """An OBJECT IDENTIFIER by its dotted name."""
    first, second, *rest = map(int, name.split("."))
    return encode(OID, b"".join(_base128(number) for number in (40 * first + second, *rest)))


def found_at(parts: Sequence[Node], tag: int) -> Node | None:
    """The first value of a tag."""
    return next((part for part in parts if part.tag == tag), None)


def _base128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def _values(content: bytes) -> Iterator[Node]:
    offset = 0
    while offset < len(content):
        begin = offset
        tag = content[offset]
        size, offset = _length(content, offset + 1)
        if tag & 0x1F == 0x1F or len(content) - offset < size:
            message = "a value is cut, or has a tag that is not read"
            raise NotDer(message)
        offset += size
        yield Node(tag, content[offset - size : offset], content[begin:offset])


def _length(content: bytes, offset: int) -> tuple[int, int]:
    """Length of a value, and where its content begins.

    Raises:
        NotDer: it is not written in the one way that DER has.
    """
    first = content[offset] if offset < len(content) else 0xFF
    if first < 0x80:
        return first, offset + 1
    count = first & 0x7F
    size = int.from_bytes(content[offset + 1 : offset + 1 + count])
    if not 1 <= count <= 4 or len(content) < offset + 1 + count or size < 0x80:
        message = "a length is not written as DER has it"
        raise NotDer(message)
    return size, offset + 1 + count
