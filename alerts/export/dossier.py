"""Dossier: what is known of one case, read back out of its sealed evidence.

A report shows what was sealed and not what the database says today, so that nothing in it lacks
its proof. What people recorded of notices and test purchases stands beside it, each step with the
entry of the log that holds its digest. In a redacted export, what is withheld is replaced before
anything else sees it.

Layer: alerts.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from alerts.evidence.bundle import LISTING_NAME, MATCH_NAME
from alerts.evidence.check import Check
from alerts.evidence.fields import field_names
from monitor.domain.asset import Asset
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import CaseFile
from monitor.domain.checkpoint import SignedCheckpoint, TimeMark
from monitor.domain.codec import from_plain
from monitor.domain.listing import Sighting
from monitor.domain.notice_life import Notice
from monitor.domain.purchase import Purchase
from monitor.domain.verdict import Verdict

WITHHELD: Final = "█████"
TEXTS: Final = frozenset({
    "because", "brand", "by", "category", "condition", "description", "file", "final_url", "id",
    "listing_id", "market", "market_key", "name", "requested_url", "row", "text", "title", "url",
})  # fmt: skip
"""Keys whose value is any text, so that it can be blacked out and still be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedCapture:
    """One capture of the case. members: of its bundle; withheld: paths of fields that are not told.

    marks: time stamps over its checkpoint. checks: what `verify` says of it now.
    """

    bundle: EvidenceBundle
    entry: LogEntry
    members: Mapping[str, bytes]
    checkpoint: SignedCheckpoint | None = None
    marks: tuple[TimeMark, ...] = ()
    checks: tuple[Check, ...] = ()
    withheld: tuple[str, ...] = ()

    def shown(self, name: str) -> bytes | None:
        """A member, unless it is absent or withheld."""
        return None if name in self.withheld else self.members.get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything a report tells. file: the case as its newest capture has it.

    captures: newest first, at least one. key: of the log, as `verify --key` takes it. notices,
    purchases: what people recorded, with the digest of each step in the log; none of it is told
    where something is withheld. attached: the files that belong to it, by SHA-256.
    """

    file: CaseFile
    assets: tuple[Asset, ...]
    captures: tuple[SealedCapture, ...]
    written_at: datetime
    by: str
    software: str
    key: str
    notices: tuple[Notice, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    attached: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def withheld(self) -> tuple[str, ...]:
        """What the newest capture withholds."""
        return self.captures[0].withheld

    def picture(self, digest: str | None) -> bytes | None:
        """A picture that a verdict cites, by its SHA-256, out of the newest capture."""
        if digest is None:
            return None
        newest = self.captures[0]
        found = [name for name in newest.members if name.startswith(f"pictures/{digest}.")]
        names = field_names(newest.members)
        shown = [name for name in found if names[name] not in newest.withheld]
        return newest.members[shown[0]] if shown else None


def dossier_of(
    file: CaseFile,
    captures: Sequence[SealedCapture],
    *,
    written_at: datetime,
    by: str,
    software: str,
    key: str,
) -> Dossier:
    """The dossier of a case that has at least one capture.

    Raises:
        ValueError: something is withheld without which no report can be written.
    """
    newest = captures[0]
    try:
        sighting = from_plain(Sighting, _told(newest, LISTING_NAME))
        match = _told(newest, MATCH_NAME)
        verdicts = tuple(from_plain(Verdict, plain) for plain in match["verdicts"])
        assets = tuple(from_plain(Asset, plain) for plain in match["assets"])
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        message = f"no report can be written without what is withheld: {error!r}"
        raise ValueError(message) from error
    if newest.withheld:
        verdicts = tuple(_without_quotes(verdict, newest.withheld) for verdict in verdicts)
    listing = sighting.offer.listing
    return Dossier(
        file=replace(
            file,
            case=replace(file.case, listing=listing) if newest.withheld else file.case,
            sighting=sighting,
            verdicts=verdicts,
        ),
        assets=assets,
        captures=tuple(captures),
        written_at=written_at,
        by=by,
        software=software,
        key=key,
    )


def _told(capture: SealedCapture, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capture.members[name])
    for path in capture.withheld:
        member, split, pointer = path.partition("#")
        if split and member == name:
            _black_out(document, pointer.split("/")[1:])
    return document


def _black_out(tree: Any, keys: list[str]) -> None:  # noqa: ANN401 - any JSON value
    """Put what says nothing in the place of one leaf; a price without its amount goes whole."""
    whole = "price" in keys
    path = keys[: keys.index("price") + 1] if whole else keys
    for key in path[:-1]:
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    if tree is None:
        return
    last: Any = int(path[-1]) if isinstance(tree, list) else path[-1]
    value = tree[last]
    if isinstance(value, str) and path[-1] in TEXTS:
        tree[last] = WITHHELD
    else:
        tree[last] = [] if isinstance(value, list) else None


def _without_quotes(verdict: Verdict, withheld: Sequence[str]) -> Verdict:
    """Spans point into a field; where that is withheld they point at nothing."""
    hidden = {path.partition("#/offer/")[2].partition("/")[0] for path in withheld}
    signals = tuple(
        replace(signal, span=None) if signal.field in hidden else signal
        for signal in verdict.signals
    )
    return replace(verdict, signals=signals)
