"""kill -9 at any instant loses nothing and repeats nothing that a person would see."""

import random
import subprocess
import sys
from email.utils import parseaddr
from pathlib import Path

from monitor.cli.demo.market.offers import Expected
from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo
from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import COMMAND, asked, kill, without_browser


def killed_passes(config: Path, instants_s: list[float]) -> int:
    """Run `once` and kill it after each of these times; gives how many ended before."""
    ended = 0
    for instant_s in instants_s:
        process = subprocess.Popen([*COMMAND, "once", "--config", str(config), "--json"])
        try:
            process.wait(timeout=instant_s)
            ended += 1
        except subprocess.TimeoutExpired:
            kill(process)
    return ended


def test_killed_passes_end_in_the_same_cases_and_every_letter_once(
    tmp_path: Path, smtp_server: SmtpServer
) -> None:
    with Market() as market:
        without_honest_offers(market)
        calm = write_demo(tmp_path / "calm", market.url, smtp_server.port)
        without_browser(calm)
        asked("once", "--config", str(calm))
        expected = case_keys(calm)
        assert len(expected) >= 25
        smtp_server.received.clear()
        stormy = write_demo(tmp_path / "stormy", market.url, smtp_server.port)
        without_browser(stormy)
        seed = random.randrange(10**6)  # noqa: S311 - which instants, no secret
        sys.stderr.write(f"seed {seed}\n")
        chance = random.Random(seed)  # noqa: S311 - instants, no secrets
        killed_passes(stormy, [chance.uniform(0.5, 12.0) for _ in range(4)])
        asked("once", "--config", str(stormy))
        assert case_keys(stormy) == expected
    letters = [(parseaddr(m["To"])[1], m["Message-ID"]) for m in smtp_server.messages]
    lines = asked("alerts", "outbox", "--config", str(stormy))
    assert {line["state"] for line in lines} == {"sent"}
    assert {(line["to"], line["message_id"]) for line in lines} == set(letters)


def without_honest_offers(market: Market) -> None:
    """Leave what becomes a case: half of the pictures, and kills fall all over a shorter pass."""
    for offer in market.offers:
        if offer.truth.expected is Expected.SILENT:
            market.remove_offer(offer.id)


def case_keys(config: Path) -> set[tuple[str, str, str]]:
    files = asked("cases", "list", "--config", str(config), "--limit", "1000")
    return {
        (f["case"]["holder_id"], f["case"]["listing"]["listing_id"], f["case"]["grade"])
        for f in files
    }
