"""The main job, whole: from an empty folder to alerts with evidence."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest

from monitor.cli.demo.market import catalogue
from monitor.cli.demo.market.offers import Expected
from monitor.cli.demo.market.server import Market
from monitor.cli.demo.sample import write_demo
from tests.fixtures.authority import Authority
from tests.fixtures.smtp import SmtpServer, run_smtp_server
from tests.journeys.house import asked, rightswatch, without_browser


def offers_alerted(messages: list[EmailMessage], recipient: str) -> Counter[str]:
    """How many letters one recipient got about each offer, by the offer's number."""
    mine = [message for message in messages if message["To"] == recipient]
    return Counter(offer_in(message) for message in mine)


def offer_in(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(r"/(?:offer|zh/offer)[^\s]*?(\d{6})", body.get_content())
    assert found is not None, body.get_content()
    return found[1]


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass without a browser: the folder it left, what it asked, what it sent."""

    folder: Path
    market: Market
    smtp_server: SmtpServer
    messages: list[EmailMessage]
    requested: list[str]
    summary: dict[str, int]

    def copied_to(self, folder: Path) -> Path:
        """The configuration of a copy: what a test changes there, no other test sees."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return folder / "rightswatch.yaml"


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pass]:
    folder = tmp_path_factory.mktemp("pass")
    for smtp_server in run_smtp_server():
        with Market() as market:
            config = write_demo(folder, market.url, smtp_server.port)
            without_browser(config)
            summary = asked("once", "--config", str(config))["sources"][0]
            requested = [request.path for request in market.requests]
            yield Pass(folder, market, smtp_server, list(smtp_server.messages), requested, summary)


def test_every_planted_infringement_is_alerted_once_and_honest_offers_stay_silent(
    done: Pass,
) -> None:
    planted = [offer for offer in done.market.offers if offer.truth.expected is Expected.ALERT]
    expected = {offer.id for offer in planted if not offer.markup.needs_browser}
    silent = {offer.id for offer in done.market.offers if offer.truth.expected is Expected.SILENT}
    recipients = {message["To"] for message in done.messages}
    assert len(recipients) >= 2
    for recipient in recipients:
        alerted = offers_alerted(done.messages, recipient)
        assert expected - set(alerted) == set()
        assert silent & set(alerted) == set()
        assert max(alerted.values()) == 1


def test_what_robots_forbid_and_a_wall_hides_is_said_and_never_fetched(
    done: Pass, tmp_path: Path
) -> None:
    (coverage,) = asked("coverage", "--config", str(done.copied_to(tmp_path)))
    assert coverage["outcomes"]["challenge"] >= 1
    hidden = {offer.id for offer in catalogue.offers() if offer.hidden}
    assert hidden
    assert not [path for path in done.requested if any(number in path for number in hidden)]


def test_a_second_pass_sees_only_what_changed(done: Pass, tmp_path: Path) -> None:
    config = done.copied_to(tmp_path)
    letters = len(done.smtp_server.messages)
    again = asked("once", "--config", str(config))["sources"][0]
    assert again["listings"] == done.summary["listings"]
    assert (again["sightings"], again["signals"]) == (0, 0)  # the folder moved, no right changed
    assert len(done.smtp_server.messages) == letters
    done.market.change_price("100101")
    third = asked("once", "--config", str(config))["sources"][0]
    assert third["sightings"] == 1
    assert len(done.smtp_server.messages) == letters


def test_who_copied_a_shops_photograph_is_not_linked_with_the_shop(
    done: Pass, tmp_path: Path
) -> None:
    told = asked("sellers", "--config", str(done.copied_to(tmp_path)))
    accused = {one["seller"]["key"] for one in told}
    linked = {other["seller"]["key"] for one in told for other in one["linked"]}
    assert "bag-bargains88" in accused
    assert not [name for name in linked if "official store" in name or "plumvox direct" in name]


def test_an_officer_decides_a_case_and_its_history_says_who_and_why(
    done: Pass, tmp_path: Path
) -> None:
    config = done.copied_to(tmp_path)
    (file, *_) = asked("cases", "list", "--config", str(config))
    number = file["case"]["number"]
    words = ("--config", str(config), "--by", "Li Wei", "--note", "bought and compared")
    assert rightswatch("cases", "confirm", number, *words).returncode == 0
    shown = asked("cases", "show", number, "--config", str(config))
    assert shown["file"]["case"]["state"] == "confirmed"
    judged, shop = shown["file"]["events"][-2:]
    assert (judged["kind"], judged["by"]) == ("reviewed", "Li Wei")
    assert "bought and compared" in judged["note"]
    assert (shop["kind"], shop["by"]) == ("shop_planned", "rightswatch")
    assert "/seller/" in shop["note"]
    unknown = rightswatch("cases", "confirm", "RW-999999", "--config", str(config))
    assert unknown.returncode == 1
    assert "there is no case RW-999999" in unknown.stderr


def test_the_browser_sees_the_page_and_the_bundle_verifies(
    tmp_path: Path,
    browser_spec: object,
    small_market: Market,
    smtp_server: SmtpServer,
    authority: Authority,
) -> None:
    assert browser_spec
    config = write_demo(tmp_path, small_market.url, smtp_server.port)
    one = f'{{id: tsa, url: "{authority.url}", root: "{authority.root_file}"'
    stamps = f"service:\n  timestamps: [{one}, allow_private_addresses: true}}]\n"
    config.write_text(config.read_text().replace("service:\n", stamps, 1))
    asked("once", "--config", str(config))
    to_alert = {offer.id for offer in small_market.offers if offer.truth.expected is Expected.ALERT}
    for recipient in {message["To"] for message in smtp_server.messages}:
        assert set(offers_alerted(smtp_server.messages, recipient)) == to_alert
    files = asked("cases", "list", "--config", str(config))
    shown = asked("cases", "show", files[0]["case"]["number"], "--config", str(config))
    bundle, _entry = shown["evidence"][0]
    assert bundle["page_kind"] == "listing"
    assert bundle["missing"] == []
    path = config.parent / "evidence" / bundle["path"]
    verified = rightswatch("verify", str(path), "--config", str(config), "--json")
    assert verified.returncode == 0, verified.stdout  # intact, logged and time-stamped
    key = rightswatch("log", "key", "--config", str(config)).stdout.strip()
    stranger = ("--key", key, "--root", str(authority.root_file))
    assert rightswatch("verify", str(path), *stranger).returncode == 0
    html = smtp_server.messages[0].get_body(("html",))
    assert html is not None
    assert "cid:" in html.get_content()
