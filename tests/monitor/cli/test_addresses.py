"""Letters that do not arrive, as the operator meets them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.email.codes import KEY_FILE, ReturnPath, confirmation_code, letter_keys
from monitor.ports.store import Lease
from monitor.store.database import open_store
from tests.alerts.email.reports import report
from tests.monitor.cli.conftest import House, fill

OFFICER = "officer@bureau.example"
BOUNCES = "bounces@bureau.example"


@pytest.fixture
def one_sent(empty_house: House) -> House:
    """A house that reads reports, after its one letter was sent."""
    text = empty_house.config.read_text("utf-8")
    sender = "sender: alerts@bureau.example"
    empty_house.config.write_text(text.replace(sender, f"{sender}, bounces_to: {BOUNCES}"))
    fill(empty_house, ("ZORVEX bag",))
    store = open_store(f"sqlite:///{empty_house.config.parent}/data/rightswatch.db")
    later = datetime.now(UTC) + timedelta(days=1)
    with store.transaction() as tx:
        (queued,) = tx.outbox.claim(Lease(owner="test", now=later, until=later), "email", 9)
        assert tx.outbox.sent(queued.id, "test", later)
    store.close()
    return empty_house


def came_back(house: House, tmp_path: Path, status: str = "5.1.1") -> str:
    """Pipe a report about the newest letter in; gives what is said."""
    message_id = house.asked("alerts", "outbox")[0]["message_id"]
    keys = letter_keys(house.config.parent / "data" / KEY_FILE)
    to = ReturnPath(BOUNCES, "bureau.example", keys).address(message_id)
    path = tmp_path / "report.eml"
    path.write_bytes(report(to, status))
    done = house.call("alerts", "bounce", str(path))
    assert done.exit_code == 0
    return done.stderr


def letters(house: House) -> tuple[bool, str]:
    """What doctor says of letters."""
    (check,) = [check for check in house.asked("doctor") if check["check"] == "letters"]
    return check["ok"], check["says"]


def test_a_letter_that_came_back_is_red_until_a_person_has_dealt_with_it(
    one_sent: House, tmp_path: Path
) -> None:
    assert letters(one_sent)[0]
    assert f"a letter to {OFFICER} came back with 5.1.1" in came_back(one_sent, tmp_path)
    assert "nothing is changed" in came_back(one_sent, tmp_path)
    (line,) = one_sent.asked("alerts", "outbox", "--state", "dead")
    assert "no such user here" in line["error"]
    ok, says = letters(one_sent)
    assert not ok
    assert OFFICER in says
    assert "mail goes there again" in one_sent.call("alerts", "retry", OFFICER).stderr
    assert letters(one_sent)[0]
    assert one_sent.call("alerts", "retry", OFFICER).exit_code == 2


def test_what_nobody_needs_any_more_is_let_go(one_sent: House, tmp_path: Path) -> None:
    came_back(one_sent, tmp_path, "5.2.2")
    assert "1 letters are let go" in one_sent.call("alerts", "drop", OFFICER).stderr
    assert len(one_sent.asked("alerts", "outbox", "--state", "dropped")) == 1
    assert one_sent.call("alerts", "drop", OFFICER).exit_code == 2
    path = tmp_path / "spam.eml"
    path.write_bytes(b"To: bounces@bureau.example\r\n\r\nBuy now")
    done = one_sent.call("alerts", "bounce", str(path))
    assert (done.exit_code, "nothing is changed" in done.stderr) == (0, True)


def test_without_a_mailbox_for_reports_none_is_read(empty_house: House, tmp_path: Path) -> None:
    path = tmp_path / "report.eml"
    path.write_bytes(report("bounces@bureau.example"))
    done = empty_house.call("alerts", "bounce", str(path))
    assert (done.exit_code, "bounces_to" in done.stderr) == (2, True)


def test_an_address_is_confirmed_by_its_code_alone(empty_house: House) -> None:
    keys = letter_keys(empty_house.config.parent / "data" / KEY_FILE)
    wrong = empty_house.call("alerts", "confirm", OFFICER, "AAAAA-AAAAA")
    assert wrong.exit_code == 2
    right = empty_house.call("alerts", "confirm", OFFICER, confirmation_code(keys, OFFICER))
    assert right.stderr == f"{OFFICER} is confirmed; what waited for that is written now\n"
