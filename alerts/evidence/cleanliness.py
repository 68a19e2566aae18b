"""Cleanliness: was the machine that made the record clean, thing by thing: pass, fail or unknown.

Judged when the page has been kept, of what was read beforehand and what the visit showed. Unknown
is never pass: it says what could not be told.

Layer: evidence, pure. Source: SF/T 0091-2021 (清洁性检查); which things, by shared practice of
notaries and time-stamp services: hosts file, proxy, resolver, trust store, extensions, cookies,
clock, programs.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography import x509

from alerts.evidence.check import Check, Claim, Outcome
from alerts.evidence.installed import Installed
from alerts.evidence.machine import Machine
from alerts.evidence.shot import Shot

ENV_NAME: Final = "evidence/env.json"
SCHEMA: Final = "rightswatch/env/1"
TRUST_SWITCHES: Final = (
    "--ignore-certificate-errors",
    "--allow-insecure-localhost",
    "--disable-web-security",
)
ROAD_SWITCHES: Final = ("--proxy-server", "--proxy-pac-url", "--proxy-auto-detect")
NAME_SWITCHES: Final = ("--host-rules", "--host-resolver-rules")
EXTENSION_SWITCHES: Final = ("--load-extension", "--disable-extensions-except")
JUMP_S: Final = 2.0
"""Difference of wall and steady clock over one visit that no correction in small steps makes."""
KERNEL_OFF_MS: Final = 1_000.0
DATES_OFF_S: Final = 120.0
"""Of the sites' own clocks: many are a minute off, and caches tell old ones."""


