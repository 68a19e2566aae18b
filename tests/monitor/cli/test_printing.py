"""What every command prints: for people, and as one JSON document with nothing beside it."""

import json
import re
import signal
import subprocess
from pathlib import Path
from subprocess import PIPE

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from monitor.cli.app import build
from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import COMMAND, rightswatch
from tests.monitor.cli.conftest import House

PLAIN = {
    "cases": "RW-000002  alert",
    "cases list": "ZORVEX leather handbag with a very long name that no narrow screen holds\n",
    "cases list --state dismissed": "no dismissed cases\n",
    "cases list --gravest": "RW-000002  alert",
    "cases show RW-000001": "for: the title says 'ZORVEX'",
    "coverage": "a-shop-with-a-long-name    0        2        0        0       0         2",
    "stats": "letters_waiting: ",
    "alerts silences": "no silences",
    "tokens": "no tokens\n",
    "cases relistings": "no offer of a closed case was seen again\n",
    "alerts waiting": "nothing waits",
    "alerts outbox": "officer@bureau.example  [RW-000001] Alert: ZORVEX",
    "alerts outbox --state dead": "no letters that are dead\n",
    "plan": "robots.txt first",
}
KEYS = {
    "cases": "case",
    "cases list": "verdicts",
    "cases show RW-000001": "evidence",
    "coverage": "source_id",
    "stats": "letters_waiting",
    "alerts outbox": "message_id",
    "plan": "user_agent",
    "doctor": "says",
    "check": "warnings",
}
ELSEWHERE = {
    "once": "here, as a process",
    "run": "tests/journeys/test_daemon.py",
    "demo": "tests/monitor/cli/demo/test_command.py",
    "init": "tests/monitor/cli/test_configuration.py",
    "schema": "tests/monitor/cli/test_configuration.py",
    "extract": "tests/monitor/cli/test_extract.py",
    "verify": "tests/monitor/cli/test_verify.py",
    "cases not-the-same": "tests/monitor/cli/test_relistings.py",
    "cases pictures": "tests/monitor/cli/test_case_pictures.py",
    "sellers links": "tests/monitor/cli/test_sellers.py",
    "sellers why": "tests/monitor/cli/test_sellers.py",
    "sellers cut": "tests/monitor/cli/test_sellers.py",
    "sellers join": "tests/monitor/cli/test_sellers.py",
    "notices forms": "tests/monitor/cli/test_notices.py",
    "notices prepare": "tests/monitor/cli/test_notices.py",
    "notices answer": "tests/monitor/cli/test_notice_life.py",
    "notices batch": "tests/monitor/cli/test_notice_life.py",
    "notices counter": "tests/monitor/cli/test_notice_life.py",
    "notices list": "tests/monitor/cli/test_notice_life.py",
    "notices outcome": "tests/monitor/cli/test_notice_life.py",
    "notices release": "tests/monitor/cli/test_notice_life.py",
    "notices sent": "tests/monitor/cli/test_notice_life.py",
    "purchases examined": "tests/monitor/cli/test_purchases.py",
    "purchases handed-over": "tests/monitor/cli/test_purchases.py",
    "purchases list": "tests/monitor/cli/test_purchases.py",
    "purchases ordered": "tests/monitor/cli/test_purchases.py",
    "purchases received": "tests/monitor/cli/test_purchases.py",
    "purchases sealed": "tests/monitor/cli/test_purchases.py",
    "web link": "tests/monitor/cli/test_web.py",
    "tokens make": "tests/monitor/cli/test_tokens.py",
    "tokens revoke": "tests/monitor/cli/test_tokens.py",
    "worker": "here, as a process",
    "match": "here",
    "import": "tests/monitor/cli/test_importing.py",
    "log": "here",
    "log checkpoint": "here",
    "log key": "here",
    "log rotate-key": "here",
    "migrate": "here",
    "move": "tests/monitor/cli/test_moving.py",
    "alerts bounce": "tests/monitor/cli/test_addresses.py",
    "alerts confirm": "tests/monitor/cli/test_addresses.py",
    "alerts drop": "tests/monitor/cli/test_addresses.py",
    "alerts retry": "tests/monitor/cli/test_addresses.py",
    "backup": "tests/monitor/cli/backup/test_making.py",
    "restore": "tests/monitor/cli/backup/test_restoring.py",
    "alerts lift": "tests/monitor/cli/test_silences.py",
    "alerts silence": "tests/monitor/cli/test_silences.py",
    "alerts test": "here",
    "cases acknowledge": "tests/monitor/cli/test_silences.py",
    "cases confirm": "here",
    "cases dismiss": "here",
    "cases license": "here",
    "cases reopen": "here",
    "cases hold": "tests/monitor/cli/test_export.py",
    "cases release": "tests/monitor/cli/test_export.py",
    "cases forget": "tests/monitor/cli/test_export.py",
    "export": "tests/monitor/cli/test_export.py",
}


def commands() -> set[str]:
    program = get_command(build())
    names: set[str] = set()
    for name, command in program.commands.items():  # type: ignore[attr-defined]
        names.update(f"{name} {word}" for word in getattr(command, "commands", ()))
        if not hasattr(command, "commands"):
            names.add(name)
    return names


def test_no_command_goes_without_a_test_of_what_it_prints() -> None:
    tested = {*PLAIN, *KEYS, *ELSEWHERE}
    assert not {name for name in commands() if not any(t.startswith(name) for t in tested)}


