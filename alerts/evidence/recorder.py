"""BundleRecorder: an order becomes one sealed file in the evidence folder.

A bundle that stands under the order's id is verified and given back, which makes a repeat after a
kill harmless. A page that turned out to be a wall or an error is sealed as just that.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog

from alerts.evidence.bundle import Record, bundle_of, seal
from alerts.evidence.camera import Camera
from alerts.evidence.check import Outcome
from alerts.evidence.cleanliness import Surroundings, record_of
from alerts.evidence.container import unpack
from alerts.evidence.installed import installed
from alerts.evidence.instructions import checksums, instructions
from alerts.evidence.limits import Limits
from alerts.evidence.log_key import KEY_FILE, FileNotary
from alerts.evidence.machine import read_machine
from alerts.evidence.redact import installation_key
from alerts.evidence.seals import seal_files
from alerts.evidence.shelf import Shelf, laid_out
from alerts.evidence.shot import Shot
from alerts.evidence.supplied import is_visited, missing_of
from alerts.evidence.verify import verify_bundle
from monitor.domain.capture import CaptureOrder, EvidenceBundle, Seal
from monitor.domain.errors import CaptureFailed, EvidenceBroken
from monitor.domain.page import PageKind
from monitor.ports.blobs import Blobs
from monitor.ports.browser import BrowserSpec
from monitor.ports.clock import Clock
from monitor.ports.evidence import EvidenceStore
from monitor.ports.http import EgressProxy, EgressRule

log = structlog.get_logger(__name__)

Classify = Callable[[bytes, str, int | None], PageKind]

CAPTURE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
MOST_PICTURES = 64
UNSOUND = frozenset({Outcome.FAILED, Outcome.UNREADABLE})
"""What `verify` says of a damaged file; what it only notes damages nothing."""


@dataclass(kw_only=True)
class BundleRecorder:
    """See ports/recorder.py.

    folder: the evidence folder. classify: what a page is, from its DOM, URL and HTTP status.
    browser None: every bundle is partial. key: of redaction; None = `redaction.key` beside the
    evidence folder, made on first use. notary: whose public key lies beside bundles; None = that
    of `log.key`, there too. blobs: where pictures cited by verdicts lie. store: where bundles go;
    None = into the folder. A browser needs an egress proxy: it may not leave by itself.
    """

    folder: Path
    clock: Clock
    software: str
    classify: Classify
    browser: BrowserSpec | None = None
    proxy: EgressProxy | None = None
    key: bytes | None = None
    blobs: Blobs | None = None
    limits: Limits = field(default_factory=Limits)
    user_agent: str | None = None
    notary: FileNotary | None = None
    store: EvidenceStore | None = None

    def __post_init__(self) -> None:
        """Clear what a killed writer left.

        Raises:
            ValueError: a browser without an egress proxy.
        """
        self._shelf = self.store or Shelf(self.folder)
        self._shelf.clean()
        self._key = self.key or installation_key(self.folder.parent / "redaction.key")
        self._notary = self.notary or FileNotary(self.folder.parent / KEY_FILE)
        self._camera: Camera | None = None
        if self.browser:
            if self.proxy is None:
                message = "a browser needs an egress proxy: hand one in"
                raise ValueError(message)
            self._camera = Camera(self.browser, self.proxy, self.clock, self.limits)

    def record(self, order: CaptureOrder) -> EvidenceBundle:
        """Keep the page and seal it; see the port.

        Raises:
            CaptureFailed: the browser failed and `order.last_try` is not set, or the disk did.
            EvidenceBroken: a file stands under this id and does not verify.
        """
        where = place_of(order)
        standing = self._standing(order, where)
        if standing:
            return standing
        record = self._look(order)
        content = seal(record, self._key)
        path = f"{where}/{order.id}.wacz"
        supplied = order.sighting.supplied
        manual = instructions(order.id, supplied.by if supplied else None)
        files = {f"{order.id}.wacz": content, "VERIFY.txt": manual.encode()}
        if not self._shelf.place(where, {**files, "SHA256SUMS": checksums(files).encode()}):
            standing = self._standing(order, where)
            if standing is None:
                message = f"{where} in the evidence store is taken by something that is no bundle"
                raise EvidenceBroken(message)
            return standing
        bundle = bundle_of(unpack(content), path, content)
        log.info("bundle.sealed", capture=order.id, size=bundle.size, state=bundle.state.value)
        return bundle

    def attach(self, seal: Seal) -> None:
        """Write the seal beside its bundle; see the port.

        Raises:
            CaptureFailed: the bundle is not there, or the disk did not take the files.
            LogKeyRefused: the log's key cannot be used.
        """
        where = seal.bundle.path.rpartition("/")[0]
        self._shelf.replace(where, seal_files(seal, self._notary.public))
        log.info("seal.written", capture=seal.bundle.capture_id, stamps=len(seal.marks))

    def close(self) -> None:
        """Let the browser go."""
        if self._camera:
            self._camera.close()

    def _standing(self, order: CaptureOrder, where: str) -> EvidenceBundle | None:
        path = f"{where}/{order.id}.wacz"
        files = self._shelf.read(where)
        content = files.get(f"{order.id}.wacz")
        if content is None:
            return None
        with laid_out(files) as folder:
            checks = verify_bundle(folder / f"{order.id}.wacz")
        faults = [check.because for check in checks if check.outcome in UNSOUND]
        if faults:
            message = f"{path} stands but does not verify: {faults[0]}"
            raise EvidenceBroken(message)
        return bundle_of(unpack(content), path, content)

    def _look(self, order: CaptureOrder) -> Record:
        started_at, machine = self.clock.now(), read_machine()
        shot, missing = self._shoot(order) if is_visited(order) else (None, [])
        kind = None
        if shot:
            kind = self.classify(shot.dom, shot.final_url, shot.status)
            if kind is not PageKind.LISTING:
                missing.append(f"the browser was shown a page of the kind {kind}, not the offer")
        original = self._original(order)
        missing += missing_of(order, original)
        if order.answer is None and (order.sighting.page or not order.sighting.supplied):
            missing.append("the crawl's answer that caused the verdicts is no longer kept")
        pictures, lacking = self._pictures(order)
        around = shot and Surroundings(machine=machine, programs=installed(), shot=shot)
        return Record(
            order=order,
            shot=shot,
            page_kind=kind,
            missing=(*missing, *lacking),
            software=self.software,
            started_at=shot.started_at if shot else started_at,
            ended_at=shot.ended_at if shot else self.clock.now(),
            pictures=pictures,
            original=original,
            surroundings=record_of(around) if around else None,
        )

    def _original(self, order: CaptureOrder) -> bytes | None:
        """The bytes of a supplied sighting as they were supplied; None when they are not kept."""
        supplied = order.sighting.supplied
        if supplied and supplied.row is not None:
            return supplied.row.encode()
        if supplied is None or self.blobs is None:
            return None
        return self.blobs.get(supplied.original_sha256)

    def _shoot(self, order: CaptureOrder) -> tuple[Shot | None, list[str]]:
        if self._camera is None:
            return None, ["no browser is at hand: screenshot, DOM and traffic are missing"]
        language = order.sighting.offer.language or ""
        locale = language if LANGUAGE.fullmatch(language) else "en-US"
        try:
            shot = self._camera.shoot(
                address_of(order), rules_of(order), locale=locale, user_agent=self.user_agent
            )
        except CaptureFailed as error:
            if not order.last_try:
                raise
            log.warning("capture.partial", capture=order.id, because=str(error))
            return None, [f"the browser could not keep the page: {error}"]
        return shot, []

    def _pictures(self, order: CaptureOrder) -> tuple[dict[str, bytes], list[str]]:
        """Pictures that the verdicts cite: without them nobody could measure again."""
        if self.blobs is None:
            return {}, []
        signals = [signal for verdict in order.verdicts for signal in verdict.signals]
        cited = {digest for s in signals for digest in (s.offered, s.registered) if digest}
        found, lacking = {}, []
        for digest in sorted(cited)[:MOST_PICTURES]:
            content = self.blobs.get(digest)
            if content is None:
                lacking.append(f"the picture {digest} that a verdict cites is not kept")
            else:
                found[digest] = content
        return found, lacking


def place_of(order: CaptureOrder) -> str:
    """Folder of an order's bundle: year and month of the sighting, then the id.

    Raises:
        ValueError: the id cannot be a file name.
    """
    if not CAPTURE_ID.fullmatch(order.id):
        message = f"{order.id!r} cannot name a capture: letters, digits, '.', '_', '-'; at most 100"
        raise ValueError(message)
    seen_at: datetime = order.sighting.seen_at
    return f"{seen_at:%Y/%m}/{order.id}"


def address_of(order: CaptureOrder) -> str:
    """Where the browser goes: what the crawl asked for; the offer's own address behind a feed."""
    page, offer = order.sighting.page, order.sighting.offer
    return page.requested_url if page and not offer.is_told_by_feed else offer.url


def rules_of(order: CaptureOrder) -> dict[str, EgressRule]:
    """What the offer's own host may do; all others stay under the general policy.

    `connect_to` counts for every host ("*"): a staging copy must not reach the live sites.
    """
    rule = EgressRule(
        allow_private_addresses=order.allow_private_addresses, connect_to=order.connect_to
    )
    urls: list[Any] = [address_of(order), order.sighting.offer.url]
    hosts = {urlsplit(url).netloc.rpartition("@")[2].lower() for url in urls}
    rules = {host: rule for host in hosts if host}
    return {**rules, "*": rule} if order.connect_to else rules
