"""What a letter tells of one case: the file, the two pictures, the seal. Part of notify."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.domain.alert import CaseStory, Picture
from monitor.domain.asset import Asset
from monitor.domain.case import CaseFile
from monitor.ports.blobs import Blobs
from monitor.ports.store import Transaction

MOST_PICTURES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """Where pictures lie, offered and registered ones alike."""

    blobs: Blobs

    def offered(self, file: CaseFile) -> tuple[Picture, ...]:
        """Pictures of the offer, those that a signal speaks of first."""
        told = [s.offered for v in file.verdicts for s in v.signals if s.offered]
        shown = [image.sha256 for image in file.sighting.offer.images if image.sha256]
        digests = list(dict.fromkeys([*told, *shown]))[:MOST_PICTURES]
        found = [(digest, self.blobs.get(digest)) for digest in digests]
        return tuple(Picture(sha256=d, content=c) for d, c in found if c is not None)

    def registered(self, file: CaseFile, assets: Sequence[Asset]) -> tuple[Picture, ...]:
        """Registered pictures, those that a signal speaks of first."""
        told = {s.registered for v in file.verdicts for s in v.signals if s.registered}
        images = [image for asset in assets for image in asset.images]
        images.sort(key=lambda image: image.sha256 not in told)
        found = [(i.sha256, self.blobs.get(i.sha256)) for i in images[:MOST_PICTURES]]
        return tuple(Picture(sha256=d, content=c) for d, c in found if c is not None)


def tell(tx: Transaction, file: CaseFile) -> CaseStory:
    """Gather what is known of a case now, but for its pictures."""
    versions = [tx.assets.version(v.asset_id, v.asset_version) for v in file.verdicts]
    assets = [asset for asset in versions if asset]
    bundles = tx.captures.of_case(file.case.id)
    bundle, entry = bundles[0] if bundles else (None, None)
    forerunner = tx.relistings.of_listing(file.case.listing, file.case.holder_id)
    return CaseStory(
        file=file,
        asset_names={asset.id: asset.name for asset in assets},
        bundle=bundle,
        entry=entry,
        assets=tuple(assets),
        relistings=tuple(r for r in tx.relistings.of_case(file.case.id) if r.refused is None),
        forerunner=forerunner,
        forerunner_events=tx.cases.file(forerunner.case_id).events if forerunner else (),
    )


def pictured(story: CaseStory, album: Album) -> CaseStory:
    """The same with its pictures."""
    return replace(
        story,
        offered=album.offered(story.file),
        registered=album.registered(story.file, story.assets),
    )
