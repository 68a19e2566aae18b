"""`doctor` and `migrate`: whether this installation can do its work."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from monitor.bootstrap import Wiring

Probe = Annotated[bool, typer.Option("--probe", help="Only: does the daemon live? For containers.")]
BEAT_LATE_S = 60.0
NO_BROWSER = "no Chromium was found; pages are kept without a screenshot"


def doctor(config: Config = DEFAULT_CONFIG, *, probe: Probe = False, as_json: Json = False) -> None:
    """Check database, disk, clock, browser, mail, sources, keys...; exit 1 when one fails."""
    from monitor.bootstrap import Wiring

    checks: dict[str, Callable[[Wiring], str]] = {"daemon": _daemon}
    if not probe:
        checks = {
            "database": _database,
            "evidence": _evidence,
            "disk": _disk,
            "clock": _clock,
            "packages": _packages,
            "browser": _browser,
            "mail": _mail,
            "sign-in": _sign_in,
            "signing": _signing,
            "letters": _letters,
            "sources": _sources,
            "canaries": _canaries,
            "keys": _keys,
            "log key": _log_key,
            "time stamps": _stamps,
            "workers": _workers,
            **checks,
        }
    told: list[dict[str, Any]] = []
    with Wiring.open(config) as wiring:
        for name, check in checks.items():
            try:
                told.append({"check": name, "ok": True, "says": check(wiring)})
            except Exception as error:  # noqa: BLE001 - every failure is what we are here to tell
                told.append({"check": name, "ok": False, "says": str(error)})
    if as_json:
        print_json(told)
    else:
        for line in told:
            say(f"{'ok  ' if line['ok'] else 'FAIL'} {line['check']}: {line['says']}")
    if not all(line["ok"] for line in told):
        raise typer.Exit(1)


def migrate(config: Config = DEFAULT_CONFIG) -> None:
    """Bring the database up to date; every other command that opens it does so too."""
    from monitor.bootstrap import Wiring

    with Wiring.open(config) as wiring:
        wiring.store.migrate()
    say("the database is up to date")


def _daemon(wiring: "Wiring") -> str:
    from monitor.domain.errors import NotNow
    from monitor.ports.store import SUPERVISOR

    with wiring.store.transaction() as tx:
        last = tx.beats.last(SUPERVISOR)
    age_s = (wiring.clock.now() - last[0]).total_seconds() if last else None
    if age_s is None or age_s > BEAT_LATE_S:
        since = f"its last sign of life is {age_s:.0f} s old" if age_s else "it never ran here"
        raise NotNow(f"no daemon runs: {since}; start it with `rightswatch run`")
    return f"alive {age_s:.0f} s ago"


def _workers(wiring: "Wiring") -> str:
    """Who takes work beside the daemon; the silent may be gone for good, so it only says."""
    from monitor.ports.store import PLANNER, WORKER

    now = wiring.clock.now()
    with wiring.store.transaction() as tx:
        workers, planner = tx.beats.living(WORKER), tx.beats.last(PLANNER)
    told = [f"{planner[1]} plans"] if planner else []
    for name, at, note in workers:
        age_s = (now - at).total_seconds()
        state = "" if age_s <= BEAT_LATE_S else f", SILENT for {age_s:.0f} s"
        told.append(f"{name.removeprefix(WORKER)} takes {note}{state}")
    return "; ".join(told) or "none but those that the daemon starts"


def _database(wiring: "Wiring") -> str:
    with wiring.store.transaction() as tx:
        tx.beats.beat("doctor", wiring.clock.now())
    return "opened and written"


def _evidence(wiring: "Wiring") -> str:
    import shutil
    import tempfile

    folder = wiring.settings.service.evidence
    if wiring.settings.service.evidence_bucket:
        count = sum(1 for _ in wiring.sealing.store.folders())
        return f"the bucket {wiring.settings.service.evidence_place} answers, {count} bundles"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        free_gb = shutil.disk_usage(folder).free / 1e9
    return f"{folder} can be written, {free_gb:.1f} GB free"


def _disk(wiring: "Wiring") -> str:
    """Whether there is room for a day's work wherever it is written."""
    from monitor.domain.errors import NotNow
    from monitor.web.vitals import LEAST_FREE_BYTES, free_bytes

    service = wiring.settings.service
    room = free_bytes({"evidence": service.evidence, "blobs": service.blobs})
    told = ", ".join(f"{name} {free / 1e9:.1f} GB free" for name, free in room.items())
    if any(free < LEAST_FREE_BYTES for free in room.values()):
        raise NotNow(f"{told}: less than {LEAST_FREE_BYTES / 1e9:.0f} GB; make room")
    return told


