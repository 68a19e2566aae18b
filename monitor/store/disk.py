"""When bytes are on the disk: the kernel's word for it, for one file or for many at once.

Each fsync writes the file system's journal once, so many files wait for it as often. `syncfs`
writes it once for all. Packed pages eight at a time, ms a page: 0.3 to 0.5 of CPU and 2 to 5 of
wall with an fsync each, 0.1 and 0.2 to 0.8 together (ext4, a loaded 2-core machine, 3 rounds).
Source: syncfs(2), which tells of failed writes since Linux 5.8 only: before that each file is
fsynced.
"""

import ctypes
import functools
import os
import platform
import re
from collections.abc import Callable
from pathlib import Path

ENOUGH = 3
"""Files from which on it pays to sync them together: what else waits for the disk goes along."""


@functools.cache
def _syncfs() -> Callable[[int], int] | None:
    """The system call that tells of its failures; None where there is none."""
    version = re.match(r"(\d+)\.(\d+)", platform.release())
    told = version and (int(version[1]), int(version[2])) >= (5, 8)
    if platform.system() != "Linux" or not told:
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


def syncs_together(files: int) -> bool:
    """Whether so many files had better be synced by `sync_together`."""
    return files >= ENOUGH and _syncfs() is not None


def sync_together(folder: int) -> None:
    """Return when all that was written to the folder's file system is on the disk.

    folder: a handle opened before the first of these writes, so that failures of them are told.

    Raises:
        OSError: it is not.
    """
    syncfs = _syncfs()
    if syncfs is None:
        os.sync()
    elif syncfs(folder):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def sync_folder(folder: str | Path) -> None:
    """Return when the folder's own entries are on the disk.

    Raises:
        OSError: they are not.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
