"""What every evidence store promises: a folder is made once, whole, and found again."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.s3 import Bucket, BucketShelf
from alerts.evidence.shelf import Shelf
from monitor.domain.errors import CaptureFailed
from monitor.ports.evidence import EvidenceStore

WHERE = "2026/03/RW-000007-3"
BUNDLE = "RW-000007-3.wacz"
FILES = {BUNDLE: b"PK bundle", "VERIFY.txt": b"how", "SHA256SUMS": b"sums"}


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EvidenceStore]:
    if request.param == "folder":
        yield Shelf(tmp_path / "evidence")
    else:
        yield BucketShelf(request.getfixturevalue("bucket"))


def test_what_was_placed_is_read_as_it_was(store: EvidenceStore) -> None:
    assert store.place(WHERE, FILES)
    assert store.read(WHERE) == FILES
    assert list(store.folders()) == [WHERE]


def test_a_bundle_is_placed_once_and_never_replaced(store: EvidenceStore) -> None:
    assert store.place(WHERE, FILES)
    assert not store.place(WHERE, {**FILES, BUNDLE: b"PK another"})
    assert store.read(WHERE)[BUNDLE] == FILES[BUNDLE]


def test_of_many_who_place_one_folder_one_wins(store: EvidenceStore) -> None:
    won: list[int] = []

    def place(number: int) -> None:
        if store.place(WHERE, {**FILES, BUNDLE: b"PK %d" % number}):
            won.append(number)

    threads = [threading.Thread(target=place, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert store.read(WHERE)[BUNDLE] == b"PK %d" % won[0]


def test_seals_are_replaced_and_the_bundle_stays(store: EvidenceStore) -> None:
    store.place(WHERE, FILES)
    for proof in (b"first", b"second"):
        store.replace(WHERE, {"SHA256SUMS": proof, "RW-000007-3.entry.json": b"{}"})
        assert store.read(WHERE)["SHA256SUMS"] == proof
    assert store.read(WHERE)[BUNDLE] == FILES[BUNDLE]


def test_no_seals_are_put_where_no_bundle_is(store: EvidenceStore) -> None:
    with pytest.raises(CaptureFailed):
        store.replace(WHERE, {"SHA256SUMS": b"sums"})
    assert store.read(WHERE) == {}


def test_what_was_removed_is_gone_and_the_others_stay(store: EvidenceStore) -> None:
    other = "2026/03/RW-000008-4"
    store.place(WHERE, FILES)
    store.place(other, {"RW-000008-4.wacz": b"PK other"})
    assert store.remove(WHERE)
    assert not store.remove(WHERE)
    assert store.read(WHERE) == {}
    assert list(store.folders()) == [other]


def test_a_name_that_begins_like_another_is_another_folder(store: EvidenceStore) -> None:
    store.place(f"{WHERE}4", {"RW-000007-34.wacz": b"PK 34"})
    assert store.read(WHERE) == {}
    assert not store.remove(WHERE)
    assert store.place(WHERE, FILES)


def test_a_kill_between_bundle_and_seals_of_a_bucket_is_made_good(bucket: Bucket) -> None:
    store = BucketShelf(bucket)
    store.place(WHERE, {BUNDLE: FILES[BUNDLE]})  # as far as it came
    assert not store.place(WHERE, FILES)
    store.replace(WHERE, FILES)
    assert store.read(WHERE) == FILES


def test_a_bucket_that_is_away_fails_the_capture_in_one_line(bucket: Bucket) -> None:
    store = BucketShelf(replace(bucket, name="no-such-bucket"))
    with pytest.raises(CaptureFailed, match="the bucket no-such-bucket did not do it") as caught:
        store.place(WHERE, FILES)
    assert "\n" not in str(caught.value)


def test_the_key_of_a_bucket_stands_in_no_text_of_it(bucket: Bucket) -> None:
    assert "hidden" not in repr(replace(bucket, secret_key="hidden"))  # noqa: S106