@pytest.mark.parametrize("words", PLAIN)
def test_a_person_reads_whole_lines_without_controls_or_logs(house: House, words: str) -> None:
    printed = house.call(*words.split())
    assert printed.exit_code == 0
    assert PLAIN[words] in printed.stdout
    assert "\x1b" not in printed.stdout
    assert printed.stderr == ""


@pytest.mark.parametrize("words", KEYS)
def test_json_is_one_document_and_nothing_else(house: House, words: str) -> None:
    document = house.asked(*words.split())
    first = document[0] if isinstance(document, list) else document
    assert KEYS[words] in first


@pytest.mark.parametrize(
    ("words", "said"),
    [("cases", "no cases yet\n"), ("alerts outbox", "no letters\n"), ("stats", "cases: open 0")],
)
def test_an_empty_list_says_that_it_is_empty(empty_house: House, words: str, said: str) -> None:
    assert said in empty_house.call(*words.split()).stdout
    document = empty_house.asked(*words.split())
    assert document == [] or words == "stats"


def test_why_a_letter_waits_is_told_in_full(house: House) -> None:
    printed = house.call("alerts", "outbox").stdout
    assert re.search(r"due +1 +\d{4}-\d\d-\d\d \d\d:\d\d +officer@bureau\.example", printed)
    assert "Connect call failed" in printed.splitlines()[-1]


def test_stats_say_how_long_offers_took_to_go(house: House) -> None:
    assert "days_to_removal: none" in house.call("stats").stdout
    assert house.asked("stats")["days_to_removal"] == {}


def test_a_cut_list_says_so(house: House) -> None:
    assert "a higher --limit" in house.call("cases", "list", "--limit", "1").stderr


@pytest.mark.parametrize(
    ("word", "state"),
    [("confirm", "confirmed"), ("dismiss", "dismissed"), ("license", "licensed")],
)
def test_a_decision_is_told_and_can_be_taken_back(house: House, word: str, state: str) -> None:
    number = house.number
    decided = house.call("cases", word, number, "--by", "Li Wei")
    assert (decided.stdout, decided.stderr) == ("", f"{number} is now {state}\n")
    assert house.call("cases", "reopen", number).stderr == f"{number} is now open\n"


def test_doctor_and_migrate_talk_to_people_on_standard_error(house: House) -> None:
    told = house.call("doctor")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "ok   database: " in told.stderr
    assert "FAIL mail: 127.0.0.1:9 does not answer (Connection refused)" in told.stderr
    assert house.call("migrate").stderr == "the database is up to date\n"


def test_the_log_of_a_house_without_evidence_is_empty(house: House) -> None:
    assert (house.call("log").exit_code, house.call("log").stdout) == (0, "")
    assert house.call("log", "checkpoint").stderr == "the log has no entry yet\n"


def test_a_new_key_is_told_and_the_log_says_so(empty_house: House) -> None:
    first = empty_house.call("log", "key").stdout
    assert first.startswith("rightswatch/")
    turned = empty_house.call("log", "rotate-key")
    assert turned.stdout == empty_house.call("log", "key").stdout != first
    assert "give it to those who check evidence" in turned.stderr
    entry, note = map(json.loads, empty_house.call("log").stdout.splitlines())
    assert json.loads(entry["body"])["type"] == "key_rotated"
    assert empty_house.call("log", "checkpoint").stdout == note["checkpoint"]


def test_match_prints_one_line_a_listing(house: House, tmp_path: Path) -> None:
    listings = tmp_path / "listings.jsonl"
    titles = ("ZORVEX bag", "garden hose")
    lines = [json.dumps({"listing_id": i, "title": title}) for i, title in enumerate(titles)]
    listings.write_text("\n".join(lines), encoding="utf-8")
    printed = house.call("match", "--listings", str(listings))
    answers = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [len(answer["verdicts"]) for answer in answers] == [1, 0]


def test_a_test_letter_is_sent_at_once(empty_house: House, smtp_server: SmtpServer) -> None:
    text = empty_house.config.read_text("utf-8")
    text = text.replace("port: 9, tls", f"port: {smtp_server.port}, tls")
    empty_house.config.write_text(text, "utf-8")
    sent = empty_house.call("alerts", "test", "officer@bureau.example")
    assert (sent.stdout, sent.stderr.count("\n")) == ("", 1)
    assert [mail["Subject"] for mail in smtp_server.messages] == ["Rightswatch test message"]


def test_a_pass_that_logs_still_prints_one_document(empty_house: House) -> None:
    words = ("once", "--verbose", "--json", "--config", str(empty_house.config))
    with subprocess.Popen([*COMMAND, *words], stdout=PIPE, stderr=PIPE, text=True) as once:
        assert once.stderr
        assert "schema.migrated" in once.stderr.readline()
        once.send_signal(signal.SIGTERM)
        printed, _logged = once.communicate(timeout=60)
    assert once.returncode == 130
    summary = json.loads(printed)
    assert [row["source_id"] for row in summary["sources"]] == ["a-shop-with-a-long-name"]


def test_a_worker_is_told_which_queues_there_are(empty_house: House) -> None:
    refused = rightswatch("worker", "--queues", "sweep", "--config", str(empty_house.config))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "crawl, match, preserve, notify" in refused.stderr


def test_a_file_that_is_not_there_has_no_line(tmp_path: Path) -> None:
    missing = tmp_path / "no.yaml"
    told = CliRunner().invoke(build(), ["check", "--config", str(missing)])
    assert told.stderr.startswith(f"{missing}: the file cannot be read")
