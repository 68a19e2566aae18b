"""The crawl beside bare Scrapy with the same extraction: pages a second, CPU a page, the ratio.

Run: .venv/bin/python bench/crawl.py [pages]        (default 1000; loopback only, one run each)

Both visit the same offer pages of a server in another process, eight at a time and without pauses,
read each with `read_page` and write one JSON line a page. Ours also asks robots.txt, checks every
address, stores each page's body and writes whole visits.
"""

# ruff: noqa: PLC0415 - each run loads what it measures, in its own process

import asyncio
import hashlib
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
CONCURRENCY = 8
GOAL = 0.8


def offer(number: int) -> bytes:
    """An offer page of about 14 KB: JSON-LD, a menu, a description, related offers."""
    stated = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": f"Leather bag {number}",
        "sku": str(number),
        "brand": {"@type": "Brand", "name": "ACME"},
        "image": f"/img/{number}.jpg",
        "offers": {"@type": "Offer", "price": f"{number % 90}.90", "priceCurrency": "EUR"},
    }
    menu = "".join(f"<li><a href='/category/{n}'>Category {n}</a></li>" for n in range(40))
    related = "".join(
        f"<div class=card><a href='/product/{number + n}'>Bag {number + n}</a><span>€{n}.00</span>"
        f"<img src='/img/{n}.jpg'></div>"
        for n in range(1, 25)
    )
    words = f"A bag for every day, number {number}, made of leather and sewn by hand. " * 70
    return (
        f"<!doctype html><html lang=en><head><title>Leather bag {number} | Shop</title>"
        f"<script type='application/ld+json'>{json.dumps(stated)}</script></head><body>"
        f"<nav><ul>{menu}</ul></nav><main><h1>Leather bag {number}</h1>"
        f"<p class=price>€{number % 90}.90</p><button>Add to cart</button>"
        f"<div class=description>{words}</div></main><aside>{related}</aside></body></html>"
    ).encode()


def serve(ready: Connection) -> None:
    """Serve offers for ever, keeping connections open."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()
                return
            path = head.split(b" ", 2)[1].decode()
            is_robots = path == "/robots.txt"
            body = b"User-agent: *\nDisallow: /cart\n" if is_robots else pages(path)
            kind = b"text/plain" if is_robots else b"text/html; charset=utf-8"
            length = str(len(body)).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nContent-Length: " + length
            )
            writer.write(b"\r\n\r\n" + body)
            await writer.drain()

    made: dict[str, bytes] = {}

    def pages(path: str) -> bytes:
        return made.setdefault(path, offer(int(path.rpartition("/")[2] or "0")))

    async def forever() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def ours(port: int, pages: int, folder: Path) -> None:
    """The product's crawl child."""
    import structlog

    from monitor.domain.codec import canonical_json
    from monitor.domain.target import LeasedTarget, Target, TargetKind
    from monitor.domain.watch import Source
    from spiders.fetch.child import CrawlOrder, crawl
    from spiders.sites.generic.spider import GenericSpider

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    home = f"http://127.0.0.1:{port}"
    source = Source(
        id="bench",
        url=f"{home}/",
        min_delay_s=0,
        concurrency=CONCURRENCY,
        allow_private_addresses=True,
    )
    targets = tuple(
        LeasedTarget(
            id=n,
            target=Target(source_id="bench", url=f"{home}/product/{n}", kind=TargetKind.LISTING),
        )
        for n in range(pages)
    )
    order = CrawlOrder(
        source=source,
        targets=targets,
        user_agent="Rightswatch-bench/1",
        contact="",
        time_limit_s=900,
        max_pages=pages,
        images_per_offer=0,
    )

    @dataclass(frozen=True)
    class Folder:
        path: Path

        def put(self, content: bytes) -> str:
            digest = hashlib.sha256(content).hexdigest()
            (self.path / digest).write_bytes(content)
            return digest

        def get(self, sha256: str) -> bytes | None:
            return (self.path / sha256).read_bytes()

    with (folder / "visits.jsonl").open("wb") as lines:
        crawl(
            order,
            Folder(folder),
            [GenericSpider()],
            lambda visit: lines.write(canonical_json(visit) + b"\n") and None,
        )


def bare(port: int, pages: int, folder: Path) -> None:
    """Scrapy as its documentation starts it, with our reading of the page in the callback."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    from monitor.domain.codec import canonical_json
    from spiders.extract import read_page

    class Offers(scrapy.Spider):
        name = "offers"
        start_urls = [f"http://127.0.0.1:{port}/product/{n}" for n in range(pages)]  # noqa: RUF012

        def parse(self, response: scrapy.http.Response) -> None:
            headers = response.headers.to_unicode_dict()
            reading = read_page(response.body, response.url, headers, status=response.status)
            lines.write(canonical_json(reading.offer) + b"\n")

    settings = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY}
    settings |= {"CONCURRENT_REQUESTS": CONCURRENCY, "TELNETCONSOLE_ENABLED": False}
    settings |= {"DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False}
    with (folder / "visits.jsonl").open("wb") as lines:
        process = CrawlerProcess(settings)
        process.crawl(Offers)
        process.start()


RUNS: dict[str, Callable[[int, int, Path], None]] = {"bare": bare, "ours": ours}


def measure(name: str, port: int, pages: int) -> tuple[float, float]:
    """Wall and CPU seconds of one run in a process of its own, start-up included.

    Raises:
        SystemExit: the run did not write a line for each page.
    """
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.monotonic()
        command = [sys.executable, __file__, name, str(port), str(pages), folder]
        subprocess.run(command, check=True, cwd=HOUSE)
        wall_s = time.monotonic() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = sum(1 for _ in (Path(folder) / "visits.jsonl").open("rb"))
    if lines != pages:
        message = f"{name} wrote {lines} lines for {pages} pages"
        raise SystemExit(message)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall_s, cpu_s


def main(pages: int) -> None:
    """Measure both, bare first, and print the ratio."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    speeds = {}
    for name in RUNS:
        wall_s, cpu_s = measure(name, port, pages)
        speeds[name] = pages / cpu_s
        print(
            f"{name:5} {pages} pages  {wall_s:6.1f} s wall  {pages / wall_s:6.1f} pages/s"
            f"  {1000 * cpu_s / pages:6.2f} ms CPU a page"
        )
    server.terminate()
    ratio = speeds["ours"] / speeds["bare"]
    print(f"ours / bare, pages by CPU second: {ratio:.2f} (goal {GOAL})")


if __name__ == "__main__":
    sys.path.insert(0, str(HOUSE))
    if len(sys.argv) == 5:
        RUNS[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
