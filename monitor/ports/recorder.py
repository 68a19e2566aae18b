"""Recorder: keeps what a page showed, as one sealed file."""

from typing import Protocol

from monitor.domain.capture import CaptureOrder, EvidenceBundle


class Recorder(Protocol):
    """Captures and seals."""

    def record(self, order: CaptureOrder) -> EvidenceBundle:
        """Keep the page and seal it; a bundle already sealed under this id is given back as it is.

        Raises:
            CaptureFailed: the browser failed and `order.last_try` is not set.
            EvidenceBroken: a file stands under this id and does not verify.
        """
        ...

    def close(self) -> None:
        """Let the browser go."""
        ...
