"""Bytes on their way to the disk: told of only when kept, together where several wait."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

from monitor.domain.errors import StoreRefused
from monitor.store.blobs import FileBlobs
from spiders.fetch.crawl.keeping import MOST_TOGETHER, Keeper

PAGES = [b"<p>page %d</p>" % number * 40 for number in range(3 * MOST_TOGETHER)]


class SlowDisk(FileBlobs):
    """Keeps what it is given when it is let to. turns: how many were kept each time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.gate = threading.Event()
        self.turns: list[int] = []

    def put_all(self, contents: Sequence[bytes]) -> list[str]:
        self.gate.wait(60.0)
        self.turns.append(len(contents))
        return super().put_all(contents)


def test_nobody_is_told_before_the_bytes_are_kept(tmp_path: Path) -> None:
    disk = SlowDisk(tmp_path)

    async def keep() -> str:
        waiting = asyncio.create_task(Keeper(disk).kept(PAGES[0]))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        disk.gate.set()
        return await waiting

    assert FileBlobs(tmp_path).get(asyncio.run(keep())) == PAGES[0]


def test_what_comes_while_the_disk_works_goes_together(tmp_path: Path) -> None:
    disk = SlowDisk(tmp_path)

    async def keep() -> list[str]:
        keeper = Keeper(disk)
        first = asyncio.create_task(keeper.kept(PAGES[0]))
        await asyncio.sleep(0.05)
        others = [asyncio.create_task(keeper.kept(page)) for page in PAGES[1:]]
        await asyncio.sleep(0.05)
        disk.gate.set()
        return [await first, *await asyncio.gather(*others)]

    digests = asyncio.run(keep())
    assert disk.turns == [1, MOST_TOGETHER, MOST_TOGETHER, MOST_TOGETHER - 1]
    assert [FileBlobs(tmp_path).get(digest) for digest in digests] == PAGES


def test_a_disk_that_refuses_is_told_to_all_who_wait_and_to_nobody_after(tmp_path: Path) -> None:
    blobs = FileBlobs(tmp_path)

    async def keep() -> str:
        keeper = Keeper(blobs)
        (tmp_path / ".staging").rmdir()
        refused = await asyncio.gather(
            *(keeper.kept(page) for page in PAGES[:5]), return_exceptions=True
        )
        assert [type(error) for error in refused] == [StoreRefused] * 5
        (tmp_path / ".staging").mkdir()
        return await keeper.kept(PAGES[0])

    assert blobs.get(asyncio.run(keep())) == PAGES[0]


def test_blobs_that_keep_one_at_a_time_will_do(tmp_path: Path) -> None:
    files = FileBlobs(tmp_path)

    class OneByOne:
        put, get = files.put, files.get

    async def keep() -> list[str]:
        keeper = Keeper(OneByOne())
        return list(await asyncio.gather(*(keeper.kept(page) for page in PAGES[:4])))

    assert [files.get(digest) for digest in asyncio.run(keep())] == PAGES[:4]
