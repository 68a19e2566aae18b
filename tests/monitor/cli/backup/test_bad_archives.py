"""Archives that are no good backup: hostile or damaged, they change nothing."""

import io
import shutil
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.store.backup.manifest import FORMAT, Head, Manifest
from monitor.store.schema import SCHEMA_VERSION
from tests.monitor.cli.backup.made import contents
from tests.monitor.cli.conftest import CONFIGURATION, House


def rewritten(kept: Path, target: Path, change: Callable[[tarfile.TarInfo], Any]) -> Path:
    """A copy whose members are as `change` makes them; None drops one."""
    with tarfile.open(kept) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            changed = change(member)
            if changed is not None:
                new.addfile(changed, content if changed.isreg() else None)
    return target


def added(kept: Path, target: Path, member: tarfile.TarInfo, content: bytes = b"") -> Path:
    """A copy with one member more, before the manifest."""
    member.size = len(content)
    with tarfile.open(kept) as old, tarfile.open(target, "w") as new:
        members = old.getmembers()
        for one in members[:-1]:
            new.addfile(one, old.extractfile(one))
        new.addfile(member, io.BytesIO(content))
        new.addfile(members[-1], old.extractfile(members[-1]))
    return target


def named(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    return member


STRANGERS = {
    "a parent": named("../evil"),
    "an inner parent": named("evidence/../../evil"),
    "an absolute path": named("/evil"),
    "an absolute path in a part": named("evidence//evil"),
    "no part": named("evil"),
    "a part itself": named("evidence"),
    "a backslash": named("evidence/..\\evil"),
    "a symbolic link": named("evidence/link", tarfile.SYMTYPE, "/etc"),
    "a hard link": named("evidence/link", tarfile.LNKTYPE, "/etc/passwd"),
    "a device": named("evidence/null", tarfile.CHRTYPE),
    "a folder": named("evidence/2026", tarfile.DIRTYPE),
    "a file too many": named("evidence/2026/03/extra.wacz"),
    "a file below a file": named("keys/log.key/evil"),
}


@pytest.mark.parametrize("member", STRANGERS.values(), ids=STRANGERS)
def test_a_hostile_member_is_refused_and_nothing_is_left(
    kept: Path, tmp_path: Path, member: tarfile.TarInfo
) -> None:
    hostile = added(kept, tmp_path / "hostile.tar", member, b"evil" if member.isreg() else b"")
    refused = House(tmp_path / "there" / "rightswatch.yaml").call("restore", str(hostile))
    assert refused.exit_code == 1
    assert "BackupRefused" in repr(refused.exception)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [hostile]


NUMBERS = ({"GNU.sparse.size": "many"}, {"GNU.sparse.map": "a,b"}, {"GNU.sparse.major": "1"})


@pytest.mark.parametrize("headers", NUMBERS, ids=str)
@pytest.mark.parametrize("name", ["configuration/evil", "evidence/evil"])
def test_a_header_whose_number_is_none_is_refused(
    tmp_path: Path, headers: dict[str, str], name: str
) -> None:
    hostile, member = tmp_path / "hostile.tar", named(name)
    member.pax_headers = headers | {"GNU.sparse.minor": "0"}
    member.size = 5000
    with tarfile.open(hostile, "w") as tar:
        tar.addfile(member, io.BytesIO(b"no number\n" * 500))
        tar.addfile(named("manifest.jsonl"))
    bare = House(tmp_path / "bare" / "rightswatch.yaml")
    configured = House(tmp_path / "rightswatch.yaml")
    configured.config.write_text(CONFIGURATION, "utf-8")
    for house in (bare, configured):
        refused = house.call("restore", str(hostile))
        assert "BackupRefused" in repr(refused.exception)


def manifests() -> dict[str, bytes]:
    head = Head(
        format=FORMAT,
        software="another",
        made_at=datetime.now(UTC),
        database="sqlite",
        schema=SCHEMA_VERSION,
        tables={},
    )
    written = b"".join(Manifest(head).lines())
    return {
        "nested deeper than any program reads": b"[" * 200_000 + b"\n",
        "a line without an end": b" " * 3_000_000,
        "a version that is a number": written.replace(b'"schema": "', b'"schema": 9, "a": "'),
    }


@pytest.mark.parametrize("way", manifests())
def test_a_hostile_manifest_is_refused(standing: House, tmp_path: Path, way: str) -> None:
    content, hostile = manifests()[way], tmp_path / "hostile.tar"
    member = named("manifest.jsonl")
    member.size = len(content)
    with tarfile.open(hostile, "w") as tar:
        tar.addfile(member, io.BytesIO(content))
    refused = standing.call("restore", str(hostile), "--replace")
    assert "BackupRefused" in repr(refused.exception)


def spoilt(kept: Path, target: Path, way: str) -> Path:
    if way == "cut off":
        target.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
        return target
    if way == "no backup":
        target.write_bytes(b"PK\x03\x04" + bytes(5000))
        return target
    if way == "a file gone":
        return rewritten(kept, target, lambda m: None if m.name.endswith(".wacz") else m)
    if way == "no manifest":
        return rewritten(kept, target, lambda m: None if m.name == "manifest.jsonl" else m)
    if way == "two manifests":
        shutil.copy(kept, target)
        with tarfile.open(target, "a") as tar:
            tar.addfile(named("manifest.jsonl"))
        return target
    content = bytearray(kept.read_bytes())  # a byte of a bundle
    with tarfile.open(kept) as tar:
        bundle = next(member for member in tar if member.name.endswith(".wacz"))
    content[bundle.offset_data + 100] ^= 1
    target.write_bytes(content)
    return target


@pytest.mark.parametrize(
    "way", ["cut off", "no backup", "a file gone", "no manifest", "two manifests", "a byte"]
)
def test_a_damaged_backup_changes_nothing(
    kept: Path, standing: House, tmp_path: Path, way: str
) -> None:
    before = contents(standing.config.parent)
    bad = spoilt(kept, tmp_path / "bad.tar", way)
    refused = standing.call("restore", str(bad), "--replace")
    assert "BackupRefused" in repr(refused.exception)
    assert contents(standing.config.parent) == before
