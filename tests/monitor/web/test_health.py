"""What machines ask: the process, the installation, and every metric by its name."""

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import yaml

from monitor.domain.alert import Alert
from monitor.domain.checkpoint import SignedCheckpoint
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.store.database import SqlStore
from monitor.web import vitals
from monitor.web.metrics import METRICS, exposition
from monitor.web.serving import health_served
from monitor.web.vitals import Premises, checks
from tests.monitor.web.conftest import HandClock, free_port

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
LINE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\]|\\.)*",?)+)\})? (-?[0-9.e+]+)')


@pytest.fixture
def premises(store: SqlStore, clock: HandClock, tmp_path: Path) -> Premises:
    """An installation whose daemon has just beaten."""
    with store.transaction() as tx:
        tx.beats.beat("supervisor", clock.now())
    return Premises(
        store=store,
        clock=clock,
        sources=('shop "7"',),
        folders={"evidence": tmp_path / "not" / "yet"},
        version="0.1.0",
        beat_s=10.0,
    )


@pytest.fixture
def machine(premises: Premises) -> Iterator[httpx.Client]:
    address, stop = f"127.0.0.1:{free_port()}", threading.Event()
    with (
        health_served(premises, address, stop),
        httpx.Client(base_url=f"http://{address}", timeout=60) as client,
    ):
        yield client


def visited(premises: Premises, outcome: VisitOutcome) -> None:
    now = premises.clock.now()
    target = Target(source_id='shop "7"', url="http://shop.example/", kind=TargetKind.HOME)
    visit = Visit(
        target_id=None, target=target, outcome=outcome, started_at=now, ended_at=now, because="x"
    )
    with premises.store.transaction() as tx:
        tx.visits.record(visit)


def queued(premises: Premises) -> None:
    alert = Alert(
        key="k", channel="email", to="a@b.example", message_id="<k@x>", subject="s", content=b"c"
    )
    with premises.store.transaction() as tx:
        tx.outbox.queue(alert, premises.clock.now())


def test_machines_are_answered_without_a_sign_in(machine: httpx.Client) -> None:
    assert machine.get("/livez").text == "alive\n"
    ready = machine.get("/readyz")
    assert (ready.status_code, ready.text.count("ok  ")) == (200, 4)
    metrics = machine.get("/metrics")
    assert metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'rightswatch_check{check="database"} 1' in metrics.text
    assert machine.get("/cases").status_code == 404


def told(premises: Premises) -> dict[str, bool]:
    return {check.name: check.ok for check in checks(premises)}


def test_two_missed_beats_make_it_not_ready(premises: Premises, clock: HandClock) -> None:
    clock.turn(seconds=19)
    assert told(premises)["scheduler"]
    clock.turn(seconds=2)
    assert told(premises) == {"database": True, "scheduler": False, "outbox": True, "disk": True}


def test_an_alert_that_waits_for_an_hour_makes_it_not_ready(
    premises: Premises, clock: HandClock
) -> None:
    queued(premises)
    assert told(premises)["outbox"]
    clock.turn(minutes=61)
    assert not told(premises)["outbox"]
    assert "rightswatch_outbox_oldest_seconds 3660\n" in exposition(premises)


def test_a_full_disk_makes_it_not_ready(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vitals, "LEAST_FREE_BYTES", 1 << 62)
    assert not told(premises)["disk"]


def test_a_database_that_does_not_answer_is_told_and_the_rest_still(
    premises: Premises, store: SqlStore
) -> None:
    store.close()
    path = Path(str(store._engine.url.database))
    path.write_bytes(b"no database at all, by no means" * 1000)
    for beside in path.parent.glob(f"{path.name}-*"):
        beside.unlink()
    page = exposition(premises)
    assert 'rightswatch_check{check="database"} 0' in page
    assert 'rightswatch_disk_free_bytes{folder="evidence"}' in page
    assert "rightswatch_cases" not in page


def test_every_line_is_of_a_declared_metric_and_every_metric_has_lines(
    premises: Premises, clock: HandClock
) -> None:
    visited(premises, VisitOutcome.READ)
    with premises.store.transaction() as tx:
        tx.beats.beat("configuration", clock.now(), "loaded 0123")
        tx.log.append({"type": "test"}, clock.now())
        size, _ = tx.log.root()
        tx.log.keep_checkpoint(SignedCheckpoint(size=size, note="a note", at=clock.now()))
        tx.stamps.ask(["tsa"], clock.now(), None)
    found: dict[str, list[str]] = {}
    for line in exposition(premises).splitlines():
        if not line.startswith("#"):
            parts = LINE.fullmatch(line)
            assert parts, line
            found.setdefault(parts[1], []).append(parts[2] or "")
    declared = {metric.name: metric.labels for metric in METRICS}
    assert found.keys() == declared.keys()
    for name, lines in found.items():
        names = {tuple(re.findall(r'([a-z]+)="', line)) for line in lines}
        assert names == {declared[name]}
    assert r'source="shop \"7\"",outcome="read"' in found["rightswatch_visits"]


def test_a_refused_configuration_shows(premises: Premises, clock: HandClock) -> None:
    with premises.store.transaction() as tx:
        tx.beats.beat("configuration", clock.now(), "refused, the last good one stays: ...")
    assert "rightswatch_configuration_reload_success 0\n" in exposition(premises)


def test_a_daemon_that_never_ran_is_not_ready(premises: Premises, tmp_path: Path) -> None:
    with premises.store.transaction() as tx:
        age = premises.clock.now() - timedelta(days=400)
        tx.beats.beat("supervisor", age)
    assert not told(replace(premises, folders={"blobs": tmp_path}))["scheduler"]


def test_every_alert_rule_says_how_grave_it_is_and_what_to_do() -> None:
    (group,) = yaml.safe_load((DEPLOY / "prometheus-alerts.yml").read_text("utf-8"))["groups"]
    for rule in group["rules"]:
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert rule["annotations"].keys() == {"summary", "action"}
        assert rule["expr"].count("(") == rule["expr"].count(")")


@pytest.mark.parametrize("name", ["prometheus-alerts.yml", "grafana-dashboard.json"])
def test_rules_and_panels_name_metrics_and_labels_that_there_are(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    known = {metric.name for metric in METRICS}
    named = set(re.findall(r"\brightswatch_[a-z_]+", text))
    assert named <= known
    labels = {label for metric in METRICS for label in metric.labels}
    shown = set(re.findall(r"\{\{ ?(?:\$labels\.)?([a-z]+) ?\}\}", text))
    assert shown <= labels | {"instance"}
    outcomes = {outcome.value for outcome in VisitOutcome}
    assert {one for each in re.findall(r'outcome=~"([^"]+)"', text) for one in each.split("|")} <= (
        outcomes
    )
    if name.endswith("json"):
        assert named == known, "a metric that nobody looks at"
        assert json.loads(text)["panels"]
