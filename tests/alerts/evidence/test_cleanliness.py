"""Was the machine clean? Planted hosts lines, proxies, roots, extensions, cookies, clocks."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from alerts.evidence.check import Exit, Outcome, exit_code
from alerts.evidence.cleanliness import ENV_NAME, State, Surroundings, conditions, record_of
from alerts.evidence.container import unpack
from alerts.evidence.installed import changed_files, installed
from alerts.evidence.machine import KernelClock, read_machine
from alerts.evidence.shot import Shot
from alerts.evidence.verify import verify_bundle
from tests.alerts.evidence.certificate import self_signed
from tests.alerts.evidence.samples import (
    MACHINE,
    NOON,
    PROGRAMS,
    bundle_at,
    exchange,
    known,
    record,
    sealed_file,
    shot,
)

CLEAN = Surroundings(machine=MACHINE, programs=PROGRAMS, shot=shot())


def states(around: Surroundings) -> dict[str, State]:
    return {told.name: told.state for told in conditions(around)}


def odd(around: Surroundings) -> dict[str, State]:
    return {name: state for name, state in states(around).items() if state is not State.PASS}


def seen(**measures: object) -> Surroundings:
    return replace(CLEAN, shot=replace(CLEAN.shot, measures={**CLEAN.shot.measures, **measures}))


def on(**facts: Any) -> Surroundings:  # noqa: ANN401 - fields of a machine
    return replace(CLEAN, machine=replace(MACHINE, **facts))


def browser(**told: object) -> dict[str, object]:
    return {"switches": [], "extensions": [], **told}


def planted(root: Path) -> Path:
    """A machine whose files somebody has touched."""
    (root / "etc/chromium/policies/managed").mkdir(parents=True)
    (root / "etc/chromium/policies/managed/a.json").write_text("{}")
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n10.0.0.66 Shop.Example # planted\n")
    (root / "etc/resolv.conf").write_text("search x\nnameserver 9.9.9.9\nnameserver ::1\n")
    (root / "usr/local/share/ca-certificates").mkdir(parents=True)
    self_signed(root)
    pem = next(root.glob("*.pem")).read_bytes()
    (root / "usr/local/share/ca-certificates/own.crt").write_bytes(pem)
    (root / "usr/local/share/ca-certificates/bad.crt").write_bytes(b"no certificate")
    return root


def test_a_clean_machine_passes_thing_by_thing() -> None:
    assert list(states(CLEAN)) == [
        "hosts_file",
        "proxy",
        "resolver",
        "trust_store",
        "extensions",
        "cookies",
        "clock",
        "programs",
    ]
    assert odd(CLEAN) == {}


def test_what_was_planted_on_a_machine_is_read(tmp_path: Path) -> None:
    machine = read_machine(planted(tmp_path), {"HTTPS_proxy": "http://user:secret@p", "PATH": "/"})
    assert machine.hosts == {"localhost": "127.0.0.1", "shop.example": "10.0.0.66"}
    assert machine.resolvers == ("9.9.9.9", "::1")
    assert machine.proxies == ("HTTPS_proxy",)
    assert machine.policies == ("etc/chromium/policies/managed/a.json",)
    assert len(machine.added_roots) == 2
    assert "unreadable: bad.crt" in machine.added_roots
    around = replace(CLEAN, machine=replace(machine, kernel_clock=MACHINE.kernel_clock))
    assert odd(around) == {
        "hosts_file": State.FAIL,
        "proxy": State.UNKNOWN,
        "trust_store": State.FAIL,
    }
    assert "secret" not in json.dumps(record_of(around), default=str)


def test_a_machine_that_cannot_be_read_is_unknown_and_not_clean(tmp_path: Path) -> None:
    machine = read_machine(tmp_path, {})
    assert (machine.hosts, machine.resolvers, machine.trusted_sha256) == (None, None, None)
    found = states(replace(CLEAN, machine=replace(machine, kernel_clock=None)))
    assert found["hosts_file"] is found["resolver"] is found["clock"] is State.UNKNOWN


def test_a_chain_that_leads_to_an_added_root_fails(tmp_path: Path) -> None:
    machine = read_machine(planted(tmp_path), {})
    pem = (tmp_path / "usr/local/share/ca-certificates/own.crt").read_bytes()
    der = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    tls = {"shop.example": {"chain": [base64.b64encode(der).decode()]}}
    clean = replace(machine, policies=())
    assert states(replace(seen(tls=tls), machine=clean))["trust_store"] is State.FAIL
    assert states(replace(seen(tls={}), machine=clean))["trust_store"] is State.PASS


@pytest.mark.parametrize(
    ("measures", "name"),
    [
        ({"browser": browser(switches=["--host-resolver-rules=MAP * 1.2.3.4"])}, "hosts_file"),
        ({"browser": browser(switches=["--proxy-server=http://10.0.0.1:3128"])}, "proxy"),
        ({"browser": browser(switches=["--ignore-certificate-errors"])}, "trust_store"),
        ({"browser": browser(switches=["--load-extension=/tmp/x"])}, "extensions"),
        ({"browser": browser(extensions=["chrome-extension://abc/bg.js"])}, "extensions"),
        ({"cookies_before": 2}, "cookies"),
        ({"steady_s": 60.0}, "clock"),
    ],
)
def test_what_the_browser_ran_with_is_judged(measures: Mapping[str, object], name: str) -> None:
    assert odd(seen(**measures)) == {name: State.FAIL}


def test_a_browser_that_tells_nothing_is_unknown() -> None:
    unknown = odd(seen(browser={}, cookies_before=None))
    assert unknown == {
        "proxy": State.UNKNOWN,
        "trust_store": State.UNKNOWN,
        "extensions": State.UNKNOWN,
        "cookies": State.UNKNOWN,
    }


def dated(ahead: timedelta, *more: tuple[str, str]) -> Shot:
    one = exchange()
    date = (one.started_at + ahead).strftime("%a, %d %b %Y %H:%M:%S GMT")
    return replace(shot(), exchanges=(replace(one, response_headers=(("Date", date), *more)),))


@pytest.mark.parametrize(
    ("ahead", "state"),
    [(timedelta(seconds=1), State.PASS), (timedelta(hours=1), State.UNKNOWN)],
)
def test_a_clock_that_nobody_sets_is_held_against_the_dates_of_answers(
    ahead: timedelta, state: State
) -> None:
    loose = KernelClock(synchronised=False, most_off_ms=16_000)
    around = replace(on(kernel_clock=loose), shot=dated(ahead))
    assert states(around)["clock"] is state
    assert states(replace(around, shot=dated(ahead, ("Age", "9"))))["clock"] is State.UNKNOWN


def test_dates_that_are_none_are_passed_over() -> None:
    for words in ("", "yesterday", "Thu, 99 Mar 2026 12:00:00 GMT", "\0" * 50):
        one = replace(exchange(), response_headers=(("date", words),))
        around = replace(CLEAN, shot=replace(shot(), exchanges=(one,)))
        assert around.date_offsets_s == {}


def test_our_programs_are_as_they_were_installed_and_a_changed_one_is_found(
    tmp_path: Path,
) -> None:
    found = installed()
    assert found.changed == ()
    assert "warcio" in found.versions
    (tmp_path / "one-1.dist-info").mkdir()
    (tmp_path / "one.py").write_text("print('changed')")
    lines = "one.py,sha256=AAAA,5\ngone.py,sha256=BBBB,5\nnote.txt,sha256=CCCC,1\n"
    (tmp_path / "one-1.dist-info/RECORD").write_text(lines)
    assert list(changed_files(PathDistribution(tmp_path / "one-1.dist-info"))) == [
        "one.py",
        "gone.py",
    ]
    changed = replace(PROGRAMS, changed=("warcio/warcwriter.py",))
    assert odd(replace(CLEAN, programs=changed)) == {"programs": State.FAIL}


def test_a_dirty_machine_makes_the_bundle_intact_and_no_evidence(tmp_path: Path) -> None:
    dirty = on(hosts={"shop.example": "10.0.0.66"})
    path = sealed_file(tmp_path, replace(record(), surroundings=record_of(dirty)))
    checks = verify_bundle(path, known(bundle_at(path)))
    assert exit_code(checks) is Exit.POLICY
    refused = [check for check in checks if check.outcome is Outcome.REFUSED]
    assert [(check.name, check.because) for check in refused] == [
        ("clean_hosts_file", "the hosts file leads shop.example to 10.0.0.66")
    ]


def test_of_the_hosts_file_only_visited_names_are_told(tmp_path: Path) -> None:
    env = unpack(sealed_file(tmp_path).read_bytes())[ENV_NAME]
    assert b"printer" not in env
    assert json.loads(env)["schema"] == "rightswatch/env/1"
    assert NOON.isoformat() not in env.decode()
