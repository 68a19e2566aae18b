"""Bodies of pages and pictures on their way to the disk, together where several wait.

What comes while the disk is at work goes with the next turn. Whoever waits is told only when the
bytes are kept, so a visit never names what is not on the disk.
"""

import asyncio
from collections import deque
from typing import Final

from monitor.ports.blobs import Blobs, KeepsTogether

MOST_TOGETHER: Final = 32


class Keeper:
    """Keeps the bytes of one batch. Not thread-safe: it lives in the event loop."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._waiting: deque[tuple[bytes, asyncio.Future[str]]] = deque()
        self._work: asyncio.Task[None] | None = None

    async def kept(self, content: bytes) -> str:
        """Hex SHA-256 of bytes that are kept durably now.

        Raises:
            StoreRefused: the disk is full or refuses to write.
        """
        turn: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting.append((content, turn))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._work_off())
        return await turn

    async def _work_off(self) -> None:
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
            turns = [turn for _, turn in some]
            try:
                digests = await asyncio.to_thread(self._put_all, [content for content, _ in some])
            except Exception as error:  # noqa: BLE001 - told to those who wait for it
                for turn in _open(turns):
                    turn.set_exception(error)
            else:
                kept = dict(zip(turns, digests, strict=True))
                for turn in _open(turns):
                    turn.set_result(kept[turn])

    def _put_all(self, contents: list[bytes]) -> list[str]:
        if isinstance(self._blobs, KeepsTogether):
            return list(self._blobs.put_all(contents))
        return [self._blobs.put(content) for content in contents]


def _open(turns: list["asyncio.Future[str]"]) -> list["asyncio.Future[str]"]:
    """Those somebody still waits for."""
    return [turn for turn in turns if not turn.done()]
