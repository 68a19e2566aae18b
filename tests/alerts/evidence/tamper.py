"""Forgeries of one bundle, by class, from clumsy to careful.

`careful` classes rewrite everything that can be rewritten without the log: they pass for whole when
no log is at hand, and only the log tells them from the original.
"""

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from alerts.evidence.bundle import MANIFEST, MANIFEST_DIGEST, manifest_digest, manifest_text, seal
from alerts.evidence.container import pack, unpack
from alerts.evidence.extraction import EXTRACTION_NAME, extraction_record
from alerts.evidence.fields import FIELDS_NAME, SEED_NAME, field_members
from monitor.domain.codec import canonical_json
from monitor.domain.page import PageKind
from tests.alerts.evidence.samples import KEY, record

Forgery = tuple[str, bytes]

CAREFUL = frozenset({"resealed", "resealed by the program"})


def flips(whole: bytes, step: int) -> Iterator[Forgery]:
    """One bit, in every `step`-th byte."""
    for at in range(0, len(whole), step):
        changed = bytearray(whole)
        changed[at] ^= 1 << (at // step % 8)
        yield "flip", bytes(changed)


def headers(whole: bytes, step: int = 1) -> Iterator[Forgery]:
    """Every `step`-th byte of local headers, central directory and end record, a bit each."""
    members = unpack(whole)
    places, offset = [], 0
    for name, content in members.items():
        places += range(offset, offset + 30 + len(name))
        offset += 30 + len(name) + len(content)
    for at in [*places, *range(offset, len(whole))][::step]:
        changed = bytearray(whole)
        changed[at] ^= 1 << (at % 8)
        yield "header", bytes(changed)


def cuts_and_gaps(whole: bytes) -> Iterator[Forgery]:
    """Truncated, lengthened, with a gap."""
    for part in range(1, 40):
        yield "truncate", whole[: len(whole) * part // 40]
    for cut in (1, 2, 21, 22, 23, 100):
        yield "truncate", whole[:-cut]
    for more in (b"\0", b"PK", whole[:100], b"\n" * 5000):
        yield "append", whole + more
        yield "prepend", more + whole
        yield "insert", whole[: len(whole) // 2] + more + whole[len(whole) // 2 :]
    comment = whole[:-2] + struct.pack("<H", 7) + b"comment"
    yield "comment", comment


def members_changed(whole: bytes) -> Iterator[Forgery]:
    """Members deleted, added, edited, moved or doubled; every checksum of the ZIP is right."""
    members = unpack(whole)
    for name in members:
        rest = {key: value for key, value in members.items() if key != name}
        yield "delete", pack(rest)
        yield "rename", pack({(f"{k}x" if k == name else k): v for k, v in members.items()})
        for content in (b"", members[name] + b" ", b"x" + members[name][1:]):
            if content != members[name]:
                yield "edit", pack({**members, name: content})
    for strange in ("readme", "evidence/../x", "/etc/x", "evidence/dom.html ", "pictures/x.png"):
        yield "add", pack({strange: b"new", **members})
        yield "add", pack({**members, strange: b"new"})
    names = list(members)
    for one in range(len(names) - 1):
        swapped = [*names]
        swapped[one], swapped[one + 1] = swapped[one + 1], swapped[one]
        yield "reorder", pack({name: members[name] for name in swapped})
    yield "reorder", pack({name: members[name] for name in reversed(names)})
    yield from _doubled(members)


def _doubled(members: dict[str, bytes]) -> Iterator[Forgery]:
    for name, content in members.items():
        for first, second in ((content, b"other"), (b"other", content)):
            yield "duplicate", _zip([*members.items(), (name, second)], {name: first})


def _zip(entries: list[tuple[str, bytes]], instead: dict[str, bytes]) -> bytes:
    """Two packed archives spliced so that a name stands twice, directory and offsets right."""
    parts, directory, offset, seen = [], [], 0, set()
    for name, content in entries:
        body = content if name in seen else instead.get(name, content)
        seen.add(name)
        one = pack({name: body})
        local, central = one[: 30 + len(name) + len(body)], one[30 + len(name) + len(body) : -22]
        parts.append(local)
        directory.append(central[:42] + struct.pack("<I", offset) + central[46:])
        offset += len(local)
    tail = b"".join(directory)
    count = len(entries)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(tail), offset, 0)
    return b"".join((*parts, tail, end))


def recompressed(whole: bytes) -> Iterator[Forgery]:
    """The same members, written by another ZIP program."""
    members = unpack(whole)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        yield "rewritten", buffer.getvalue()


def half_resealed(whole: bytes) -> Iterator[Forgery]:
    """A member edited and the manifest rewritten, its digest forgotten; or the other way round."""
    members = unpack(whole)
    for name in list(members)[:-2]:
        edited = {**members, name: members[name] + b" "}
        manifest = _manifest(edited)
        yield "manifest rewritten", pack({**edited, MANIFEST: manifest})
        yield "digest rewritten", pack({**edited, MANIFEST_DIGEST: manifest_digest(manifest)})


def incoherent(whole: bytes) -> Iterator[Forgery]:
    """Manifest and digest rewritten, but the parts no longer fit each other."""
    members = unpack(whole)
    warc = members["archive/data.warc.gz"]
    inner: list[dict[str, bytes]] = [{"archive/data.warc.gz": warc[: len(warc) // 2]}]
    inner += [{"archive/data.warc.gz": warc + zlib.compress(b"more", wbits=31)}]
    inner += [{"indexes/index.cdx.gz": zlib.compress(b"", wbits=31)}]
    capture = json.loads(members["evidence/capture.json"])
    for change in (
        {"capture_id": "other"},
        {"schema": "other/1"},
        {"visit": None},
        {"trigger": {**capture["trigger"], "body_sha256": "0" * 64}},
        {"trigger": {**capture["trigger"], "record": "<urn:uuid:0>"}},
    ):
        text = json.dumps({**capture, **change}, sort_keys=True, separators=(",", ":"))
        inner.append({"evidence/capture.json": text.encode()})
    match = json.loads(members["evidence/match.json"])
    match["assets"][0]["text"] = "OTHER"
    text = json.dumps(match, sort_keys=True, separators=(",", ":"))
    inner.append({"evidence/match.json": text.encode()})
    match = json.loads(members["evidence/match.json"])
    match["verdicts"][0]["score"] -= 0.000001
    inner.append({"evidence/match.json": canonical_json(match)})
    inner.append({"evidence/capture.json": json.dumps(capture, indent=1).encode()})
    for change_of_members in inner:
        yield "incoherent", reseal_all({**members, **change_of_members})


def resealed(whole: bytes) -> Iterator[Forgery]:
    """Forgeries that are whole in themselves."""
    members = unpack(whole)
    for name in ("evidence/text.txt", "evidence/dom.html", "evidence/screenshot.png"):
        yield "resealed", reseal_all({**members, name: members[name] + b" "})
    one = record()
    assert one.shot is not None
    for changed in (
        replace(one, shot=replace(one.shot, text="genuine ACME pump")),
        replace(one, page_kind=PageKind.SEARCH, missing=("none",)),
        replace(one, software="rightswatch 9"),
    ):
        yield "resealed by the program", seal(changed, KEY)
    yield "resealed by the program", seal(one, b"other key of 32 bytes for a forger"[:32])


def reseal(members: dict[str, bytes]) -> bytes:
    """Rewrite manifest and digest, as a careful forger would."""
    manifest = _manifest(members)
    return pack({**members, MANIFEST: manifest, MANIFEST_DIGEST: manifest_digest(manifest)})


def reseal_all(members: dict[str, bytes]) -> bytes:
    """Rewrite extraction record and list of fields too, as a more careful one would."""
    made = {EXTRACTION_NAME, FIELDS_NAME, SEED_NAME, MANIFEST, MANIFEST_DIGEST}
    inner = {name: content for name, content in members.items() if name not in made}
    extraction = {EXTRACTION_NAME: extraction_record(inner)}
    fields = field_members(inner | extraction, members[SEED_NAME])
    return reseal({**members, **extraction, **fields})


def _manifest(members: dict[str, bytes]) -> bytes:
    told = json.loads(members[MANIFEST])
    about = {key: told[key] for key in told if key not in {"profile", "resources"}}
    inner = {key: value for key, value in members.items() if not key.startswith("datapackage")}
    return manifest_text(inner, about)


def corpus(whole: bytes, step: int, header_step: int = 1) -> Iterator[Forgery]:
    """All classes. step: of the flips; header_step: of those in headers."""
    yield from flips(whole, step)
    yield from headers(whole, header_step)
    yield from cuts_and_gaps(whole)
    yield from members_changed(whole)
    yield from recompressed(whole)
    yield from half_resealed(whole)
    yield from incoherent(whole)
    yield from resealed(whole)
