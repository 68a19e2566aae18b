"""Where evidence lies, and who signs and stamps its log, in one installation."""

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from monitor.domain.errors import StoreRefused
from monitor.ports.http import EgressRule, Http
from monitor.ports.notary import Authority

if TYPE_CHECKING:
    from alerts.evidence.chain import Roots
    from alerts.evidence.log_key import FileNotary
    from alerts.evidence.notes import PublicKey
    from monitor.config.settings import ServiceSettings
    from monitor.pipeline.retention import Archive
    from monitor.ports.clock import Clock
    from monitor.ports.evidence import EvidenceStore
    from monitor.ports.recorder import Recorder
    from monitor.ports.store import Store
    from monitor.runtime.lease import Owner

Step = Callable[[], int]

MOST_ROUNDS: Final = 1_000
"""Of asking and writing as a pass ends; one writes the seals of 20 bundles."""


class Sealing:
    """The store of evidence, the key of its log, and the authorities that stamp it."""

    def __init__(self, service: "ServiceSettings", http: Callable[[], Http]) -> None:
        self._service = service
        self._http = http

    @cached_property
    def notary(self) -> "FileNotary":
        """Signs the evidence log; its key lies beside the evidence folder, not in it."""
        from alerts.evidence.log_key import KEY_FILE, FileNotary

        return FileNotary(self._service.evidence.parent / KEY_FILE)

    @cached_property
    def store(self) -> "EvidenceStore":
        """Where bundles and their seals lie.

        Raises:
            StoreRefused: a bucket is configured, and what speaks to buckets is not installed.
        """
        bucket = self._service.evidence_bucket
        if bucket is None:
            from alerts.evidence.shelf import Shelf

            return Shelf(self._service.evidence)
        try:
            from alerts.evidence.s3 import Bucket, BucketShelf
        except ModuleNotFoundError as error:
            message = 'service.evidence_bucket needs an extra: pip install "rightswatch[s3]"'
            raise StoreRefused(message) from error

        is_plain = (bucket.endpoint or "").startswith("http:")  # allowed when it was read
        return BucketShelf(
            Bucket(
                name=bucket.name,
                prefix=bucket.prefix,
                endpoint=bucket.endpoint,
                region=bucket.region,
                access_key=bucket.access_key,
                secret_key=bucket.secret_key,
                allow_http=is_plain,
            )
        )

    @property
    def keys(self) -> "tuple[PublicKey, ...]":
        """Keys that the log is or was signed with, as far as their files are there."""
        from alerts.evidence.log_key import known_keys

        return known_keys(self._service.evidence.parent)

    @property
    def roots(self) -> "Roots":
        """Root certificates of all authorities; a file that cannot be read raises ValueError."""
        from alerts.evidence.chain import read_roots

        return tuple(root for one in self._service.timestamps for root in read_roots(one.root))

    @cached_property
    def authorities(self) -> Mapping[str, Authority]:
        """Time-stamp authorities by name."""
        from alerts.evidence.authority import HttpAuthority

        return {
            one.id: HttpAuthority(
                name=one.id,
                url=one.url,
                root=one.root,
                http=self._http(),
                rule=EgressRule(allow_private_addresses=one.allow_private_addresses),
            )
            for one in self._service.timestamps
        }

    def steps(
        self, store: "Store", recorder: Callable[[], "Recorder"], owner: "Owner", clock: "Clock"
    ) -> tuple[Step, Step]:
        """The step that stamps in its rhythm, and the one that stamps at once, as a pass ends.

        recorder: made when there is a seal to write.
        """
        from monitor.pipeline.seals import sign_due, stamp_due, write_seals

        one_at_a_time = threading.Lock()  # a pass ends while the tick may be asking an authority

        def stamp(*, at_once: bool) -> int:
            with one_at_a_time:
                done = int(sign_due(store, self.notary, clock))
                if self.authorities:
                    with owner.claim("stamps") as lease:
                        done += stamp_due(store, self.authorities, lease, clock, at_once=at_once)
                with store.transaction() as tx:
                    behind = bool(tx.captures.seals_due(1))
                return done + (write_seals(store, recorder()) if behind else 0)

        def stamp_all() -> int:
            """Until nothing is left to ask or to write; what an authority refused waits."""
            rounds = (stamp(at_once=True) for _ in range(MOST_ROUNDS))
            return sum(takewhile(bool, rounds))

        return lambda: stamp(at_once=False), stamp_all

    def archive(self, store: "Store", clock: "Clock") -> "Archive":
        """Where evidence and its log lie, for whoever keeps it or lets it go."""
        from monitor.pipeline.retention import Archive

        return Archive(store=store, evidence=self.store, notary=self.notary, clock=clock)

    def deletion(self, store: "Store", clock: "Clock") -> Step:
        """The step that deletes what was kept for as long as the configuration says."""
        from monitor.domain.case import CaseState
        from monitor.pipeline.retention import delete_expired

        told = self._service.retention
        days = {
            CaseState.CONFIRMED: told.confirmed_days,
            CaseState.DISMISSED: told.dismissed_days,
            CaseState.LICENSED: told.licensed_days,
        }
        keep = {state: timedelta(days=count) for state, count in days.items() if count is not None}
        return lambda: delete_expired(self.archive(store, clock), keep)
