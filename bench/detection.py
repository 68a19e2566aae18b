"""From a new offer on the market to the mail in the box, end to end through the real daemon.

    make bench-detection                              200 offers in 10 min, each page every 2 min
    .venv/bin/python bench/detection.py --offers 400 --minutes 20 --every 5m --browser

The demo's market and mail box on loopback, `rightswatch run` as an operator starts it. When its
first pass is done, planted offers appear at random instants. Of each: when it stood on the market,
when its page was first asked for, when the first mail that names it lay in the box. What is before
the visit is waiting for the rhythm, which the operator sets (on average half of it, for whichever
of the pages that show an offer comes first); what is after it is ours. A delay counts from the
offer to the mail; offers that nobody was told of by the end are counted, not left out.
"""

import argparse
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.cli.demo.mailbox import Mailbox
from monitor.cli.demo.market.offers import Expected, MarketOffer
from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo

QUIET_S = 8.0
FIRST_PASS_S = 300.0
PATIENCE_S = 240.0
OFFER = re.compile(r"/offer/(\d+)")
COLOURS = ("red", "blue", "black", "green", "brown", "grey", "white", "pink", "gold", "navy")


@dataclass(frozen=True)
class Told:
    """One offer, in seconds from its appearance. mailed_s: None = never."""

    visited_s: float | None
    mailed_s: float | None


def main() -> int:
    """Run it; exit code 1 when an offer was not told of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--offers", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--every", default="2m")
    parser.add_argument("--browser", action="store_true", help="capture evidence with Chromium")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rightswatch-detection-") as name, Market() as market:
        folder, planted = Path(name), emptied(market)
        with Mailbox(folder=folder / "mails") as mailbox:
            config = write_demo(folder, market.url, mailbox.smtp_port)
            configure(config, asked.every, browser=asked.browser)
            with daemon(config, folder / "daemon.log"):
                until_quiet(market)
                shown = appear(market, planted, asked.offers, 60 * asked.minutes, asked.seed)
                wait_for_mails(mailbox, shown)
            told = [story(market, mailbox, number, at) for number, at in shown.items()]
    return report(told, asked)


def emptied(market: Market) -> list[MarketOffer]:
    """Take down what would alert; gives those that do not need a browser, to be put up again."""
    planted = [o for o in market.offers if o.truth.expected is Expected.ALERT]
    for offer in planted:
        market.remove_offer(offer.id)
    return [o for o in planted if not o.markup.needs_browser and o.truth.kind == "verbatim"]


def configure(config: Path, every: str, *, browser: bool) -> None:
    """Another rhythm, and letters as many as come."""
    text = config.read_text("utf-8").replace("every: 10m", f"every: {every}")
    text = text.replace("delivery: at_once}", "delivery: at_once, most_an_hour: 1000}")
    if not browser:
        text = text.replace("service:", "service:\n  browser: {executable: /no/browser}", 1)
    config.write_text(text, "utf-8")


class daemon:  # noqa: N801 - used as a with-statement's verb
    """`rightswatch run`, until the block ends."""

    def __init__(self, config: Path, log: Path) -> None:
        self._command = [sys.executable, "-m", "monitor.cli", "run", "--config", str(config)]
        self._log = log

    def __enter__(self) -> None:
        """Start it."""
        self._sink = self._log.open("wb")
        self._process = subprocess.Popen(self._command, stderr=self._sink)

    def __exit__(self, *_: object) -> None:
        """End it as an operator does."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=120)
        self._sink.close()


def until_quiet(market: Market) -> None:
    """Wait for the end of the first pass: nobody has asked for anything for a while."""
    began = time.monotonic()
    while time.monotonic() < began + FIRST_PASS_S:
        time.sleep(0.5)
        requests = market.requests
        if requests and (datetime.now(UTC) - requests[-1].at).total_seconds() > QUIET_S:
            return
    sys.exit("the first pass did not end")


def appear(
    market: Market, planted: Sequence[MarketOffer], count: int, within_s: float, seed: int
) -> dict[str, datetime]:
    """Put offers on sale at random instants; gives when each came, by number."""
    draw = random.Random(seed)  # noqa: S311 - instants, no secret
    began, shown = time.monotonic(), {}
    for place, after_s in enumerate(sorted(draw.uniform(0, within_s) for _ in range(count))):
        time.sleep(max(0.0, began + after_s - time.monotonic()))
        like = planted[place % len(planted)]
        title = f"{like.title}, {draw.choice(COLOURS)}, batch {1000 + place}"
        price = like.price + place % 7
        offer = market.shelf.add(replace(like, title=title, price=price))
        shown[offer.id] = datetime.now(UTC)
    return shown


def wait_for_mails(mailbox: Mailbox, shown: dict[str, datetime]) -> None:
    """Until each offer was told of, or patience ends."""
    began = time.monotonic()
    while time.monotonic() < began + PATIENCE_S:
        if shown.keys() <= set(named(mailbox)):
            return
        time.sleep(1.0)


def named(mailbox: Mailbox) -> dict[str, datetime]:
    """Offer -> when the first mail that names it came."""
    first: dict[str, datetime] = {}
    for mail in mailbox.mails:
        for part in mail.message.walk():
            if part.get_content_maintype() == "text":
                for number in OFFER.findall(part.get_content()):
                    first.setdefault(number, mail.received_at)
    return first


def story(market: Market, mailbox: Mailbox, number: str, at: datetime) -> Told:
    """What became of one offer."""
    asked = (r.at for r in market.requests if r.path == f"/offer/{number}")
    visited, mailed = next(asked, None), named(mailbox).get(number)
    return Told(*((when - at).total_seconds() if when else None for when in (visited, mailed)))


def quantiles(seconds: Iterator[float]) -> str:
    """Median, 95th in a hundred and longest."""
    ordered = sorted(seconds)
    middle, high = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {middle:6.1f} s   p95 {high:6.1f} s   longest {ordered[-1]:6.1f} s"


def report(told: Sequence[Told], asked: argparse.Namespace) -> int:
    """Print the figures."""
    whole = [(one.visited_s, one.mailed_s) for one in told if one.visited_s and one.mailed_s]
    print(f"{len(told)} offers in {asked.minutes:g} min, each page every {asked.every}; ", end="")
    print(f"{'with' if asked.browser else 'without'} a browser; told of {len(whole)}")
    if not whole:
        return 1
    print(f"offer to mail    {quantiles(mailed for _, mailed in whole)}")
    print(f"offer to visit   {quantiles(visited for visited, _ in whole)}")
    print(f"visit to mail    {quantiles(mailed - visited for visited, mailed in whole)}")
    share = sum(visited for visited, _ in whole) / sum(mailed for _, mailed in whole)
    print(f"share of the delay that is waiting for the visit: {share:.1%}")
    return int(len(whole) < len(told))


if __name__ == "__main__":
    sys.exit(main())
