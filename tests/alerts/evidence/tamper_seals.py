"""Forgeries of what lies beside a bundle, by class: each says which files change (None = goes).

`SUMLESS` classes take SHA256SUMS away first, so that nothing but the seals themselves can tell.
"""

from collections.abc import Iterator, Mapping

from alerts.evidence.container import pack, unpack
from alerts.evidence.instructions import checksums

Change = tuple[str, dict[str, bytes | None]]
ID = "RW-000007-3"
SEALS = (f"{ID}.entry.json", f"{ID}.checkpoint", f"{ID}.tlog-proof", f"{ID}.tsa.tsr")
BESIDE = (*SEALS, "log-key.pem", "VERIFY.txt", "SHA256SUMS")
BUNDLE = f"{ID}.wacz"
LOOKALIKES = str.maketrans("aceopxsR-", "асеорхѕЯ\u2010")


def flips(good: Mapping[str, bytes], step: int) -> Iterator[Change]:
    """One bit of a file beside the bundle, the checksums left as they are."""
    for name in BESIDE:
        for at in range(0, len(good[name]), step):
            yield "seal flip", {name: _flipped(good[name], at)}


def sumless_flips(good: Mapping[str, bytes], step: int) -> Iterator[Change]:
    """The same with the checksums taken away, of files whose every byte is bound otherwise."""
    for name in SEALS[:3]:
        for at in range(0, len(good[name]), step):
            yield "seal flip, no sums", {name: _flipped(good[name], at), "SHA256SUMS": None}


def cuts(good: Mapping[str, bytes]) -> Iterator[Change]:
    """Cut, lengthened, emptied; checksums rewritten to fit."""
    for name in SEALS:
        for content in (
            good[name][:-1],
            good[name][: len(good[name]) // 2],
            b"",
            good[name] + b"\n",
            b" " + good[name],
            good[name] * 2,
        ):
            yield "seal cut or lengthened", _with_sums(good, {name: content})


def swaps(good: Mapping[str, bytes], other: Mapping[str, bytes], kind: str) -> Iterator[Change]:
    """Files of another seal, in every combination that is not a whole one of the same bundle."""
    for mask in range(1, 1 << len(SEALS)):
        taken = [name for n, name in enumerate(SEALS) if mask >> n & 1]
        change = {name: other[name] for name in taken if other[name] != good[name]}
        whole = other[SEALS[0]] == good[SEALS[0]] and set(SEALS[1:]) <= change.keys()
        if change and not (whole and kind == "proof of another size"):
            yield kind, _with_sums(good, change)


def missing() -> Iterator[Change]:
    """Files that are gone, checksums left."""
    for name in (*SEALS, "log-key.pem", "VERIFY.txt"):
        yield "seal gone", {name: None}


def lookalikes(good: Mapping[str, bytes]) -> Iterator[Change]:
    """Files and members under names that look the same to a person."""
    for name in SEALS:
        yield "look-alike file", {name: None, name.translate(LOOKALIKES): good[name]}
    members = unpack(good[BUNDLE])
    for name in members:
        latin = name.translate(LOOKALIKES).encode("utf-8").decode("latin-1")
        renamed = {(latin if n == name else n): body for n, body in members.items()}
        yield "look-alike member", {BUNDLE: _raw_pack(renamed)}
        added = {**members, latin: b"other"}
        yield "look-alike member", {BUNDLE: _raw_pack(added)}


def sums(good: Mapping[str, bytes]) -> Iterator[Change]:
    """The checksum file itself."""
    text = good["SHA256SUMS"].decode()
    for line in text.splitlines(keepends=True):
        yield "sums", {"SHA256SUMS": (text + line).encode()}
        yield "sums", {"SHA256SUMS": text.replace(line[:8], "0" * 8).encode()}
        yield "sums", {"SHA256SUMS": text.replace(line, line.replace("  ", " ../")).encode()}
    yield "sums", {"SHA256SUMS": b"\xff" + good["SHA256SUMS"]}


def corpus(
    good: Mapping[str, bytes],
    others: Mapping[str, Mapping[str, bytes]],
    step: int,
) -> Iterator[Change]:
    """All classes. others: folders of other seals, by the class that swapping with them is."""
    yield from flips(good, step)
    yield from sumless_flips(good, step)
    yield from cuts(good)
    for kind, other in others.items():
        yield from swaps(good, other, kind)
    yield from missing()
    yield from lookalikes(good)
    yield from sums(good)


def _flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]


def _with_sums(good: Mapping[str, bytes], change: dict[str, bytes]) -> dict[str, bytes | None]:
    files = {name: body for name, body in {**good, **change}.items() if name != "SHA256SUMS"}
    return {**change, "SHA256SUMS": checksums(files).encode()}


def _raw_pack(members: Mapping[str, bytes]) -> bytes:
    """A ZIP whose names are not ASCII, made as `pack` would if it allowed them."""
    stand_ins = {f"\x01{n}".ljust(len(name), "x"): name for n, name in enumerate(members)}
    packed = pack({stand: members[name] for stand, name in stand_ins.items()})
    for stand, name in stand_ins.items():
        packed = packed.replace(stand.encode(), name.encode("latin-1"))
    return packed
