"""Faces in columns: flat arrays that a file can hold and many processes can share.

A million `Face` objects would weigh half a gigabyte; as columns they weigh 30 bytes each, and an
object is made only for a candidate that is looked at.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from rules.text.faces import ALIAS, KNOWN, MARK, PART, Face
from rules.text.namings import Namings
from rules.text.tokens import HAN, HANGUL, KANA, WORD

Array = npt.NDArray[np.uint8] | npt.NDArray[np.uint32] | npt.NDArray[np.uint64]

_NEWLINE: Final = 10
_SOURCE_NAMES: Final = (MARK, ALIAS, KNOWN, PART)
_KIND_NAMES: Final = (None, WORD, HAN, KANA, HANGUL)
_SOURCES: Final = {name: number for number, name in enumerate(_SOURCE_NAMES)}
DOMINANT: Final = _SOURCES[PART]
"""Code of a face that is one word of its mark."""

_KINDS: Final = {name: number for number, name in enumerate(_KIND_NAMES)}

HAN_CODE: Final = _KINDS[HAN]
"""Code of a face in Chinese characters alone."""


@dataclass(frozen=True, slots=True)
class Strings:
    """Many strings in one UTF-8 blob; string i is blob[ends[i]:ends[i + 1]]."""

    blob: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.uint32]

    def many(self, numbers: npt.NDArray[np.int64]) -> list[str]:
        """Strings of these numbers."""
        starts, ends = self.ends[numbers].tolist(), self.ends[numbers + 1].tolist()
        blob = self.blob.data
        return [str(blob[start:end], "utf-8") for start, end in zip(starts, ends, strict=True)]


class _StringsMaker:
    """Collects strings."""

    def __init__(self) -> None:
        self._blob = bytearray()
        self._ends = array("I", [0])

    def extend(self, texts: Sequence[str]) -> None:
        """Add some."""
        together = "".join(texts)
        if together.isascii():
            self.extend_coded(together.encode(), np.array(list(map(len, texts)), dtype=np.int64))
            return
        coded = [text.encode("utf-8", "replace") for text in texts]
        self.extend_coded(b"".join(coded), np.array(list(map(len, coded)), dtype=np.int64))

    def extend_coded(self, together: bytes, lengths: npt.NDArray[np.int64]) -> None:
        """Add some that stand one behind the other; lengths: bytes of each.

        Raises:
            OverflowError: more than 4 GiB of text.
        """
        if len(self._blob) + len(together) >> 32:
            msg = "an index holds 4 GiB of text; divide the register"
            raise OverflowError(msg)
        self._ends.frombytes((lengths.cumsum() + len(self._blob)).astype(np.uint32).tobytes())
        self._blob += together

    def strings(self) -> Strings:
        """All of them; `extend` must not follow."""
        return Strings(
            np.frombuffer(self._blob, dtype=np.uint8), np.frombuffer(self._ends, dtype=np.uint32)
        )


@dataclass(frozen=True, slots=True)
class Columns:
    """The faces of one index.

    ids, marks: of each asset. asset: each face's asset. texts: as written, "" = as the mark.
    words: folded tokens, one space apart.
    """

    ids: Strings
    marks: Strings
    asset: npt.NDArray[np.uint32]
    source: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.uint8]
    texts: Strings
    words: Strings

    @property
    def count(self) -> int:
        """Faces."""
        return len(self.asset)

    @property
    def assets(self) -> int:
        """Assets, with or without a face."""
        return len(self.ids.ends) - 1

    def face(self, number: int) -> Face:
        """One face as an object."""
        return self.faces([number])[number]

    def faces(self, numbers: Iterable[int]) -> Mapping[int, Face]:
        """Several faces by number; a third of the cost of one by one."""
        wanted = np.array(sorted(numbers), dtype=np.int64)
        asset = self.asset[wanted].astype(np.int64)
        rows = zip(
            wanted.tolist(),
            asset.tolist(),
            self.ids.many(asset),
            self.marks.many(asset),
            self.texts.many(wanted),
            self.words.many(wanted),
            self.source[wanted].tolist(),
            self.kind[wanted].tolist(),
            strict=True,
        )
        return {
            number: Face(
                owner,
                id_,
                text or mark,
                mark,
                _SOURCE_NAMES[source],
                tuple(spaced.split(" ")),
                spaced.replace(" ", ""),
                _KIND_NAMES[kind],
            )
            for number, owner, id_, mark, text, spaced, source, kind in rows
        }

    def arrays(self) -> Mapping[str, Array]:
        """Name -> array of everything, for a file; `of` takes the same back."""
        flat: dict[str, Array] = {"asset": self.asset, "source": self.source, "kind": self.kind}
        for name in _STRINGS:
            strings: Strings = getattr(self, name)
            flat |= {f"{name}.blob": strings.blob, f"{name}.ends": strings.ends}
        return flat

    @staticmethod
    def of(arrays: Mapping[str, npt.NDArray[np.uint8]]) -> "Columns":
        """Columns over bytes that were written from `arrays`; nothing is copied."""
        strings = {
            name: Strings(arrays[f"{name}.blob"], arrays[f"{name}.ends"].view(np.uint32))
            for name in _STRINGS
        }
        asset = arrays["asset"].view(np.uint32)
        return Columns(asset=asset, source=arrays["source"], kind=arrays["kind"], **strings)


_STRINGS: Final = ("ids", "marks", "texts", "words")


class ColumnsMaker:
    """Collects the faces of assets, many at a time."""

    def __init__(self) -> None:
        self._strings = {name: _StringsMaker() for name in _STRINGS}
        self._asset, self._source, self._kind = array("I"), bytearray(), bytearray()
        self._assets = 0

    @property
    def count(self) -> int:
        """Faces so far."""
        return len(self._asset)

    def extend(self, assets: Sequence[tuple[str, str]], named: Namings) -> None:
        """Add assets, (id, mark) of each, and their faces."""
        self._strings["ids"].extend([asset for asset, _ in assets])
        self._strings["marks"].extend([mark for _, mark in assets])
        plain, behind = len(named.marks), named.behind
        owners = [*named.marks, *(one.asset for one in behind)]
        self._asset.frombytes((np.array(owners, dtype=np.uint32) + self._assets).tobytes())
        self._assets += len(assets)
        self._source += bytes([_SOURCES[MARK]]) * plain
        self._source += bytes([_SOURCES[one.naming.source] for one in behind])
        self._kind += bytes([_KINDS[WORD]]) * plain
        self._kind += bytes([_KINDS[one.naming.kind] for one in behind])
        self._strings["texts"].extend_coded(b"", np.zeros(plain, dtype=np.int64))
        self._strings["texts"].extend(["" if one.as_mark else one.naming.text for one in behind])
        self._strings["words"].extend_coded(*_parted(named.latin))
        self._strings["words"].extend([" ".join(one.naming.words) for one in named.others])

    def columns(self) -> Columns:
        """All of them; `extend` must not follow."""
        return Columns(
            asset=np.frombuffer(self._asset, dtype=np.uint32),
            source=np.frombuffer(self._source, dtype=np.uint8),
            kind=np.frombuffer(self._kind, dtype=np.uint8),
            **{name: maker.strings() for name, maker in self._strings.items()},
        )


def _parted(lines: bytes) -> tuple[bytes, npt.NDArray[np.int64]]:
    """Lines -> the same without newlines, and the length of each."""
    ends = (np.frombuffer(lines, dtype=np.uint8) == _NEWLINE).nonzero()[0]
    return lines.replace(b"\n", b""), np.diff(ends, prepend=-1) - 1
