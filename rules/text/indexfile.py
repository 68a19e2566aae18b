"""A prepared index as bytes, to be mapped and shared: `dump` gives them, `load` reads over them.

Layout: 8 bytes "RWMARKS3", 8 bytes little-endian length of the header, the header as JSON (version,
digest of the assets, checksum, kinds of key, lengths of windows, and where each array lies), then
the arrays, little-endian, each on a multiple of 64 bytes. Nothing is copied on load: a map that
many processes share is one index in memory. The header is made of the input alone, so equal
registers give equal bytes in every process and on every Python.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitor.domain.asset import Asset
from rules.text.columns import Columns
from rules.text.faces import known_names
from rules.text.index import KeyTable
from rules.text.matcher import WordMarkIndex, WordMarkMatcher
from rules.text.prints import Prints, absent
from rules.text.register import Part, Register

MAGIC: Final = b"RWMARKS3"
"""Changes with the layout, the hashes, the kinds of key, and with the faces that a mark has."""

_ALIGNED: Final = 64
_ENTRIES: Final = np.dtype("<u8")

Bytes = npt.NDArray[np.uint8]


def dump(index: WordMarkIndex, digest: str) -> Iterator[bytes | memoryview]:
    """Yield an index as pieces of a file, in order.

    digest: of the assets it was built from, the caller's own; `load` asks for the same.
    """
    place = 0
    parts: list[dict[str, Any]] = []
    pieces: list[memoryview] = []
    for part in index.parts:
        arrays: dict[str, tuple[int, int]] = {}
        for name, array in part.register.arrays().items():
            arrays[name] = (place, array.nbytes)
            pieces.append(array.view(np.uint8).data)
            place += -(-array.nbytes // _ALIGNED) * _ALIGNED
        parts.append({
            "arrays": arrays,
            "held": "".join(sorted(part.register.held)),
            "runs": list(part.register.runs),
            "han_lengths": list(part.register.han_lengths),
            "hidden": sorted(part.hidden),
        })
    crc = 0
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
    said = {"digest": digest, "lists": _lists(), "crc32": crc, "parts": parts}
    header = json.dumps(said, sort_keys=True, ensure_ascii=True).encode()
    header += b" " * (-(len(header) + 16) % _ALIGNED)
    yield MAGIC + len(header).to_bytes(8, "little") + header
    for piece in pieces:
        yield piece
        yield bytes(-len(piece) % _ALIGNED)


def load(buffer: bytes | memoryview, digest: str | None) -> WordMarkIndex:
    """Read an index over bytes that stay where they are: a read-only map of a file.

    digest: of the assets it must have been built from; None = of whichever. Cost: one pass over
    the bytes for the checksum, 0.1 s for 100 MB.

    Raises:
        ValueError: not an index, of another version, of other assets, cut short or damaged.
    """
    every = np.frombuffer(buffer, dtype=np.uint8)
    if every[:8].tobytes() != MAGIC:
        msg = "this is no index of marks of this version; build it again"
        raise ValueError(msg)
    length = int.from_bytes(every[8:16].tobytes(), "little")
    try:
        said = json.loads(every[16 : 16 + length].tobytes())
        told, lists, parts = said["digest"], said["lists"], said["parts"]
        if lists != _lists() or digest not in (None, told):
            msg = "the index was built from other assets or other word lists; build it again"
            raise ValueError(msg)
        body = every[16 + length :]
        read = [_part(part, body) for part in parts]
        _check(read, said["crc32"])
    except (KeyError, TypeError, json.JSONDecodeError) as broken:
        msg = "the index's header cannot be read; build it again"
        raise ValueError(msg) from broken
    return WordMarkIndex(WordMarkMatcher.name, read)


def _check(parts: Sequence[Part], told: int) -> None:
    crc = 0
    for part in parts:
        for array in part.register.arrays().values():
            crc = zlib.crc32(array.view(np.uint8).data, crc)
    if crc != told:
        msg = "the index is damaged; build it again"
        raise ValueError(msg)


def renewed(index: WordMarkIndex, assets: Sequence[Asset], now: Prints) -> WordMarkIndex | None:
    """An index of these assets made from an older one that knows the prints of its own.

    now: prints of the assets. None = more than a twentieth differs: build it anew. What differs
    lies in a small second table, so a mark there is not counted among the crowds of the first.
    """
    base = index.parts[0].register
    changed, gone = absent(now, base.prints), absent(base.prints, now)
    if len(base.prints) != base.columns.assets or len(changed) + len(gone) > len(assets) // 20:
        return None
    first = WordMarkIndex(WordMarkMatcher.name, [Part(base, frozenset())])
    return first.updated([assets[place] for place in changed.tolist()], base.columns.ids.many(gone))


def _part(said: Mapping[str, Any], body: Bytes) -> Part:
    arrays = {name: _array(body, *place) for name, place in said["arrays"].items()}
    register = Register(
        Columns.of(arrays),
        KeyTable(arrays["entries"].view(_ENTRIES), arrays["known"]),
        frozenset(said["held"]),
        tuple(said["runs"]),
        tuple(said["han_lengths"]),
        arrays["prints"].view(_ENTRIES),
    )
    return Part(register, frozenset(said["hidden"]))


def _array(body: Bytes, start: int, length: int) -> Bytes:
    if start + length > len(body):
        msg = "the index is cut short; build it again"
        raise ValueError(msg)
    return body[start : start + length]


def _lists() -> str:
    """Digest of the names we ship: they are in the index, so a new list makes a new index."""
    known = json.dumps(sorted(known_names().items()))
    return hashlib.blake2b(known.encode(), digest_size=16).hexdigest()
