"""From a capture order and a shot to the members of one WACZ file, byte for byte.

The same order, shot and key give the same bytes: every date, order and identifier comes from what
is recorded. Nothing here reads a clock, a disk or the network.

Source: WACZ 1.1.1 (datapackage.json, pages.jsonl, index.idx), Frictionless Data Package 1.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from alerts.evidence.cdx import Key, Place, index_text, sort_key
from alerts.evidence.cleanliness import ENV_NAME
from alerts.evidence.container import pack
from alerts.evidence.extraction import EXTRACTION_NAME, extraction_record
from alerts.evidence.fields import FIELDS_NAME, field_members, seed_of
from alerts.evidence.redact import Redactor
from alerts.evidence.shot import Exchange, Shot
from alerts.evidence.supplied import facts as supplied_facts
from alerts.evidence.supplied import member_name
from alerts.evidence.warc import WarcFile, ascii_url, sha256
from monitor.domain.capture import CaptureOrder, EvidenceBundle
from monitor.domain.codec import canonical_json, to_plain
from monitor.domain.listing import Sighting
from monitor.domain.page import Page, PageKind

SCHEMA = "rightswatch/capture/2"
MATCH_SCHEMA = "rightswatch/match/2"
WACZ_VERSION = "1.1.1"
WARC_NAME = "archive/data.warc.gz"
INDEX_NAME = "indexes/index.cdx.gz"
MANIFEST = "datapackage.json"
MANIFEST_DIGEST = "datapackage-digest.json"
CAPTURE_NAME = "evidence/capture.json"
LISTING_NAME = "evidence/listing.json"
MATCH_NAME = "evidence/match.json"
BEFORE_NOTE = "time/before.checkpoint"
BEFORE_TOKEN = "time/before.tsr"  # noqa: S105 - a file's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that goes into one bundle.

    shot: None when no browser looked. page_kind: what the page was in the browser. pictures:
    SHA-256 (hex) -> bytes of pictures that the verdicts cite. missing: see EvidenceBundle.
    original: of a supplied sighting, the bytes as they were supplied. surroundings: env.json, of a
    visit.
    """

    order: CaptureOrder
    shot: Shot | None
    page_kind: PageKind | None
    missing: tuple[str, ...]
    software: str
    started_at: datetime
    ended_at: datetime
    pictures: Mapping[str, bytes]
    original: bytes | None = None
    surroundings: Mapping[str, Any] | None = None


def seal(record: Record, key: bytes) -> bytes:
    """The bytes of the WACZ file. key: of redaction, see `redact`."""
    members = _members(record, key)
    members[EXTRACTION_NAME] = extraction_record(members)
    members |= field_members(members, seed_of(key, record.order.id))
    manifest = manifest_text(members, _about(record))
    ordered = {name: members[name] for name in sorted(members)}
    return pack({**ordered, MANIFEST: manifest, MANIFEST_DIGEST: manifest_digest(manifest)})


