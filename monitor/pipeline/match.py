"""match: measure every new offer against the assets its source is watched for.

Reads: sightings that are due, asset indexes. Writes, with decide, in one transaction a sighting:
verdicts, cases, captures to make, and that the sighting is done.
"""

from collections.abc import Mapping, Sequence

from monitor.domain.asset import Asset
from monitor.domain.listing import Offer
from monitor.domain.signal import Signal
from monitor.ports.blobs import Blobs
from monitor.ports.matcher import Matcher, MatchIndex, Pictures

Signals = Mapping[str, Sequence[Signal]]


class PreparedMatchers:
    """All matchers, prepared for one set of assets."""

    def __init__(
        self, matchers: Sequence[Matcher], assets: Sequence[Asset], pictures: Pictures
    ) -> None:
        self.assets = {asset.id: asset for asset in assets}
        self._indexes: list[MatchIndex] = [m.prepare(assets, pictures) for m in matchers]

    def measure(self, offer: Offer, pictures: Pictures) -> Signals:
        """Signals of every matcher, by asset id, strongest first."""
        gathered: dict[str, list[Signal]] = {}
        for index in self._indexes:
            for asset_id, signals in index.signals(offer, pictures).items():
                gathered.setdefault(asset_id, []).extend(signals)
        for signals in gathered.values():
            signals.sort(key=lambda signal: (-signal.score, signal.matcher, signal.field))
        return gathered


def offered_pictures(offer: Offer, blobs: Blobs) -> Pictures:
    """Bytes of the offer's pictures that were fetched."""
    digests = [image.sha256 for image in offer.images if image.sha256]
    found = {digest: blobs.get(digest) for digest in digests}
    return {digest: content for digest, content in found.items() if content is not None}