def _clock(_wiring: "Wiring") -> str:
    """Whether the kernel holds its clock right: evidence cites it."""
    from alerts.evidence.machine import read_machine

    kernel = read_machine().kernel_clock
    if kernel is None:
        return "the kernel does not say whether it is right"
    if not kernel.synchronised:
        return "NOTHING KEEPS IT RIGHT, and evidence says so: run chrony or systemd-timesyncd"
    return f"kept right, at most {kernel.most_off_ms:.0f} ms off"


def _packages(_wiring: "Wiring") -> str:
    """Whether our four packages are ours: others of those names exist."""
    from monitor.runtime.neighbours import check_neighbours

    check_neighbours()
    return "monitor, spiders, rules and alerts come from one folder"


def _browser(wiring: "Wiring") -> str:
    from monitor.domain.errors import BrowserMissing

    found = wiring.browser
    if found is None:
        raise BrowserMissing(NO_BROWSER)
    sandbox = "sandbox on" if found.sandbox else "SANDBOX OFF by setting: turn it on again"
    return f"{found.version}, {sandbox}"


def _mail(wiring: "Wiring") -> str:
    import socket

    smtp = wiring.settings.service.smtp
    if smtp is None:
        return "none configured: nobody gets letters"
    try:
        with socket.create_connection((smtp.host, smtp.port), timeout=10) as connection:
            greeting = connection.recv(200).decode("ascii", "replace").strip()
    except OSError as error:
        because = error.strerror or error
        message = f"{smtp.host}:{smtp.port} does not answer ({because}); see service.smtp"
        raise OSError(message) from error
    return f"{smtp.host}:{smtp.port} answers {greeting[:60]!r}"


def _sign_in(wiring: "Wiring") -> str:
    """Whether the provider of signing in answers, and is the one that was meant."""
    from monitor.bootstrap.desk import provider_of

    provider = provider_of(wiring)
    if provider is None:
        return "no provider configured: people sign in by mail"
    provider.endpoints()
    return f"{provider.issuer} answers; it sends people back to {provider.back}"


def _signing(wiring: "Wiring") -> str:
    """Whether mails are signed here, and what the DNS has to say for that."""
    signer = wiring.post_office.signer
    if signer is None:
        return "mails are not signed here; most mail servers do it"
    return f"RSA of {signer.bits} bits; {signer.name} has to be TXT {signer.record}"


def _letters(wiring: "Wiring") -> str:
    """Whether all letters arrive: none given up, no receiver's address stopped."""
    from monitor.domain.alert import DeliveryState
    from monitor.domain.errors import NeedsPerson

    receivers = {recipient.email for recipient in wiring.settings.recipients}
    with wiring.store.transaction() as tx:
        given_up = tx.outbox.given_up()
        stops = [stop for stop in tx.addresses.stops() if stop.address in receivers]
        failing = [line for line in tx.outbox.lines(DeliveryState.DUE) if line.attempts]
    told = [f"{count} to {to} were given up" for to, count in sorted(given_up.items())]
    told += [f"{stop.address} gets no mail: {stop.because}" for stop in stops]
    if told:
        remedy = "`rightswatch alerts outbox --state dead` says why; then `alerts retry` or `drop`"
        raise NeedsPerson(f"{'; '.join(told)}; {remedy}")
    return f"none given up, {len(failing)} tried again" if failing else "none given up"


