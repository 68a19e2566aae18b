"""The shops that `bench/volume.py` crawls: any number of invented offers, in a process of its own.

Pages are those of `crawl_shop.py`, each under a title and a number of its own; every fiftieth title
holds a registered mark. 200 pages are kept, so that serving costs little.
"""

import asyncio
import gzip
from collections.abc import Sequence
from functools import partial
from multiprocessing.connection import Connection

from crawl_shop import answer, offer_page, talk, title_of

KEPT = 200
PLANTED_EVERY = 50


def offer_url(port: int, number: int) -> str:
    """Where an offer lies."""
    return f"http://127.0.0.1:{port}/product/{number}"


def title(number: int, marks: Sequence[str]) -> str:
    """What an offer is called; no two alike."""
    plain = f"{title_of(number % KEPT).partition(' no. ')[0]} no. {number}"
    if number % PLANTED_EVERY:
        return plain
    return f"{marks[number * 7 % len(marks)]} {plain}"


def serve(marks: Sequence[str], ports: Sequence[int], ready: Connection) -> None:
    """Open a shop on each port (0: a free one), say which, and serve over kept connections."""
    kept = [offer_page(number) for number in range(KEPT)]

    def answer_for(path: str) -> bytes:
        last = path.rpartition("/")[2]
        if not last.isdigit():
            return answer(b"text/plain", b"", b"User-agent: *\nDisallow: /cart\n")
        like = int(last) % KEPT
        own = title(int(last), marks).replace("&", "&amp;").replace("'", "&#39;")
        page = kept[like].replace(title_of(like).encode(), own.encode())
        page = page.replace(f"/img/{like}_800".encode(), f"/img/{last}_800".encode())
        packed = gzip.compress(page, 1, mtime=0)
        return answer(b"text/html; charset=utf-8", b"Content-Encoding: gzip\r\n", packed)

    async def forever() -> None:
        one_shop = partial(talk, answer_for)
        opened = [await asyncio.start_server(one_shop, "127.0.0.1", port) for port in ports]
        ready.send([server.sockets[0].getsockname()[1] for server in opened])
        await asyncio.gather(*(server.serve_forever() for server in opened))

    asyncio.run(forever())
