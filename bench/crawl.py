"""The crawl beside Scrapy and aiohttp: pages a second, CPU a page, ratios, in one run.

    make bench-crawl                                  800 pages, 3 rounds, about 3 minutes
    .venv/bin/python bench/crawl.py --pages 2000 --rounds 5
    .venv/bin/python bench/crawl.py --concurrent-items     ours with 1, 2, 4, 8 and 100

All visit the same offer pages of a server in another process (crawl_shop.py), eight at a time and
without pauses, and must tell title and price of every page:

ours    the daemon's own crawl task: order in, addresses checked, robots.txt asked and kept to, page
        kind and offer read, page bodies stored durably, whole visits written as JSON
bare    Scrapy as its documentation starts it, our reading of the page in its callback
parsel  the same with a handful of CSS selectors in place of the reading: less is read, nothing kept
aiohttp eight workers on one session, our reading of the page

Who is measured alternates within each round and from round to round, so that what else the machine
does hits all alike. Modules are loaded before the clock starts, what Scrapy names in its settings
too: the daemon forks its crawl children from a process that has loaded them. Figures are medians
over the rounds.
"""

# ruff: noqa: PLC0415 - each run loads what it measures, in its own process

import argparse
import asyncio
import importlib
import json
import logging
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crawl_shop import price_of, serve, title_of

HOUSE = Path(__file__).resolve().parents[1]
AT_ONCE = 8
GOAL = 0.8
ITEMS = (1, 2, 4, 8, 100)
URL = "http://127.0.0.1:{port}/product/{number}"

Told = tuple[str, str | None, str | None]
"""URL, title, price of one page as somebody read it."""
Crawl = Callable[[Callable[[Told], None]], Iterator[Told] | None]
"""Tells each page as it is read, or gives the way to read them back afterwards."""
Contender = Callable[[int, int, Path], Crawl]


def ours(port: int, pages: int, folder: Path) -> Crawl:
    """The daemon's crawl task, as its forked children run it."""
    import spiders.fetch.crawl.child
    from monitor.bootstrap import crawl_batch
    from monitor.bootstrap.crawl_child import PRELOAD
    from monitor.domain.codec import canonical_json
    from monitor.domain.target import LeasedTarget, Target, TargetKind
    from monitor.domain.watch import Source
    from spiders.fetch.order import CrawlOrder

    if "BENCH_ITEMS" in os.environ:
        spiders.fetch.crawl.child.CONCURRENT_ITEMS = int(os.environ["BENCH_ITEMS"])  # type: ignore[misc]
    source = Source(
        id="bench",
        url=f"http://127.0.0.1:{port}/",
        min_delay_s=0,
        concurrency=AT_ONCE,
        allow_private_addresses=True,
    )
    urls = [URL.format(port=port, number=number) for number in range(pages)]
    targets = [Target(source_id="bench", url=url, kind=TargetKind.LISTING) for url in urls]
    order = CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=target) for n, target in enumerate(targets)),
        user_agent="Rightswatch-bench/1",
        contact="",
        time_limit_s=900,
        max_pages=pages,
        images_per_offer=0,
    )
    told = canonical_json(order)
    for module in PRELOAD:
        importlib.import_module(module)

    def crawl(_tell: Callable[[Told], None]) -> Iterator[Told]:
        with (folder / "visits.jsonl").open("wb") as visits:
            crawl_batch(folder, told, b"", lambda said: visits.write(said + b"\n") and None)
        return map(_told_by_visit, (folder / "visits.jsonl").read_bytes().splitlines())

    return crawl


def _told_by_visit(line: bytes) -> Told:
    visit = json.loads(line)
    offer = visit["sightings"][0]["offer"] if visit["sightings"] else {}
    price = offer.get("price") or {}
    return visit["target"]["url"], offer.get("title"), price.get("amount")