class State(StrEnum):
    """What came of looking at one thing."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that was looked at. because: one sentence, for people."""

    name: str
    state: State
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a page was kept in: the machine before the visit, the programs, and the visit itself."""

    machine: Machine
    programs: Installed
    shot: Shot

    @property
    def hosts(self) -> frozenset[str]:
        """Names that the browser asked for, lower case."""
        urls = [self.shot.requested_url, self.shot.final_url]
        urls += [exchange.url for exchange in self.shot.exchanges]
        return frozenset((urlsplit(url).hostname or "").lower() for url in urls) - {""}

    @property
    def switches(self) -> tuple[str, ...] | None:
        """Switches that the browser ran with; None = it did not tell."""
        told = self.shot.measures.get("browser", {}).get("switches")
        return None if told is None else tuple(told)

    @property
    def date_offsets_s(self) -> dict[str, float]:
        """Host -> by how much its clock seemed ahead of ours, in seconds; of its nearest answer."""
        nearest: dict[str, float] = {}
        for host, offset_s in self._offsets():
            if host not in nearest or abs(offset_s) < abs(nearest[host]):
                nearest[host] = offset_s
        return nearest

    def _offsets(self) -> Iterator[tuple[str, float]]:
        for exchange in self.shot.exchanges:
            told = {name.lower(): value for name, value in exchange.response_headers}
            at = _date(told.get("date", ""))
            if at and "age" not in told:
                host = (urlsplit(exchange.url).hostname or "").lower()
                yield host, round((at - exchange.started_at).total_seconds(), 1)


def conditions(around: Surroundings) -> tuple[Condition, ...]:
    """Every thing, in the order of the record."""
    looks = (
        _hosts_file,
        _proxy,
        _resolver,
        _trust_store,
        _extensions,
        _cookies,
        _clock,
        _programs,
    )
    return tuple(
        Condition(name=look.__name__.strip("_"), state=state, because=because)
        for look in looks
        for state, because in (look(around),)
    )


def record_of(around: Surroundings) -> dict[str, Any]:
    """What env.json says. Of the hosts file it tells no line but those of visited hosts."""
    machine = around.machine
    return {
        "schema": SCHEMA,
        "conditions": conditions(around),
        "machine": {
            "hosts_sha256": machine.hosts_sha256,
            "resolvers": machine.resolvers,
            "proxies": machine.proxies,
            "trusted_sha256": machine.trusted_sha256,
            "added_roots": machine.added_roots,
            "policies": machine.policies,
            "kernel_clock": machine.kernel_clock,
        },
        "date_offsets_s": [
            {"host": host, "ahead_s": ahead_s}
            for host, ahead_s in sorted(around.date_offsets_s.items())
        ],
        "programs": around.programs,
    }


def cleanliness_checks(env: Mapping[str, Any]) -> Iterator[Check]:
    """A check for each condition that env.json tells of: fail refuses, unknown is noted."""
    outcomes = {State.PASS: Outcome.PASSED, State.FAIL: Outcome.REFUSED}
    for told in env["conditions"]:
        outcome = outcomes.get(told["state"], Outcome.NOTED)
        because = str(told["because"])
        yield Check(
            name=f"clean_{told['name']}", claim=Claim.POLICY, outcome=outcome, because=because
        )


def _hosts_file(around: Surroundings) -> tuple[State, str]:
    switches = _given(around, NAME_SWITCHES)
    named = around.machine.hosts
    if switches:
        return State.FAIL, f"the browser was told addresses of names: {switches[0]}"
    if named is None:
        return State.UNKNOWN, "the hosts file could not be read"
    visited = around.hosts - {"localhost"}  # a hosts file is where that name comes from
    led = sorted(f"{host} to {named[host]}" for host in visited & named.keys())
    if led:
        return State.FAIL, f"the hosts file leads {', '.join(led)}"
    return State.PASS, "no line of the hosts file names a host that was visited"


def _proxy(around: Surroundings) -> tuple[State, str]:
    if around.switches is None:
        return State.UNKNOWN, "the browser did not tell the switches it ran with"
    given = _given(around, ROAD_SWITCHES)
    if given:
        return State.FAIL, f"the browser was given another way out: {given[0]}"
    if around.machine.proxies:
        names = ", ".join(around.machine.proxies)
        return State.UNKNOWN, f"the environment names a proxy ({names}); nothing was sent by it"
    return State.PASS, "no proxy but the program's own, which connects to the hosts themselves"


def _resolver(around: Surroundings) -> tuple[State, str]:
    servers = around.machine.resolvers
    if servers is None:
        return State.UNKNOWN, "the list of name servers could not be read"
    if not servers:
        return State.UNKNOWN, "no name server is listed"
    return State.PASS, f"names were looked up by {', '.join(servers)}"


def _trust_store(around: Surroundings) -> tuple[State, str]:
    if around.switches is None:
        return State.UNKNOWN, "the browser did not tell the switches it ran with"
    given = _given(around, TRUST_SWITCHES)
    if given:
        return State.FAIL, f"the browser was told to trust more than it should: {given[0]}"
    if around.machine.policies:
        return State.FAIL, f"the browser is ruled by {', '.join(around.machine.policies)}"
    added = set(around.machine.added_roots)
    for host, tls in around.shot.measures.get("tls", {}).items():
        met = sorted(added & set(_issuers(tls.get("chain", ()))))
        if met:
            return State.FAIL, f"the chain of {host} leads to {met[0]}, added to this machine"
    if added:
        return State.PASS, f"no chain leads to one of {len(added)} roots added to this machine"
    return State.PASS, "no root was added to those that this machine came with"


def _extensions(around: Surroundings) -> tuple[State, str]:
    there = around.shot.measures.get("browser", {}).get("extensions")
    given = _given(around, EXTENSION_SWITCHES)
    if there or given:
        return State.FAIL, f"the browser ran with an extension: {[*(there or ()), *given][0]}"
    if there is None or around.switches is None:
        return State.UNKNOWN, "the browser did not tell what runs in it"
    return State.PASS, "no extension ran in the browser"


def _cookies(around: Surroundings) -> tuple[State, str]:
    before = around.shot.measures.get("cookies_before")
    if before is None:
        return State.UNKNOWN, "the cookies of the fresh context were not counted"
    if before:
        return State.FAIL, f"{before} cookies were there before the visit"
    return State.PASS, "the visit began in a fresh context without cookies and cache"


def _clock(around: Surroundings) -> tuple[State, str]:
    shot, kernel = around.shot, around.machine.kernel_clock
    steady_s = shot.measures.get("steady_s")
    wall_s = (shot.ended_at - shot.started_at).total_seconds()
    if steady_s is not None and abs(wall_s - steady_s) > JUMP_S:
        return State.FAIL, f"the clock was moved by {wall_s - steady_s:+.1f} s during the visit"
    if kernel and kernel.synchronised and kernel.most_off_ms <= KERNEL_OFF_MS:
        return State.PASS, f"synchronised; at most {kernel.most_off_ms} ms off by its own account"
    offsets = around.date_offsets_s
    near = [host for host, ahead_s in offsets.items() if abs(ahead_s) <= DATES_OFF_S]
    told = "the kernel does not say that it is synchronised"
    if offsets and len(near) == len(offsets):
        most = max(abs(ahead_s) for ahead_s in offsets.values())
        return State.PASS, f"{told}; answers of {len(near)} hosts were dated at most {most} s off"
    return State.UNKNOWN, f"{told}; {len(offsets) - len(near)} hosts dated their answers otherwise"


def _programs(around: Surroundings) -> tuple[State, str]:
    changed = around.programs.changed
    if changed:
        return State.FAIL, f"{len(changed)} files are not as they were installed: {changed[0]}"
    names = ", ".join(f"{name} {told}" for name, told in around.programs.versions.items())
    return State.PASS, f"{names} are as they were installed"


def _given(around: Surroundings, names: Iterable[str]) -> list[str]:
    """Those switches that the browser ran with."""
    return [one for one in around.switches or () if one.partition("=")[0].startswith(tuple(names))]


def _issuers(chain: Iterable[str]) -> Iterator[str]:
    """Who issued each certificate of a chain."""
    for text in chain:
        try:
            one = x509.load_der_x509_certificate(base64.b64decode(text))
        except (ValueError, binascii.Error):
            continue
        yield one.issuer.rfc4514_string()


def _date(header: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(header)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
