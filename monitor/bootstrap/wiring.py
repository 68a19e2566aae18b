"""Wiring: all parts of one installation, connected."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Self

import structlog

from monitor.bootstrap.hiding import hide_secrets
from monitor.bootstrap.parts import METHODS, matchers, readers, spider_of
from monitor.domain.asset import Asset
from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.errors import BrowserMissing
from monitor.domain.page import PageKind
from monitor.domain.watch import Source
from monitor.ports.blobs import Blobs
from monitor.ports.browser import BrowserSpec
from monitor.ports.clock import Clock
from monitor.ports.http import Http
from monitor.ports.matcher import ContextReader, Decider
from monitor.ports.recorder import Recorder
from monitor.ports.spider import Seeding
from monitor.ports.store import AssetChanges
from monitor.runtime.neighbours import check_neighbours

if TYPE_CHECKING:
    from monitor.bootstrap.pictures import PictureParts
    from monitor.bootstrap.post_office import PostOffice
    from monitor.bootstrap.sealing import Sealing
    from monitor.config import Settings
    from monitor.domain.listing import Offer
    from monitor.domain.network import Trait
    from monitor.pipeline.decide import Judge
    from monitor.pipeline.plan import SourcePlan
    from monitor.runtime.children import WorkerPool
    from monitor.store.database import SqlStore

log = structlog.get_logger(__name__)

COMMAND = (sys.executable, "-m", "monitor.cli")


class Wiring:
    """All parts of one installation, built from its settings when first asked for."""

    def __init__(self, settings: "Settings") -> None:
        check_neighbours()
        hide_secrets(settings)
        self.settings = settings

    @classmethod
    def open(cls, config: Path) -> Self:
        """Read the configuration file.

        Raises:
            ConfigRefused: the file holds mistakes.
        """
        from monitor.config import load

        return cls(load(config))

    @classmethod
    def from_json(cls, settings: bytes) -> Self:
        """Take settings over from a parent process."""
        from monitor.config import Settings

        return cls(from_plain(Settings, json.loads(settings)))

    def __enter__(self) -> Self:
        """Use the parts."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of what was opened."""
        opened = self.__dict__
        for part in ("recorder", "store", "pictures", "clock"):
            close = getattr(opened.get(part), "close", None)  # a machine's clock has none
            if close is not None:
                close()

    @cached_property
    def clock(self) -> Clock:
        """The database's clock where several machines may share it, otherwise the machine's."""
        from monitor.runtime.clock import SystemClock
        from monitor.store.clock import clock_of

        return clock_of(self.settings.service.database) or SystemClock()

    @cached_property
    def store(self) -> "SqlStore":
        """The database, brought up to date; a restore that was cut off is finished first."""
        from monitor.store.backup.placing import finish_restore
        from monitor.store.database import open_store

        finish_restore(self.settings.service.evidence.parent)
        store = open_store(self.settings.service.database)
        store.migrate()
        return store

    @cached_property
    def blobs(self) -> Blobs:
        """Page bodies and pictures."""
        from monitor.store.blobs import FileBlobs

        return FileBlobs(self.settings.service.blobs)

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """Configured assets by id."""
        return {asset.id: asset for asset in self.settings.assets}

    @cached_property
    def plans(self) -> "Mapping[str, SourcePlan]":
        """What each watched source is visited for."""
        from monitor.pipeline.plan import plan_sources

        plans = plan_sources(self.settings.sources, self.settings.watches, self.assets)
        return {plan.source.id: plan for plan in plans}

    @cached_property
    def sources_watched(self) -> Mapping[str, Source]:
        """Sources that a watch names, by id: offers of others are compared with nothing."""
        return {source_id: plan.source for source_id, plan in self.plans.items()}

    @cached_property
    def never_visited(self) -> frozenset[str]:
        """Sources whose offers come by import alone."""
        return frozenset(s.id for s in self.settings.sources if not s.is_visited)

    def seeding_of(self, source: Source) -> Seeding:
        """Who knows a watched source's first targets; interfaces are asked by picture too.

        Raises:
            UnknownSite: nobody does.
        """
        from monitor.bootstrap.asking import WithPictures, pictures_of

        pictures = pictures_of(source, self.settings.watches, self.assets)
        return WithPictures(spider_of(source), pictures)

    @cached_property
    def browser(self) -> BrowserSpec | None:
        """Chromium as found on this machine; None = browser work is off, said once."""
        from monitor.runtime.browser import find_browser

        wanted = self.settings.service.browser
        try:
            executable = str(wanted.executable) if wanted.executable else None
            return find_browser(executable, sandbox=wanted.sandbox)
        except BrowserMissing as error:
            log.warning("browser.missing", because=str(error))
            return None

    def _browser_by_name(self) -> BrowserSpec | None:
        """The browser, naming itself as ours by a switch.

        A user agent set on a page's context would send client hints of a made-up platform along.
        """
        if self.browser is None:
            return None
        switch = f"--user-agent={self.settings.service.user_agent}"
        return replace(self.browser, args=(*self.browser.args, switch))

    @cached_property
    def market_readers(self) -> Sequence[ContextReader]:
        """Readers of circumstances that know the offers and the decisions in the database."""
        from monitor.bootstrap.market import levels_kept, pasts_kept

        return readers(levels_kept(self.store, self.clock), pasts_kept(self.store, self.clock))

    @cached_property
    def decider(self) -> Decider:
        """How signals and circumstances are weighed."""
        from rules.decision.models import DECIDERS

        return DECIDERS[-1]()

    @cached_property
    def pictures(self) -> "PictureParts":
        """What opens offered pictures and reads their words."""
        from monitor.bootstrap.pictures import PictureParts

        return PictureParts(self.settings.service.words_in_pictures)

    def judge(self, asset_ids: Sequence[str], words_first: int = 0, whose: str = "all") -> "Judge":
        """Matchers prepared for these assets, with decider, and readers of the offer alone.

        whose: what the file is called where the index of many word marks is kept and shared.
        """
        from monitor.bootstrap.recognising import recognition
        from monitor.pipeline.canaries import canaries_of
        from monitor.pipeline.decide import Judge
        from monitor.pipeline.match import PreparedMatchers
        from rules.context.harm import harm_of

        assets = [self.assets[asset_id] for asset_id in asset_ids]
        holders = {holder.id: holder for holder in self.settings.holders}
        images = [image for a in assets for image in (*a.images, *a.prior_designs)]
        pictures = {image.sha256: Path(image.path).read_bytes() for image in images}
        return Judge(
            prepared=PreparedMatchers(matchers(self._marks(whose)), assets, pictures),
            readers=readers(),
            decider=self.decider,
            holders=holders,
            desk=self.pictures.desk(words_first),
            traits=self._traits,
            harm=harm_of,
            recognition=recognition(holders),
            canaries_of=canaries_of(self.settings.sources),
        )

    def _traits(self, offer: "Offer") -> "Sequence[Trait]":
        """What an offer shows of its seller; an authorised shop's pictures and texts are copied."""
        from rules.context.seller import authorised
        from rules.network.traits import own_traits, traits_of

        known = any(authorised(offer, holder) for holder in self.settings.holders)
        return own_traits(offer) if known else traits_of(offer)

    def _marks(self, whose: str) -> Path:
        return self.settings.service.blobs.parent / "marks" / f"{whose}.index"

    @cached_property
    def judges(self) -> "Mapping[str, Judge]":
        """One judge per source; sources with the same assets share one."""
        shared = {plan.asset_ids: source_id for source_id, plan in self.plans.items()}
        made = {
            ids: replace(self.judge(ids, whose=f"source-{whose}"), readers=self.market_readers)
            for ids, whose in shared.items()
        }
        return {source_id: made[plan.asset_ids] for source_id, plan in self.plans.items()}

    @cached_property
    def http(self) -> Http:
        """One guarded request at a time."""
        from spiders.fetch.client import GuardedClient

        return GuardedClient(user_agent=self.settings.service.user_agent)

    @cached_property
    def sealing(self) -> "Sealing":
        """Who signs and stamps the evidence log."""
        from monitor.bootstrap.sealing import Sealing

        return Sealing(self.settings.service, lambda: self.http)

    @cached_property
    def recorder(self) -> Recorder:
        """The evidence recorder with its warm browser."""
        from alerts.evidence.recorder import BundleRecorder
        from spiders.extract import read_page
        from spiders.fetch.browser.proxy import ForwardProxy

        def classify(body: bytes, url: str, status: int | None) -> PageKind:
            return read_page(body, url, status=status).kind

        return BundleRecorder(
            folder=self.settings.service.evidence,
            browser=self._browser_by_name(),
            proxy=ForwardProxy(),
            clock=self.clock,
            classify=classify,
            software=f"rightswatch {version('rightswatch')}",
            blobs=self.blobs,
            notary=self.sealing.notary,
            store=self.sealing.store,
        )

    @cached_property
    def post_office(self) -> "PostOffice":
        """Who writes and sends letters."""
        from monitor.bootstrap.post_office import PostOffice

        return PostOffice(self.settings, lambda: self.http, self.clock)

    def register(self) -> AssetChanges:
        """Make the configured assets the registered ones, and keep the pictures they name.

        What waits for a recipient is looked at again: the rhythm may be another now.
        """
        from monitor.pipeline.register import register

        for asset in self.settings.assets:
            shown = (*asset.images, *asset.prior_designs)
            for image in shown:  # evidence and letters show them as they were
                self.blobs.put(Path(image.path).read_bytes())
        with self.store.transaction() as tx:
            tx.hearings.look_again(self.clock.now())
        return register(
            self.store,
            assets=self.settings.assets,
            sources=self.settings.sources,
            watches=self.settings.watches,
            methods=METHODS,
            now=self.clock.now(),
        )

    def desk_child(self) -> "WorkerPool":
        """The process that serves the officers' desk, started anew whenever it dies."""
        from monitor.runtime.children import WorkerPool

        command = (*COMMAND, "web", "--on-leash")
        return WorkerPool(command, 1, canonical_json(self.settings))