def _scrapy(port: int, pages: int, read: Callable[[Any], Told]) -> Crawl:
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from twisted.internet import asyncioreactor

    from spiders.fetch.crawl import child  # noqa: F401 - loads what ours loads

    asyncioreactor.install()
    _load_scrapys_parts()
    settings = {"LOG_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE}
    settings |= {"CONCURRENT_REQUESTS": AT_ONCE, "TELNETCONSOLE_ENABLED": False}
    settings |= {"DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": False}

    def crawl(tell: Callable[[Told], None]) -> None:
        class Offers(scrapy.Spider):
            name = "offers"
            start_urls = [URL.format(port=port, number=n) for n in range(pages)]  # noqa: RUF012

            def parse(self, response: scrapy.http.Response) -> None:
                tell(read(response))

        process = CrawlerProcess(settings)
        process.crawl(Offers)
        process.start()

    return crawl


def _load_scrapys_parts() -> None:
    """Every module that Scrapy's own settings name."""
    from scrapy.settings import default_settings
    from scrapy.utils.misc import load_object

    for told in vars(default_settings).values():
        for name in told if isinstance(told, dict) else (told,):
            if isinstance(name, str) and name.startswith("scrapy."):
                load_object(name)


def bare(port: int, pages: int, _folder: Path) -> Crawl:
    """Scrapy with our reading of the page."""
    from spiders.extract import read_page

    def read(response: Any) -> Told:  # noqa: ANN401 - a Scrapy response
        headers = response.headers.to_unicode_dict()
        offer = read_page(response.body, response.url, headers, status=response.status).offer
        return _told(response.url, offer)

    return _scrapy(port, pages, read)


def parsel(port: int, pages: int, _folder: Path) -> Crawl:
    """Scrapy with selectors, as a spider written for this one shop has them."""

    def read(response: Any) -> Told:  # noqa: ANN401 - a Scrapy response
        title = response.css("h1::text").get()
        price = response.css(".buy .price::text").re_first(r"[\d.]+")
        response.css("meta[property='og:image']::attr(content), img.main::attr(src)").get()
        response.css(".brand a::text").get()
        response.css(".description ::text").getall()
        for card in response.css(".card"):
            card.css("a::attr(href)").get(), card.css("h3::text").get(), card.css(".price").get()
        return response.url, title, price

    return _scrapy(port, pages, read)


def aiohttp(port: int, pages: int, _folder: Path) -> Crawl:
    """Workers on one session, with our reading of the page."""
    import aiohttp as client

    from spiders.extract import read_page

    async def visit_all(tell: Callable[[Told], None]) -> None:
        numbers = iter(range(pages))

        async def visit(session: client.ClientSession) -> None:
            for number in numbers:
                async with session.get(URL.format(port=port, number=number)) as answer:
                    body = await answer.read()
                    reading = read_page(body, str(answer.url), answer.headers, status=answer.status)
                    tell(_told(str(answer.url), reading.offer))

        async with client.ClientSession() as session:
            await asyncio.gather(*(visit(session) for _ in range(AT_ONCE)))

    return lambda tell: asyncio.run(visit_all(tell))


def _told(url: str, offer: Any) -> Told:  # noqa: ANN401 - an Offer or None
    if offer is None:
        return url, None, None
    return url, offer.title, str(offer.price.amount) if offer.price else None


CONTENDERS: dict[str, Contender] = {"ours": ours, "bare": bare, "parsel": parsel}
CONTENDERS |= {"aiohttp": aiohttp}


def run_one(name: str, port: int, pages: int) -> None:
    """In a process of its own: load, crawl, print wall and CPU seconds and what was read right."""
    logging.disable()
    told: list[Told] = []
    with tempfile.TemporaryDirectory(dir=HOUSE / "out") as folder:
        crawl = CONTENDERS[name](port, pages, Path(folder))
        wall, cpu = time.monotonic(), time.process_time()
        kept = crawl(told.append)
        spent = {"wall_s": time.monotonic() - wall, "cpu_s": time.process_time() - cpu}
        told.extend(kept or ())
    numbers = [(int(url.rpartition("/")[2]), title, price) for url, title, price in told]
    right = {n for n, title, price in numbers if (title, price) == (title_of(n), price_of(n))}
    print(json.dumps(spent | {"right": len(right)}))


def measure(name: str, port: int, pages: int, **more: str) -> tuple[float, float]:
    """Wall and CPU seconds of one run.

    Raises:
        SystemExit: the run did not read each page right.
    """
    command = [sys.executable, __file__, "--run", name, str(port), "--pages", str(pages)]
    done = subprocess.run(
        command, check=True, cwd=HOUSE, env={**os.environ, **more}, stdout=subprocess.PIPE
    )
    said = json.loads(done.stdout.splitlines()[-1])
    if said["right"] != pages:
        message = f"{name} read {said['right']} of {pages} pages right"
        raise SystemExit(message)
    return said["wall_s"], said["cpu_s"]


def compare(port: int, pages: int, rounds: int) -> None:
    """Measure all in alternating order and print medians and ratios."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTENDERS}
    for number in range(rounds):
        names = list(CONTENDERS)
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            spent[name].append(measure(name, port, pages))
    walls = {name: statistics.median(wall for wall, _ in runs) for name, runs in spent.items()}
    cpus = {name: statistics.median(cpu for _, cpu in runs) for name, runs in spent.items()}
    print(f"{'':8} {'pages/s':>8} {'ms CPU a page':>14} {'x bare, wall':>13} {'x bare, CPU':>12}")
    for name in CONTENDERS:
        speed, cost = pages / walls[name], 1000 * cpus[name] / pages
        by_wall, by_cpu = walls["bare"] / walls[name], cpus["bare"] / cpus[name]
        print(f"{name:8} {speed:8.1f} {cost:14.2f} {by_wall:13.2f} {by_cpu:12.2f}")
    ratio = walls["bare"] / walls["ours"]
    print(f"ours / bare: {ratio:.2f} of its pages a second (goal {GOAL})")


def tabulate(port: int, pages: int, rounds: int) -> None:
    """Measure ours with several CONCURRENT_ITEMS and print a table."""
    spent: dict[int, list[tuple[float, float]]] = {items: [] for items in ITEMS}
    for number in range(rounds):
        for items in ITEMS if number % 2 else reversed(ITEMS):
            spent[items].append(measure("ours", port, pages, BENCH_ITEMS=str(items)))
    print("CONCURRENT_ITEMS  pages/s  ms CPU a page")
    for items, runs in spent.items():
        wall, cpu = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{items:16} {pages / wall:8.1f} {1000 * cpu / pages:14.2f}")


def main() -> None:
    """Start the shop, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--concurrent-items", action="store_true", help="table of ours alone")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    (HOUSE / "out").mkdir(exist_ok=True)
    if asked.run:
        run_one(asked.run[0], int(asked.run[1]), asked.pages)
        return
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(asked.pages, there), daemon=True)
    server.start()
    port, sizes = here.recv()
    low, middle, high = (sorted(sizes)[int(share * len(sizes))] for share in (0.1, 0.5, 0.9))
    print(f"{asked.pages} pages of {low // 1000}, {middle // 1000}, {high // 1000} KB", end="")
    print(f" (10th, 50th, 90th in a hundred), {asked.rounds} rounds, {AT_ONCE} at a time")
    (tabulate if asked.concurrent_items else compare)(port, asked.pages, asked.rounds)
    server.terminate()


if __name__ == "__main__":
    sys.path.insert(0, str(HOUSE))
    main()
