"""ReferenceImageMatcher: registered and owned pictures against the pictures of an offer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.listing import Offer
from monitor.domain.signal import Ground, Signal
from monitor.ports.matcher import Example, MatchIndex, Pictures
from rules.image.examples import examples
from rules.image.fingerprints import Bits, Fingerprint, distances
from rules.image.hamming import HammingIndex
from rules.image.memory import FingerprintMemory

GROUNDS: Final = {
    AssetKind.FIGURATIVE_MARK: Ground.TRADEMARK_USE,
    AssetKind.COMBINED_MARK: Ground.TRADEMARK_USE,
    AssetKind.DESIGN: Ground.DESIGN,
    AssetKind.COPYRIGHT_WORK: Ground.COPYRIGHT_IMAGE,
}
"""Kinds of right that have pictures, and what a likeness would be."""

MARKS: Final = frozenset({AssetKind.FIGURATIVE_MARK, AssetKind.COMBINED_MARK})
"""Kinds that `rules.image.logo` looks for by their outlines as well."""
SURE: Final = 0.847
"""Score from which a mark is told by fingerprints alone: 22 bits of 256. A sign beside a word is
28 bits from any other such; what is that far apart must show its outlines, as a logo in a photo."""

_FARTHEST_BITS: Final = 52  # of 256: between 1 false answer in 100 pictures (60) and 1,000 (35)
_FIGURE_BITS: Final = 48
_PHASH_BITS: Final = 8  # of 64
_PHASH_WORTH: Final = 7  # bits of 256 that one of pHash tells as much as: 5 are met by 1 in 1,000


@dataclass(frozen=True, slots=True)
class _Near:
    """One registered picture that is near: which, by which description, how far."""

    owner: int
    channel: str
    bits: int
    of: int
    score: float


class ReferenceImageMatcher:
    """Finds pictures used again: re-encoded, resized, mirrored, turned, recoloured, reframed."""

    name: ClassVar[str] = "image.reference/1"

    def __init__(self, memory: FingerprintMemory | None = None) -> None:
        """`memory` may be shared with other matchers of the same pictures."""
        self._memory = memory or FingerprintMemory()

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index the reference pictures whose bytes are in `pictures`."""
        return ReferenceImageIndex(self.name, assets, pictures, self._memory)

    def examples(self) -> Sequence[Example]:
        """A drawn mark found again mirrored and recoloured; another drawing is not."""
        return examples()


