"""Verify a redacted copy: what it shows is what was sealed, and it says what it withholds."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.evidence.beside import read_beside
from alerts.evidence.check import NO_SENSE, Check, Claim, Outcome
from alerts.evidence.container import unpack
from alerts.evidence.fields import digest, read_fields
from alerts.evidence.known_log import sealed_by
from alerts.evidence.origin import origin_checks
from alerts.evidence.policy import policy_checks
from alerts.evidence.redacted import ENDING, LIST_NAME, PARTS, SCHEMA, SHOWN_NAME
from alerts.evidence.seals import entry_name
from alerts.evidence.trust import Trust
from alerts.evidence.verify_seals import Sealed, seal_checks, sums_checks
from monitor.domain.codec import canonical_json
from monitor.domain.errors import EvidenceBroken


def redacted_checks(path: Path, content: bytes, trust: Trust) -> Iterator[Check]:
    """All checks of one redacted copy and of the seals beside it. Never raises."""
    yield from sums_checks(path, hashlib.sha256(content).hexdigest())
    try:
        parts = unpack(content)
        listed = read_fields(parts[LIST_NAME])
        shown = dict(_shown(parts))
    except (EvidenceBroken, *NO_SENSE) as error:
        because = str(error) if isinstance(error, EvidenceBroken) else repr(error)
        yield _check(Outcome.FAILED, f"the redacted copy cannot be read: {because}")
        return
    odd = [name for name, found in shown.items() if listed.get(name) != found]
    if odd:
        yield _check(Outcome.FAILED, f"not as they were sealed: {', '.join(sorted(odd))}")
        return
    yield _check(Outcome.PASSED, f"{len(shown)} of {len(listed)} fields are as they were sealed")
    withheld = sorted(listed.keys() - shown.keys())
    told = ", ".join(withheld) if withheld else "nothing"
    yield _check(Outcome.NOTED, f"withheld, and so neither proven nor disproven: {told}")
    bundle = path.with_name(path.name.removesuffix(ENDING) + ".wacz")
    try:
        said = _said(bundle, trust)
        told_by_log = [*policy_checks(said), *origin_checks(said)] if said else []
    except NO_SENSE as error:
        yield _check(Outcome.FAILED, f"what the log's entry says makes no sense: {error!r}")
        return
    yield from told_by_log
    sealed = Sealed(
        path=bundle,
        digest=None,
        size=None,
        capture=said,
        members={name.removeprefix(PARTS): part for name, part in parts.items()},
        fields_sha256=hashlib.sha256(parts[LIST_NAME]).hexdigest(),
    )
    yield from seal_checks(sealed, trust)


def _shown(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Path and digest of every field that is shown.

    Raises:
        EvidenceBroken: the copy is not written as it must be, or holds what it does not name.
        ValueError: a salt is not base64.
    """
    told = json.loads(parts[SHOWN_NAME])
    if told["schema"] != SCHEMA or canonical_json(told) != parts[SHOWN_NAME]:
        message = f"{SHOWN_NAME} is not of the schema {SCHEMA}, or not in its canonical form"
        raise EvidenceBroken(message)
    if set(parts) != {SHOWN_NAME, LIST_NAME, *(PARTS + path for path in told["parts"])}:
        message = f"there are parts that {SHOWN_NAME} does not name, or it names absent ones"
        raise EvidenceBroken(message)
    for path, entry in told["fields"].items():
        value = canonical_json(entry["value"])
        yield path, digest(base64.b64decode(entry["salt"], validate=True), path, value)
    for path, salted in told["parts"].items():
        yield path, digest(base64.b64decode(salted, validate=True), path, parts[PARTS + path])


def _said(bundle: Path, trust: Trust) -> dict[str, Any]:
    """What the log says of the capture: kind of page, times, what is missing; empty = nothing.

    Raises:
        ValueError: a time is none, or without its zone.
        TypeError: a time is no text.
    """
    try:
        leaf = read_beside(bundle, entry_name(bundle.stem))
        told = sealed_by(leaf.decode()) if leaf else None
    except ValueError:
        return {}
    if told is None and trust.log and not trust.log.fault:
        told = next((dict(one) for _, one in trust.log.seals(bundle.stem)), None)
    if told is None or not {"page_kind", "missing", "started_at", "ended_at"} <= told.keys():
        return {}
    for at in ("started_at", "ended_at"):
        if datetime.fromisoformat(told[at]).tzinfo is None:
            message = f"{at} has no time zone"
            raise ValueError(message)
    supplied = {"by": told["supplied_by"]} if told.get("supplied_by") else None
    return {**told, "supplied": supplied}


def _check(outcome: Outcome, because: str) -> Check:
    return Check(name="redacted", claim=Claim.INTEGRITY, outcome=outcome, because=because)
