"""EvidenceStore: where sealed evidence lies."""

from collections.abc import Iterator, Mapping
from typing import Protocol


class EvidenceStore(Protocol):
    """Folders of files, each folder made once and whole. Safe to use from many processes.

    where: a folder's relative name, "2026/03/RW-000021-33". Its bundle is the file of the last
    part of that name and `.wacz`; what else lies there are seals, which may be replaced.
    """

    def place(self, where: str, files: Mapping[str, bytes]) -> bool:
        """Make the folder with these files; False when its bundle stands already.

        Raises:
            CaptureFailed: they were not taken; nothing is found there, or at least the bundle.
        """
        ...

    def replace(self, where: str, files: Mapping[str, bytes]) -> None:
        """Put files into a folder, each whole and in turn, in place of earlier ones.

        Raises:
            CaptureFailed: the folder is not there, or they were not taken.
        """
        ...

    def read(self, where: str) -> Mapping[str, bytes]:
        """All files of a folder by name; empty when it is not there.

        Raises:
            CaptureFailed: the store cannot be reached or read.
        """
        ...

    def remove(self, where: str) -> bool:
        """Remove a folder for good, its bundle last; False when it is not there.

        Raises:
            CaptureFailed: it could not be removed; part of its seals may be gone.
        """
        ...

    def folders(self) -> Iterator[str]:
        """Names of all folders, in order.

        Raises:
            CaptureFailed: the store cannot be reached or read.
        """
        ...

    def clean(self) -> int:
        """Clear away what writers left that were killed; gives how many folders."""
        ...