class ReferenceImageIndex:
    """Prepared reference pictures. Built once, only read afterwards."""

    def __init__(
        self, matcher: str, assets: Sequence[Asset], pictures: Pictures, memory: FingerprintMemory
    ) -> None:
        self._matcher = matcher
        self._memory = memory
        self._last: tuple[str, dict[str, _Near]] = ("", {})
        self._owners: list[tuple[Asset, str]] = []
        rows: dict[str, list[Bits]] = {"picture": [], "figure": [], "phash": []}
        owners: dict[str, list[int]] = {"picture": [], "figure": [], "phash": []}
        for asset, sha256, content in _registered(assets, pictures):
            self._owners.append((asset, sha256))
            for described in memory.registered(sha256, content):
                _keep(rows, owners, described, len(self._owners) - 1)
        self._of = {name: np.asarray(kept) for name, kept in owners.items()}
        stacked = {name: np.stack(kept) for name, kept in rows.items() if kept}
        self._rows = {name: kept for name, kept in stacked.items() if name == "phash"}
        self._index = {
            name: HammingIndex(kept) for name, kept in stacked.items() if name != "phash"
        }

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> signals, strongest first. Pictures that cannot be read say nothing."""
        found: dict[str, list[Signal]] = defaultdict(list)
        for sha256 in dict.fromkeys(image.sha256 for image in offer.images):
            content = pictures.get(sha256) if sha256 else None
            if sha256 is None or content is None or not self._owners:
                continue
            for asset, near in self._nearest(sha256, content).items():
                if near.score >= SURE or self._owners[near.owner][0].kind not in MARKS:
                    found[asset].append(self._signal(near, sha256))
        return {
            asset: tuple(sorted(signals, key=lambda signal: (-signal.score, signal.because)))
            for asset, signals in sorted(found.items())
        }

    def likeness(self, sha256: str, content: bytes) -> float:
        """Score 0..1 of the registered picture that one offered picture comes closest to."""
        near = self._nearest(sha256, content) if self._owners else {}
        return max((each.score for each in near.values()), default=0.0)

    def nearest(self, sha256: str, content: bytes) -> Sequence[str]:
        """Digests of the registered pictures near one offered picture, the nearest first."""
        near = self._nearest(sha256, content).values() if self._owners else ()
        return [self._owners[each.owner][1] for each in sorted(near, key=lambda each: -each.score)]

    def _nearest(self, sha256: str, content: bytes) -> dict[str, _Near]:
        """Asset id -> what of one offered picture comes closest to it.

        A picture is asked about several times in a row, and searched for once.
        """
        digest, best = self._last
        if digest != sha256:
            best = self._searched(sha256, content)
            self._last = sha256, best
        return best

    def _searched(self, sha256: str, content: bytes) -> dict[str, _Near]:
        best: dict[str, _Near] = {}
        for described in self._memory.described(sha256, content):
            for near in self._near(described):
                asset = self._owners[near.owner][0].id
                if asset not in best or near.score > best[asset].score:
                    best[asset] = near
        return best

    def _near(self, offered: Fingerprint) -> Sequence[_Near]:
        near: list[_Near] = []
        for channel, bits in (("picture", offered.pdq), ("figure", offered.figure)):
            if bits is None or channel not in self._index:
                continue
            farthest = _FARTHEST_BITS if channel == "picture" else _FIGURE_BITS
            for place, bits_apart in self._within(channel, bits, farthest).items():
                owner = int(self._of[channel][place])
                near.append(_Near(owner, channel, bits_apart, 256, _score(bits_apart, 256)))
        if offered.phash is not None and "phash" in self._rows:
            apart = distances(offered.phash[None, :], self._rows["phash"])[0]
            for row in np.nonzero(apart <= _PHASH_BITS)[0]:
                bits_apart, owner = int(apart[row]), int(self._of["phash"][row])
                near.append(
                    _Near(owner, "phash", bits_apart, 64, _score(bits_apart * _PHASH_WORTH, 256))
                )
        return near

    def _within(self, channel: str, bits: Bits, farthest: int) -> dict[int, int]:
        """Row -> bits to the nearest turn of an offered picture; rows in order."""
        # An inverted picture has every bit turned over; a figure is the same inverted.
        rows, apart = self._index[channel].near(bits, farthest, or_inverted=channel == "picture")
        return dict(zip(rows.tolist(), apart.tolist(), strict=True))

    def _signal(self, near: _Near, offered: str) -> Signal:
        asset, registered = self._owners[near.owner]
        what = {"picture": "PDQ of the picture", "figure": "PDQ of its figure", "phash": "pHash"}
        return Signal(
            matcher=self._matcher,
            ground=GROUNDS[asset.kind],
            channel=near.channel,
            score=near.score,
            field="images",
            because=(
                f"offered picture {offered[:12]} is {near.bits} of {near.of} bits from registered "
                f"picture {registered[:12]} of {asset.name!r} ({what[near.channel]})"
            ),
            offered=offered,
            registered=registered,
        )


def _registered(assets: Sequence[Asset], pictures: Pictures) -> Iterator[tuple[Asset, str, bytes]]:
    """Each picture of which there are bytes, with whose it is."""
    for asset in assets:
        for image in asset.images if asset.kind in GROUNDS else ():
            content = pictures.get(image.sha256)
            if content is not None:
                yield asset, image.sha256, content


def _keep(
    rows: dict[str, list[Bits]], owners: dict[str, list[int]], described: Fingerprint, owner: int
) -> None:
    """Row 0 of each description is the picture as registered; the offered side is turned."""
    kept = (
        ("picture", None if described.pdq is None else described.pdq[0]),
        ("figure", None if described.figure is None else described.figure[0]),
        ("phash", described.phash),
    )
    for name, bits in kept:
        if bits is not None:
            rows[name].append(bits)
            owners[name].append(owner)


def _score(bits: int, of: int) -> float:
    """Distance -> 0..1: 0 bits .98, 35 of 256 (1 false answer in 1,000) .77, 52 .67."""
    return round(0.98 - 0.006 * bits * 256 / of, 4)