def manifest_text(members: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """datapackage.json: name, digest and size of every member, sorted by path."""
    resources = [
        {
            "name": path.rpartition("/")[2].lower(),
            "path": path,
            "hash": sha256(content),
            "bytes": len(content),
        }
        for path, content in sorted(members.items())
    ]
    whole = {"profile": "data-package", **about, "resources": resources}
    return canonical_json(whole)


def manifest_digest(manifest: bytes) -> bytes:
    """datapackage-digest.json: the digest of the manifest."""
    return canonical_json({"path": MANIFEST, "hash": sha256(manifest)})


def index_members(places: Iterable[Place], key: Key = sort_key) -> dict[str, bytes]:
    """The CDXJ index, compressed, and the table of its one block (ZipNum, as WACZ has it)."""
    text = index_text(places, WARC_NAME.rpartition("/")[2], key)
    block = gzipped(text)
    first = " ".join(text.decode().split(" ", 2)[:2]) if text else ""
    name = INDEX_NAME.rpartition("/")[2]
    head = {"format": "cdxj-gzip-1.0", "filename": name}
    row = {"offset": 0, "length": len(block), "digest": sha256(block), "filename": name}
    table = f"!meta 0 {json.dumps(head)}\n{first} {json.dumps(row)}\n"
    return {INDEX_NAME: block, "indexes/index.idx": table.encode()}


def gzipped(content: bytes) -> bytes:
    """One gzip member without a time."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return compressor.compress(content) + compressor.flush()


def bundle_of(members: Mapping[str, bytes], path: str, content: bytes) -> EvidenceBundle:
    """What the database keeps of a sealed file. members: what is in it."""
    capture = json.loads(members[CAPTURE_NAME])
    kind, fields = capture["page_kind"], members.get(FIELDS_NAME)
    return EvidenceBundle(
        capture_id=capture["capture_id"],
        path=path,
        sha256=sha256(content).partition(":")[2],
        size=len(content),
        page_kind=PageKind(kind) if kind else None,
        started_at=datetime.fromisoformat(capture["started_at"]),
        ended_at=datetime.fromisoformat(capture["ended_at"]),
        missing=tuple(capture["missing"]),
        supplied_by=(capture.get("supplied") or {}).get("by"),
        after_sha256=(capture.get("after") or {}).get("token_sha256"),
        fields_sha256=sha256(fields).partition(":")[2] if fields else None,
    )


def shown_text(order: CaptureOrder) -> str:
    """What the offer shows, without its addresses: none of it is ever redacted."""
    offer = order.sighting.offer
    plain = to_plain(replace(offer, url="", images=(), provenance=None))
    return json.dumps(plain, ensure_ascii=False)


def _members(record: Record, key: bytes) -> dict[str, bytes]:
    order, shot = record.order, record.shot
    redactor = Redactor(key, shown_text(order))
    asked = [order.sighting.offer.url, *([shot.requested_url, shot.final_url] if shot else [])]
    redactor.learn(shot.exchanges if shot else (), order.answer or order.sighting.page, asked)
    exchanges = [redactor.exchange(exchange) for exchange in shot.exchanges] if shot else []
    answer = redactor.page(order.answer) if order.answer else None
    supplied = order.sighting.supplied
    warc = WarcFile(order.id, record.software, record.started_at)
    names = [warc.add_exchange(exchange) for exchange in exchanges]
    # No server answered us what was supplied: it becomes a resource, like what a browser rendered.
    told = replace(answer, rendered=True) if answer and supplied else answer
    answer_name = warc.add_answer(told) if told else None
    listing = redactor.content(canonical_json(_sighting(order.sighting, redactor)))
    members = {
        WARC_NAME: warc.content,
        **index_members(warc.places),
        "pages/pages.jsonl": _pages(record, exchanges, answer, redactor),
        LISTING_NAME: listing,
        MATCH_NAME: redactor.content(canonical_json(_match(order, listing))),
        **{picture_name(digest, body): body for digest, body in record.pictures.items()},
    }
    if supplied and record.original is not None:
        members[member_name(supplied)] = record.original
    if order.after:
        members[BEFORE_NOTE] = order.after.note.encode()
        members[BEFORE_TOKEN] = order.after.token
    members |= _shown(record, redactor)
    trigger = _trigger(answer, answer_name)
    members[CAPTURE_NAME] = _capture(record, trigger, _main(names, exchanges, shot), redactor)
    return members


def _match(order: CaptureOrder, listing: bytes) -> dict[str, Any]:
    """Everything that a verdict is reached again from; listing: the member it was reached on."""
    return {
        "schema": MATCH_SCHEMA,
        "listing_sha256": sha256(listing).partition(":")[2],
        "verdicts": order.verdicts,
        "assets": order.assets,
    }


def _shown(record: Record, redactor: Redactor) -> dict[str, bytes]:
    """What the browser showed, and in what surroundings; nothing when none looked."""
    if record.shot is None:
        return {}
    members = {
        "evidence/screenshot.png": record.shot.screenshot,
        "evidence/dom.html": redactor.content(record.shot.dom),
        "evidence/text.txt": redactor.content(record.shot.text.encode()),
    }
    if record.surroundings is not None:
        members[ENV_NAME] = redactor.content(canonical_json(record.surroundings))
    return members


def _sighting(sighting: Sighting, redactor: Redactor) -> Sighting:
    """The sighting without secrets in its addresses and in the headers of its page."""
    offer, page = sighting.offer, sighting.page
    images = tuple(replace(image, url=redactor.address(image.url)) for image in offer.images)
    if page:
        page = replace(
            page,
            url=redactor.address(page.url),
            requested_url=redactor.address(page.requested_url),
            headers=redactor.headers(page.headers),
        )
    clean = replace(offer, url=redactor.address(offer.url), images=images)
    return replace(sighting, offer=clean, page=page)


def _capture(
    record: Record, trigger: Mapping[str, Any], main: str | None, redactor: Redactor
) -> bytes:
    order, shot = record.order, record.shot
    visited = (
        {
            "requested_url": redactor.address(shot.requested_url),
            "final_url": redactor.address(shot.final_url),
            "http_status": shot.status,
            "title": redactor.text(shot.title),
            "main_record": main,
            "content_decoded": True,
            **json.loads(redactor.text(json.dumps(shot.measures, ensure_ascii=False))),
            "requests_failed": _addressed(shot.measures.get("requests_failed", ()), redactor),
            "bodies_missing": _addressed(shot.measures.get("bodies_missing", ()), redactor),
        }
        if shot
        else {}
    )
    facts: dict[str, Any] = {
        "schema": SCHEMA,
        "capture_id": order.id,
        "case_number": order.case_number,
        "software": record.software,
        "trigger": trigger,
        "page_kind": record.page_kind,
        "missing": record.missing,
        "started_at": record.started_at,
        "ended_at": record.ended_at,
        "visit": visited or None,
        "connect_to": order.connect_to,
    }
    if order.after:
        facts["after"] = {
            "authority": order.after.authority,
            "at": order.after.at,
            "token_sha256": sha256(order.after.token).partition(":")[2],
        }
    if order.sighting.supplied:
        told = json.dumps(supplied_facts(order.sighting.supplied, record.original))
        facts["supplied"] = json.loads(redactor.content(told.encode()))
    redactions = {"count": redactor.count, "names": sorted(redactor.names)}
    return canonical_json({**facts, "redactions": redactions})


def _addressed(entries: Iterable[Mapping[str, str]], redactor: Redactor) -> list[dict[str, str]]:
    return [{**entry, "url": redactor.address(entry["url"])} for entry in entries]


def _main(
    names: Iterable[str | None], exchanges: Iterable[Exchange], shot: Shot | None
) -> str | None:
    """Record id of the last answer that gave the page itself."""
    if shot is None:
        return None
    pairs = zip(names, exchanges, shot.exchanges, strict=True)
    bare = shot.final_url.partition("#")[0]
    return next(
        (name for name, _, raw in pairs if raw.url == bare and raw.status == shot.status), None
    )


def _trigger(answer: Page | None, name: str | None) -> dict[str, Any]:
    if answer is None:
        return {}
    return {
        "url": answer.url,
        "requested_url": answer.requested_url,
        "status": answer.status,
        "seen_at": answer.fetched_at,
        "rendered": answer.rendered,
        "body_sha256": sha256(answer.body).partition(":")[2],
        "record": name,
    }


def _pages(
    record: Record, exchanges: Iterable[Exchange], answer: Page | None, redactor: Redactor
) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    entries: list[dict[str, Any]] = []
    shot = record.shot
    if shot:
        url = redactor.address(shot.final_url).partition("#")[0]
        starts = [exchange.started_at for exchange in exchanges if exchange.url == url]
        at = starts[0] if starts else shot.started_at
        entries.append({"url": ascii_url(url), "ts": _seconds(at), "title": shot.title})
    elif answer:
        entries.append({"url": ascii_url(answer.url), "ts": _seconds(answer.fetched_at)})
    lines = [head, *({"id": f"page-{n}", **entry} for n, entry in enumerate(entries, 1))]
    return redactor.content(b"".join(canonical_json(line) + b"\n" for line in lines))


def _about(record: Record) -> dict[str, Any]:
    offer = record.order.sighting.offer
    return {
        "title": f"{record.order.case_number} {record.order.id}",
        "description": f"{offer.listing.market} {offer.listing.listing_id}",
        "software": record.software,
        "wacz_version": WACZ_VERSION,
        "created": _seconds(record.ended_at),
    }


def picture_name(digest: str, content: bytes) -> str:
    """Member of a cited picture, by its SHA-256."""
    kinds = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}
    kind = next((name for magic, name in kinds.items() if content.startswith(magic)), "bin")
    return f"pictures/{digest}.{kind}"


def _seconds(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
