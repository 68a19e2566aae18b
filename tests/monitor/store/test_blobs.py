"""Bytes by their digest: whole, checked, and safe to put from anywhere at once."""

import gzip
import hashlib
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.errors import EvidenceBroken, StoreRefused
from monitor.store.blobs import FileBlobs

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<html>" + b"<p>ACME shoe</p>" * 2000
PICTURE = b"\xff\xd8\xff" + random.Random(7).randbytes(40_000)  # noqa: S311 - no secret


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@given(content=st.binary(max_size=300))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_put_comes_back(tmp_path: Path, content: bytes) -> None:
    blobs = FileBlobs(tmp_path)
    assert blobs.put(content) == sha256(content)
    assert blobs.get(sha256(content)) == content


def test_text_is_packed_and_pictures_are_not(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    for content in (PAGE, PICTURE, b""):
        assert blobs.get(blobs.put(content)) == content
    sizes = {path.suffix: path.stat().st_size for path in files(tmp_path) if path.stat().st_size}
    assert sizes[".zst"] < len(PAGE) / 50
    assert sizes[""] == len(PICTURE)


def test_putting_twice_keeps_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        FileBlobs(tmp_path).put(PAGE)
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("number", [1, 2, 3, 40])
def test_many_put_together_are_each_kept_whole_and_once(tmp_path: Path, number: int) -> None:
    contents = [b"<p>%d</p>" % n * 300 for n in range(number)] + [PAGE, PICTURE, PAGE]
    blobs = FileBlobs(tmp_path)
    blobs.put(PICTURE)
    digests = blobs.put_all(contents)
    assert digests == [sha256(content) for content in contents]
    assert [blobs.get(digest) for digest in digests] == contents
    assert len(files(tmp_path)) == number + 2
    assert blobs.put_all([]) == []


def test_of_many_put_together_a_damaged_one_is_replaced(tmp_path: Path) -> None:
    contents = [b"<p>%d</p>" % n * 300 for n in range(5)]
    blobs = FileBlobs(tmp_path)
    blobs.put_all(contents)
    for path in files(tmp_path):
        path.write_bytes(b"damaged")
    digests = blobs.put_all([*contents, PAGE])
    assert [blobs.get(digest) for digest in digests] == [*contents, PAGE]


def test_of_many_put_together_nothing_is_left_half_where_the_disk_refuses(tmp_path: Path) -> None:
    contents = [b"<p>%d</p>" % n * 300 for n in range(5)]
    blobs = FileBlobs(tmp_path)
    (tmp_path / sha256(contents[3])[:2]).write_text("a file where a folder should be")
    with pytest.raises(StoreRefused, match="does not take"):
        blobs.put_all(contents)
    assert not list((tmp_path / ".staging").iterdir())


def test_bytes_that_are_not_kept_are_none(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path / "new" / "folder")
    assert blobs.get(sha256(b"never put")) is None
    for name in ("", "../../etc/passwd", "AB" * 32, "ab" * 32 + "\n"):
        assert blobs.get(name) is None


@pytest.mark.parametrize("content", [PAGE, PICTURE], ids=["packed", "plain"])
@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "other"])
def test_a_file_that_was_changed_is_never_handed_out(
    tmp_path: Path, content: bytes, damage: str
) -> None:
    blobs = FileBlobs(tmp_path)
    digest = blobs.put(content)
    (path,) = files(tmp_path)
    stored = path.read_bytes()
    middle = len(stored) // 2
    other = zstd.compress(b"other") if path.suffix else b"other"
    path.write_bytes(
        {
            "cut": stored[:middle],
            "flip": stored[:middle] + bytes([stored[middle] ^ 1]) + stored[middle + 1 :],
            "empty": b"",
            "other": other,
        }[damage]
    )
    with pytest.raises(EvidenceBroken, match=digest):
        blobs.get(digest)
    blobs.put(content)  # whoever still has the bytes puts them right
    assert blobs.get(digest) == content


def test_a_damaged_plain_file_does_not_hide_its_packed_successor(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    digest = blobs.put(PAGE)
    (packed,) = files(tmp_path)
    packed.with_suffix("").write_bytes(b"damaged")
    blobs.put(PAGE)
    assert blobs.get(digest) == PAGE


def test_what_an_earlier_version_packed_with_gzip_is_still_read(tmp_path: Path) -> None:
    digest = sha256(PAGE)
    place = tmp_path / digest[:2]
    place.mkdir()
    (place / f"{digest}.gz").write_bytes(gzip.compress(PAGE))
    blobs = FileBlobs(tmp_path)
    assert blobs.get(digest) == PAGE
    assert blobs.put(PAGE) == digest
    assert len(files(tmp_path)) == 1


def test_many_writers_at_once_leave_whole_files_and_nothing_else(tmp_path: Path) -> None:
    contents = [b"%d " % n * 500 for n in range(10)]
    with ThreadPoolExecutor(8) as threads:
        digests = list(threads.map(FileBlobs(tmp_path).put, contents * 8))
    assert digests == [sha256(content) for content in contents * 8]
    assert len(files(tmp_path)) == len(contents)
    assert all(FileBlobs(tmp_path).get(digest) for digest in digests)


def test_a_disk_that_refuses_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)
    (tmp_path / sha256(PAGE)[:2]).write_text("a file where a folder should be")
    with pytest.raises(StoreRefused, match="does not take"):
        blobs.put(PAGE)
    assert len(files(tmp_path)) == 1


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreRefused, match="cannot be made"):
        FileBlobs(tmp_path / "file" / "blobs")
