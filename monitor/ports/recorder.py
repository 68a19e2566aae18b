"""Recorder: keeps what a page showed, as one sealed file."""

from typing import Protocol

from monitor.domain.capture import CaptureOrder, EvidenceBundle, Seal


class Recorder(Protocol):
    """Captures and seals."""

    def record(self, order: CaptureOrder) -> EvidenceBundle:
        """Keep the page and seal it; a bundle already sealed under this id is given back as it is.

        Raises:
            CaptureFailed: the browser failed and `order.last_try` is not set.
            EvidenceBroken: a file stands under this id and does not verify.
        """
        ...

    def attach(self, seal: Seal) -> None:
        """Write the seal beside its bundle, in place of an earlier one; twice is harmless.

        Raises:
            CaptureFailed: the bundle is not there, or the disk did not take the files.
        """
        ...

    def close(self) -> None:
        """Let the browser go."""
        ...
