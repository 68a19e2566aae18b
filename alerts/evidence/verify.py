"""Verify a bundle offline: strict, without a browser, trusting nothing inside the file.

The claims are kept apart. Integrity: every byte is as it was sealed, and the signed log says so.
Time: when that was, as far as somebody independent says so. Origin: facts that support that the
site showed this, and never prove it. Policy: whether the page was an offer at all. Keys and roots
are the reader's (`Trust`): without them a bundle can be intact, and does not count as proven.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.evidence.bundle import (
    BEFORE_NOTE,
    BEFORE_TOKEN,
    CAPTURE_NAME,
    LISTING_NAME,
    MANIFEST,
    MANIFEST_DIGEST,
    MATCH_NAME,
    SCHEMA,
    WARC_NAME,
    index_members,
    manifest_digest,
    manifest_text,
)
from alerts.evidence.cdx import key_before, sort_key
from alerts.evidence.check import NO_SENSE, Check, Claim, Exit, Outcome, exit_code
from alerts.evidence.cleanliness import ENV_NAME, cleanliness_checks
from alerts.evidence.container import read_file, unpack
from alerts.evidence.extraction import EXTRACTION_NAME, digests_told
from alerts.evidence.fields import FIELDS_NAME, SEED_NAME, field_members
from alerts.evidence.origin import origin_checks
from alerts.evidence.policy import policy_checks
from alerts.evidence.redacted import ENDING
from alerts.evidence.shelf import STAGING, laid_out
from alerts.evidence.supplied import MEMBER, disagreement
from alerts.evidence.trust import Trust
from alerts.evidence.verify_log import presence_checks
from alerts.evidence.verify_redacted import redacted_checks
from alerts.evidence.verify_seals import Sealed, seal_checks, sums_checks
from alerts.evidence.verify_verdict import verdict_checks
from alerts.evidence.warc_reader import read_places
from monitor.domain.asset import version_of
from monitor.domain.codec import canonical_json, fingerprint
from monitor.domain.errors import EvidenceBroken
from monitor.ports.evidence import EvidenceStore

__all__ = ["Check", "Exit", "Trust", "exit_code", "verify_bundle", "verify_folder", "verify_store"]

ALWAYS = frozenset({
    WARC_NAME,
    "indexes/index.cdx.gz",
    "indexes/index.idx",
    "pages/pages.jsonl",
    CAPTURE_NAME,
    LISTING_NAME,
    MATCH_NAME,
})
OF_A_VISIT = frozenset({"evidence/screenshot.png", "evidence/dom.html", "evidence/text.txt"})
OF_A_TOKEN = frozenset({BEFORE_NOTE, BEFORE_TOKEN})
OF_FIELDS = frozenset({FIELDS_NAME, SEED_NAME})
SINCE_2 = frozenset({EXTRACTION_NAME, ENV_NAME})
SCHEMAS = ("rightswatch/capture/1", SCHEMA)
KNOWN = ALWAYS | OF_A_VISIT | OF_A_TOKEN | OF_FIELDS | SINCE_2
PICTURE = re.compile(r"pictures/([0-9a-f]{64})\.(png|jpg|gif|webp|bin)")


def verify_bundle(path: Path, trust: Trust | None = None) -> list[Check]:
    """Check one WACZ file, and what lies beside it, by what the reader trusts.

    The file is read whole (at most 1 GiB). Never raises: what cannot be read is a check that says
    so.
    """
    try:
        content = read_file(path)
    except (OSError, ValueError) as error:
        return [_check("file", Claim.INTEGRITY, Outcome.UNREADABLE, str(error))]
    trusted = trust or Trust()
    if path.name.endswith(ENDING):
        return [*redacted_checks(path, content, trusted)]
    digest = hashlib.sha256(content).hexdigest()
    members: dict[str, bytes] = {}
    checks = [*sums_checks(path, digest), *_inside(path, content, members)]
    sound = exit_code(checks) != Exit.TAMPERED
    capture = _json(members[CAPTURE_NAME]) if sound else {}
    if sound:
        checks += _told_checks(capture, members, trusted)
    sealed = Sealed(
        path=path,
        digest=digest,
        size=len(content),
        capture=capture,
        members=members if sound else {},
        fields_sha256=_digest_of(members, FIELDS_NAME) if sound else None,
    )
    return [*checks, *seal_checks(sealed, trusted)]


def verify_folder(folder: Path, trust: Trust | None = None) -> Iterator[tuple[Path, list[Check]]]:
    """Check every bundle below a folder, by path; then whether a logged one is gone."""
    trusted = trust or Trust()
    found = (*folder.rglob("*.wacz"), *folder.rglob(f"*{ENDING}"))
    paths = [path for path in found if STAGING not in path.parts]
    for path in sorted(paths):
        yield path, verify_bundle(path, trusted)
    present = list(presence_checks(trusted.log, lambda path: (folder / path).is_file()))
    if present:
        yield folder, present
    if not paths:
        because = f"there is no bundle below {folder}"
        yield folder, [_check("folder", Claim.INTEGRITY, Outcome.UNREADABLE, because)]


def verify_store(store: EvidenceStore, trust: Trust) -> Iterator[tuple[Path, list[Check]]]:
    """The same for a store of evidence, wherever it is.

    Raises:
        CaptureFailed: it cannot be reached or read.
    """
    there: set[str] = set()
    for where in store.folders():
        name = f"{where.rpartition('/')[2]}.wacz"
        there.add(f"{where}/{name}")
        with laid_out(store.read(where)) as folder:
            yield Path(where, name), verify_bundle(folder / name, trust)
    present = list(presence_checks(trust.log, there.__contains__))
    if present:
        yield Path(), present


def _inside(path: Path, content: bytes, members: dict[str, bytes]) -> Iterator[Check]:
    """What the file says of itself, step by step; the first fault ends it. Fills `members`."""
    for name, step in _STEPS.items():
        try:
            because = step(content, members, path)
        except (EvidenceBroken, *NO_SENSE) as error:
            because = str(error) if isinstance(error, EvidenceBroken) else repr(error)
            yield _check(name, Claim.INTEGRITY, Outcome.FAILED, because)
            return  # what follows rests on this
        yield _check(name, Claim.INTEGRITY, Outcome.PASSED, because)


def _told_checks(
    capture: Mapping[str, Any], members: Mapping[str, bytes], trusted: Trust
) -> list[Check]:
    """What the members tell; a forger may have sealed anything, so that it may be no sense."""
    try:
        return [
            *verdict_checks(_json(members[MATCH_NAME]), trusted.deciders),
            *policy_checks(capture),
            *origin_checks(capture, members),
            *(cleanliness_checks(_json(members[ENV_NAME])) if ENV_NAME in members else ()),
        ]
    except NO_SENSE as error:
        because = f"what is sealed inside makes no sense: {error!r}"
        return [_check("content", Claim.INTEGRITY, Outcome.FAILED, because)]


def _digest_of(members: Mapping[str, bytes], name: str) -> str | None:
    return hashlib.sha256(members[name]).hexdigest() if name in members else None


def _is_named_by_digest(name: str) -> bool:
    return bool(PICTURE.fullmatch(name) or MEMBER.fullmatch(name))


def _check(name: str, claim: Claim, outcome: Outcome, because: str) -> Check:
    return Check(name=name, claim=claim, outcome=outcome, because=because)


def _layout(content: bytes, members: dict[str, bytes], _: Path) -> str:
    members.update(unpack(content))
    return f"{len(members)} members, stored, nothing between or behind them"


def _names(_: bytes, members: dict[str, bytes], __: Path) -> str:
    names = list(members)
    if names[-2:] != [MANIFEST, MANIFEST_DIGEST]:
        message = "the manifest and its digest do not stand at the end"
        raise EvidenceBroken(message)
    inner = names[:-2]
    absent = ALWAYS - set(inner)
    strange = [n for n in inner if n not in KNOWN and not _is_named_by_digest(n)]
    if absent or strange or inner != sorted(inner):
        message = f"members absent: {sorted(absent)}; unknown: {strange}; or not in order"
        raise EvidenceBroken(message)
    return "every member is known and in its place"


def _manifest(_: bytes, members: dict[str, bytes], __: Path) -> str:
    manifest = members[MANIFEST]
    if members[MANIFEST_DIGEST] != manifest_digest(manifest):
        message = "datapackage-digest.json does not name the digest of datapackage.json"
        raise EvidenceBroken(message)
    told = _json(manifest)
    about = {key: told[key] for key in told if key not in {"profile", "resources"}}
    inner = {name: members[name] for name in list(members)[:-2]}
    if manifest_text(inner, about) != manifest:
        message = f"datapackage.json does not describe the members: {_odd_one(told, inner)}"
        raise EvidenceBroken(message)
    return f"{len(inner)} members have the digests and sizes that datapackage.json names"


def _odd_one(told: Mapping[str, Any], inner: Mapping[str, bytes]) -> str:
    named = {entry["path"]: entry["hash"] for entry in told["resources"]}
    digests = {name: f"sha256:{hashlib.sha256(body).hexdigest()}" for name, body in inner.items()}
    odd = [name for name in {*named, *digests} if named.get(name) != digests.get(name)]
    return ", ".join(sorted(odd)) or "it is not in its canonical form"


def _capture(_: bytes, members: dict[str, bytes], path: Path) -> str:
    capture = _json(members[CAPTURE_NAME])
    if capture["schema"] not in SCHEMAS:
        message = f"capture.json has the schema {capture['schema']!r}, known are {SCHEMAS}"
        raise EvidenceBroken(message)
    if f"{capture['capture_id']}.wacz" != path.name:
        message = f"the file is named {path.name}, but the capture is {capture['capture_id']}"
        raise EvidenceBroken(message)
    if any(datetime.fromisoformat(capture[at]).tzinfo is None for at in ("started_at", "ended_at")):
        message = "capture.json tells a time without its zone"
        raise EvidenceBroken(message)
    visited = OF_A_VISIT & set(members)
    if bool(capture["visit"]) != bool(visited) or (visited and visited != OF_A_VISIT):
        message = "what capture.json says of a visit and the members of a visit disagree"
        raise EvidenceBroken(message)
    for name, content in members.items():
        named = PICTURE.fullmatch(name) or MEMBER.fullmatch(name)
        if named and hashlib.sha256(content).hexdigest() != named[1]:
            message = f"{name} does not hold the bytes of that digest"
            raise EvidenceBroken(message)
    return f"capture.json speaks of {capture['capture_id']}, case {capture['case_number']}"


def _after(_: bytes, members: dict[str, bytes], __: Path) -> str:
    """Whether the time stamp sealed inside is the one that capture.json speaks of.

    Raises:
        EvidenceBroken: one of them knows of none, or of another.
    """
    told = _json(members[CAPTURE_NAME]).get("after")
    there = OF_A_TOKEN & set(members)
    if not told and not there:
        return "no earlier time stamp is sealed inside"
    digest = hashlib.sha256(members.get(BEFORE_TOKEN, b"")).hexdigest()
    if not told or there != OF_A_TOKEN or told["token_sha256"] != digest:
        message = "what capture.json says of an earlier time stamp and the members disagree"
        raise EvidenceBroken(message)
    return f"a time stamp of {told['at']} is sealed inside"


def _supply(_: bytes, members: dict[str, bytes], __: Path) -> str:
    """Whether a supplied page is the one that is spoken of, and a fetched one speaks of none.

    Raises:
        EvidenceBroken: something is told that is not there, or is there and not told.
    """
    capture, sighting = _json(members[CAPTURE_NAME]), _json(members[LISTING_NAME])
    fault = disagreement(capture, sighting)
    told = capture.get("supplied") or {}
    there = [name for name in members if MEMBER.fullmatch(name)]
    if there != [name for name in (told.get("member"),) if name]:
        fault = f"it speaks of {told.get('member')} and there is {there}"
    if told.get("member") and told["original_sha256"] not in told["member"]:
        fault = "the member is not the one of the digest that it names"
    if fault:
        message = f"capture.json and the page that was supplied: {fault}"
        raise EvidenceBroken(message)
    if told:
        return "the page was supplied; file, digests and times are told alike everywhere"
    return "the page was not supplied by anybody"


def _archive(_: bytes, members: dict[str, bytes], __: Path) -> str:
    places, names = read_places(members[WARC_NAME])
    capture = _json(members[CAPTURE_NAME])
    key = sort_key if capture["schema"] == SCHEMA else key_before
    for name, content in index_members(places, key).items():
        if members[name] != content:
            message = f"{name} does not say where the records of the WARC lie"
            raise EvidenceBroken(message)
    visit = capture["visit"] or {}
    for wanted in (capture["trigger"].get("record"), visit.get("main_record")):
        if wanted is not None and wanted not in names:
            message = f"the WARC lacks the record {wanted} that capture.json names"
            raise EvidenceBroken(message)
    wanted = capture["trigger"].get("body_sha256")
    if wanted and names.get(capture["trigger"]["record"]) != f"sha256:{wanted}":
        message = "the crawl's answer in the WARC is not the one that capture.json names"
        raise EvidenceBroken(message)
    return f"{len(places)} answers, block and payload digests recomputed, index agrees"


def _match(_: bytes, members: dict[str, bytes], __: Path) -> str:
    match = _json(members[MATCH_NAME])
    listing = match.get("listing_sha256")
    if listing not in {None, hashlib.sha256(members[LISTING_NAME]).hexdigest()}:
        message = "the verdicts were reached on another listing.json"
        raise EvidenceBroken(message)
    # By what is enclosed, not by today's Asset: a later program may know more fields of it. Once a
    # version held where its pictures lie, too.
    versions = {plain["id"]: {version_of(plain), fingerprint(plain)} for plain in match["assets"]}
    for verdict in match["verdicts"]:
        wanted = versions.get(verdict["asset_id"])
        if wanted is not None and verdict["asset_version"] not in wanted:
            message = f"the asset {verdict['asset_id']} is not the version the verdict was made on"
            raise EvidenceBroken(message)
    return f"{len(match['verdicts'])} verdicts cite the asset versions that are enclosed"


def _extraction(_: bytes, members: dict[str, bytes], __: Path) -> str:
    """Whether the extraction record names the digest of every other member.

    Raises:
        EvidenceBroken: it names another, or is absent where it must be there.
    """
    capture = _json(members[CAPTURE_NAME])
    due = {EXTRACTION_NAME, *([ENV_NAME] if capture["visit"] else [])}
    if SINCE_2 & set(members) != (due if capture["schema"] == SCHEMA else set()):
        message = "the extraction record and the record of cleanliness are not as they must be"
        raise EvidenceBroken(message)
    if capture["schema"] != SCHEMA:
        return "no extraction record is sealed inside: it was sealed before there were any"
    named = {one["path"]: one["hash"] for one in _json(members[MANIFEST])["resources"]}
    about = named.keys() - OF_FIELDS - {EXTRACTION_NAME}  # the manifest was held against them
    told = digests_told(members[EXTRACTION_NAME])
    if {name: f"sha256:{digest}" for name, digest in told.items()} != {n: named[n] for n in about}:
        message = "the extraction record does not name the digests of the members"
        raise EvidenceBroken(message)
    return f"the extraction record names the digests of {len(about)} members"


def _fields(_: bytes, members: dict[str, bytes], __: Path) -> str:
    """Whether the list of fields, which redacted copies rest on, is of these members.

    Raises:
        EvidenceBroken: it is of others, or half of it is absent.
    """
    there = OF_FIELDS & set(members)
    if not there:
        return "no list of fields is sealed inside: it was sealed before there were redacted copies"
    inner = {name: members[name] for name in list(members)[:-2]}
    if there != OF_FIELDS or field_members(inner, members[SEED_NAME]) != {
        name: members[name] for name in OF_FIELDS
    }:
        message = f"{FIELDS_NAME} does not name the fields of the members"
        raise EvidenceBroken(message)
    return "every field has its salted digest: redacted copies can be checked"


_STEPS: dict[str, Callable[[bytes, dict[str, bytes], Path], str]] = {
    "layout": _layout,
    "names": _names,
    "manifest": _manifest,
    "capture": _capture,
    "after": _after,
    "supply": _supply,
    "archive": _archive,
    "match": _match,
    "extraction": _extraction,
    "fields": _fields,
}


def _json(content: bytes) -> dict[str, Any]:
    """Read canonical JSON.

    Raises:
        EvidenceBroken: it is not JSON, or not in its canonical form.
    """
    try:
        plain: dict[str, Any] = json.loads(content.decode("utf-8", "surrogatepass"))
        same = canonical_json(plain) == content
    except (ValueError, RecursionError) as error:
        message = f"a member is not readable JSON: {error}"
        raise EvidenceBroken(message) from error
    if not same:
        message = "a JSON member is not in its canonical form"
        raise EvidenceBroken(message)
    return plain