def _sources(wiring: "Wiring") -> str:
    from urllib.parse import urljoin

    from monitor.domain.errors import FetchFailed, NotNow, SourceBusy
    from monitor.ports.http import EgressRule

    silent = []
    visited = [plan.source for plan in wiring.plans.values() if plan.source.is_visited]
    for source in visited:
        rule = EgressRule(
            allow_private_addresses=source.allow_private_addresses, connect_to=source.connect_to
        )
        try:
            wiring.http.get(urljoin(source.url, "/robots.txt"), rule=rule)
        except (FetchFailed, SourceBusy) as error:
            silent.append(f"{source.id}: {error}")
    if silent:
        raise NotNow("; ".join(silent))
    return f"{len(visited)} answer for robots.txt"


def _log_key(wiring: "Wiring") -> str:
    """Whether the key that signs is there, and the one that the log is signed with."""
    from alerts.evidence.notes import signers
    from monitor.domain.errors import LogKeyRefused

    public = wiring.sealing.notary.public
    with wiring.store.transaction() as tx:
        newest = tx.log.checkpoint()
        size, _ = tx.log.root()
    if newest and public not in signers(newest.note, [public]):
        message = "log.key is not the key that signed the log: restore it from a backup"
        raise LogKeyRefused(message)
    unsigned = size - (newest.size if newest else 0)
    if unsigned:
        message = f"{unsigned} entries of the log are not signed yet"
        raise LogKeyRefused(message)
    return f"{public.name}, key {public.id.hex()}; {size} entries signed"


def _stamps(wiring: "Wiring") -> str:
    """Whether every authority is asked in vain or not, and its root can be read."""
    from alerts.evidence.chain import read_roots
    from monitor.domain.errors import NotNow

    told = []
    for one in wiring.settings.service.timestamps:
        read_roots(one.root)
    if not wiring.sealing.authorities:
        return "no authority configured: no evidence counts as proven (service.timestamps)"
    with wiring.store.transaction() as tx:
        lines = {line.authority: line for line in tx.stamps.lines()}
    for name in wiring.sealing.authorities:
        line = lines.get(name)
        if line and line.waiting_since and line.because:
            since = line.waiting_since.isoformat(timespec="minutes")
            told.append(f"{name} owes a stamp since {since}: {line.because}")
    if told:
        raise NotNow("; ".join(told))
    stamped = [
        f"{name} at {lines[name].size}" for name in wiring.sealing.authorities if name in lines
    ]
    return (
        f"{len(wiring.sealing.authorities)} authorities; {', '.join(stamped) or 'none asked yet'}"
    )


def _canaries(wiring: "Wiring") -> str:
    """Whether every offer that must be found was, within two rhythms of its source."""
    from datetime import timedelta

    from monitor.cli.canaries import canary_lines
    from monitor.domain.errors import NeedsPerson
    from monitor.pipeline.canaries import RHYTHMS, news_of_canaries, recall_of

    now, news = wiring.clock.now(), []
    with wiring.store.transaction() as tx:
        for plan in wiring.plans.values():
            since = now - timedelta(seconds=RHYTHMS * plan.every_s)
            news += news_of_canaries(tx, [plan.source], since)
    if not news:
        return "none declared: nobody measures how much is found"
    told = recall_of(news)
    if told["found"] < told["declared"]:
        raise NeedsPerson("; ".join(canary_lines(news)))
    return f"all {told['declared']} found"


def _keys(wiring: "Wiring") -> str:
    """Whether the keys of official interfaces stand where they are said to; none is shown."""
    from monitor.bootstrap.asking import asker_of
    from monitor.domain.errors import KeysRefused, NeedsPerson
    from spiders.fetch.ask.keys import keys_of

    asked = [plan.source for plan in wiring.plans.values() if asker_of(plan.source)]
    missing = []
    for source in asked:
        try:
            keys_of(source)
        except KeysRefused as error:
            missing.append(error.because)
    if missing:
        raise NeedsPerson("; ".join(missing))
    return f"there for {len(asked)} interfaces" if asked else "no source needs any"
