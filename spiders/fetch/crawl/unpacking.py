"""Answers unpacked, never more of one in memory than allowed.

Scrapy's own part, except for what nine answers of ten are: one whole gzip member. That is unpacked
in one go, at a third of the cost of reading it as a file.
"""

import zlib

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware

_GZIP = frozenset((b"gzip", b"x-gzip"))


class Unpacking(HttpCompressionMiddleware):
    """See there. What is cut short, or goes on after its end, is left to Scrapy's patience."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        plain = unpacked(body, max_size) if encoding in _GZIP else None
        if plain is not None:
            return plain
        return HttpCompressionMiddleware._decode(body, encoding, max_size)  # noqa: SLF001 - ours to extend


def unpacked(body: bytes, most_bytes: int) -> bytes | None:
    """What one whole gzip member holds; None for anything else and for more than is allowed."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        plain = unpack.decompress(body, most_bytes + 1)
    except zlib.error:
        return None
    whole = unpack.eof and not unpack.unused_data
    return plain if whole and len(plain) <= most_bytes else None
