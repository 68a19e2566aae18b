"""Small files beside a bundle, read with suspicion.

Layer: evidence.
"""

import stat
from pathlib import Path

from alerts.evidence.seals import AUTHORITY
from alerts.evidence.timestamp import LARGEST_TOKEN


def read_beside(path: Path, name: str, most: int = LARGEST_TOKEN) -> bytes | None:
    """A small plain file beside a bundle; None when it is not there.

    Raises:
        ValueError: it is something else, or too large, or cannot be read.
    """
    file = path.parent / name
    try:
        facts = file.lstat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > most:
            message = f"{name} is no small plain file"
            raise ValueError(message)
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        message = f"{name}: {error}"
        raise ValueError(message) from error


def token_names(path: Path) -> list[str]:
    """Names of the tokens that lie beside a bundle, one an authority."""
    head, tail = f"{path.stem}.", ".tsr"
    names = [
        file.name
        for file in path.parent.iterdir()
        if file.name.startswith(head) and file.name.endswith(tail)
    ]
    return sorted(n for n in names if AUTHORITY.fullmatch(n[len(head) : -len(tail)]))
