"""Bundles whose members were written by a forger and sealed anew: told as such, never a crash."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alerts.evidence.check import Exit, exit_code
from alerts.evidence.cleanliness import ENV_NAME
from alerts.evidence.container import unpack
from alerts.evidence.extraction import EXTRACTION_NAME
from alerts.evidence.fields import FIELDS_NAME, SEED_NAME, field_members
from alerts.evidence.verify import verify_bundle
from monitor.domain.codec import canonical_json
from tests.alerts.evidence.samples import bundle_at, known, sealed_file
from tests.alerts.evidence.tamper import reseal

NONSENSE: tuple[object, ...] = (None, 7, "x", [], {})


def places(tree: object, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Ways to every value of a JSON document, at most three keys deep."""
    if way:
        yield way
    if isinstance(tree, dict) and len(way) < 3:
        for key, inner in tree.items():
            yield from places(inner, (*way, key))
    elif isinstance(tree, list) and tree and len(way) < 3:
        yield from places(tree[0], (*way, 0))


def forged(members: dict[str, bytes], name: str, content: bytes) -> bytes:
    """The bundle with another member; extraction record and list of fields name the new digest."""
    old, new = (hashlib.sha256(one).hexdigest().encode() for one in (members[name], content))
    record = members[EXTRACTION_NAME].replace(old, new)
    inner = {**members, name: content, EXTRACTION_NAME: record}
    listed = {
        key: body
        for key, body in inner.items()
        if not key.startswith("datapackage") and key not in {FIELDS_NAME, SEED_NAME}
    }
    return reseal({**inner, **field_members(listed, members[SEED_NAME])})


@pytest.mark.parametrize("name", ["evidence/capture.json", ENV_NAME])
def test_whatever_a_forger_writes_is_told_and_never_breaks_the_verifier(
    tmp_path: Path, name: str
) -> None:
    path = sealed_file(tmp_path)
    log, good = known(bundle_at(path)), unpack(path.read_bytes())
    tree = json.loads(good[name])
    for number, (*way, last) in enumerate(places(tree)):
        document = json.loads(good[name])
        inner = document
        for key in way:
            inner = inner[key]
        inner[last] = NONSENSE[number % len(NONSENSE)]
        content = canonical_json(document)
        if content == good[name]:
            continue
        path.write_bytes(forged(good, name, content))
        assert exit_code(verify_bundle(path, log)) in {Exit.TAMPERED, Exit.UNREADABLE}
