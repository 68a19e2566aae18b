"""Whole sealed folders, and how each forgery of them is judged: for the tests and for the bench."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alerts.evidence.bundle import Record
from alerts.evidence.check import Check, Exit, Outcome, exit_code
from alerts.evidence.known_log import KnownLog
from alerts.evidence.notes import SigningKey
from alerts.evidence.timestamp import checked
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from monitor.domain.capture import LogEntry
from monitor.domain.checkpoint import TimeMark
from tests.alerts.evidence import samples
from tests.alerts.evidence.samples import FORGER, LOG_KEY
from tests.alerts.evidence.tamper_seals import BUNDLE, Change
from tests.fixtures.authority import Authority


def recent(one: Record) -> Record:
    """The same record made now, as the authorities' clocks have it."""
    at = datetime.now(UTC)
    after = at + timedelta(seconds=1)
    shot = one.shot and replace(one.shot, started_at=at, ended_at=after)
    return replace(one, shot=shot, started_at=at, ended_at=after)


def sealed(
    folder: Path, authority: Authority, *, one: Record, others: int, key: SigningKey = LOG_KEY
) -> Path:
    """A bundle with all its seals, among other entries of a log."""
    folder.mkdir(parents=True, exist_ok=True)
    path = samples.sealed_file(folder, one)
    bundle = samples.bundle_at(path)
    entries = entries_of(path, others)
    note = samples.note_of(entries, key)
    token = authority.stamp(note.encode())
    at = checked(token, note.encode(), authority.roots).at
    marks = (TimeMark(authority="tsa", at=at, note=note, token=token),)
    samples.lay_seal(folder, samples.seal_of(bundle, entries, marks, key), key)
    return path


def entries_of(path: Path, others: int) -> list[LogEntry]:
    """The log that `sealed` seals a bundle in."""
    bundle = samples.bundle_at(path)
    more = [replace(bundle, capture_id=f"other-{n}") for n in range(others)]
    return samples.log_of(*more[: others // 2], bundle, *more[others // 2 :])


def rewritten_logs(entries: Sequence[LogEntry]) -> Iterator[tuple[str, list[LogEntry]]]:
    """What somebody who holds the log and its key can make of it, by class."""
    for at, entry in enumerate(entries):
        edited = replace(entry, body=entry.body.replace("}", ',"x":1}', 1))
        yield "log edited", [*entries[:at], edited, *entries[at + 1 :]]
        yield "log entry dropped", _numbered([*entries[:at], *entries[at + 1 :]])
        yield "log entry added", _numbered([*entries[:at], edited, *entries[at:]])
        yield "log rolled back", list(entries[:at])
        yield "log forked", [*entries[:at], *(replace(e, body="{}") for e in entries[at:])]
        if at:
            swapped = [*entries[: at - 1], entry, entries[at - 1], *entries[at + 1 :]]
            yield "log reordered", _numbered(swapped)


def judged_log(path: Path, trust: Trust, entries: Sequence[LogEntry], mailed: str) -> Exit:
    """A bundle with its own seals, a log signed anew with the right key, and an older mail."""
    log = KnownLog(entries, samples.note_of(entries), live=True)
    return exit_code(verify_bundle(path, replace(trust, log=log, against=mailed)))


def _numbered(entries: Sequence[LogEntry]) -> list[LogEntry]:
    return [replace(entry, index=n) for n, entry in enumerate(entries)]


def open_ones(checks: Sequence[Check]) -> list[str]:
    """Names of the checks that neither passed nor only tell a fact."""
    closed = {Outcome.PASSED, Outcome.NOTED}
    return [check.name for check in checks if check.outcome not in closed]


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def other_seals(
    folder: Path, one: Record, mine: Authority, stranger: Authority
) -> dict[str, dict[str, bytes]]:
    """Seals to swap with, by class: another case's, another log's, a forger's, a stranger's."""
    longer = sealed(folder / "a", mine, one=one, others=9)
    shot = one.shot and replace(one.shot, text="another page")
    case = sealed(folder / "b", mine, one=replace(one, shot=shot), others=7)
    forged = sealed(folder / "c", mine, one=one, others=5, key=FORGER)
    return {
        "proof of another size": contents(longer.parent),
        "seal of another case": contents(case.parent),
        "seal signed by a forger": contents(forged.parent),
        "token of a stranger": {
            **contents(longer.parent),
            **contents(sealed(folder / "d", stranger, one=one, others=5).parent),
        },
    }


@dataclass
class Judged:
    """How many forgeries of each class there were, and which were taken for proof."""

    tried: Counter[str] = field(default_factory=Counter)
    gross: Counter[str] = field(default_factory=Counter)
    passed: list[tuple[str, dict[str, bytes | None]]] = field(default_factory=list)


def judged(
    folder: Path, good: Mapping[str, bytes], trust: Trust, all_of: Iterable[Change]
) -> Judged:
    """Lay each forgery into a folder of its own files and verify it.

    gross counts those told as tampered or unreadable; the rest were told as not proven.
    """
    told = Judged()
    _lay(folder, good)
    for kind, change in all_of:
        for name, content in change.items():
            (folder / name).unlink(missing_ok=True)
            if content is not None:
                (folder / name).write_bytes(content)
        code = exit_code(verify_bundle(folder / BUNDLE, trust))
        told.tried[kind] += 1
        told.gross[kind] += code in {Exit.TAMPERED, Exit.UNREADABLE}
        if code is Exit.PROVEN:
            told.passed.append((kind, change))
        for name in change:
            (folder / name).unlink(missing_ok=True)
            if name in good:
                (folder / name).write_bytes(good[name])
    return told


def _lay(folder: Path, good: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in good.items():
        (folder / name).write_bytes(content)
