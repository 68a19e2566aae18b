"""records: what people write down beside a judgement: steps of notices, custody of what was bought.

Part of review. Writes: the files that come with a step, by their digest; an entry of the evidence
log with the step's own digest, so that a later change of a row would show.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.attachment import Attachment
from monitor.domain.codec import fingerprint
from monitor.pipeline.seals import sign_newest
from monitor.ports.blobs import Blobs
from monitor.ports.clock import Clock
from monitor.ports.notary import Notary
from monitor.ports.store import Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Where records lie, who signs the log, and what time it is."""

    store: Store
    blobs: Blobs
    notary: Notary
    clock: Clock

    def keep(self, name: str, content: bytes) -> Attachment:
        """Keep the bytes of a file that comes with a record; the same bytes are kept once."""
        return Attachment(name=name, sha256=self.blobs.put(content), size=len(content))

    def enter(self, tx: Transaction, number: str, place: int, event: object) -> int:
        """Put the digest of a step into the evidence log; gives the entry's number.

        number, place: of the notice or test purchase, and of the step in its life.
        """
        now: datetime = self.clock.now()
        told = {
            "type": "record",
            "v": 1,
            "number": number,
            "place": place,
            "record_sha256": fingerprint(event),
            "logged_at": now,
        }
        entry = tx.log.append(told, now)
        sign_newest(tx, self.notary, now)
        return entry.index
