"""Files of rights.d/ that a program writes: compared with what they held, and written anew.

Layer: config. Flow: entries of an import -> Differences -> rights.d/NAME-001.yaml and so on.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from monitor.config.crosscheck import crosscheck
from monitor.config.document import Document, Spot, Value
from monitor.config.entries import Draft, Entry
from monitor.config.faults import translate
from monitor.config.loading import INCLUDES, Configuration
from monitor.config.rights_shape import AssetEntry
from monitor.domain.errors import ConfigFault

MOST_ASSETS: Final = 3_500
MOST_NODES: Final = 300_000
"""Of one file: the reader takes 400,000 keys and values, and 5 MB."""
MOST_BYTES: Final = 4_000_000

Values = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """By id. changed: key -> (before, now)."""

    added: Sequence[str]
    changed: Mapping[str, Mapping[str, tuple[Any, Any]]]
    removed: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.changed or self.removed)


def files_of(config: Path, name: str) -> list[Path]:
    """The files that an import of this name has written."""
    return sorted((config.parent / INCLUDES).glob(f"{name}-[0-9][0-9][0-9].yaml"))


def split(configuration: Configuration, own: Sequence[Path]) -> tuple[list[Any], list[Any]]:
    """Entries of assets in these files, and all others."""
    names = {str(path) for path in own}
    mine = [entry for entry in configuration.draft.assets if entry.document.file in names]
    others = [entry for entry in configuration.draft.assets if entry.document.file not in names]
    return mine, others


def checked(values: Values, file: str, line: int) -> Entry[AssetEntry] | list[ConfigFault]:
    """One asset as the configuration would take it, or every mistake in it, at its line."""
    document = Document(file=file, value=values, places=lambda: Spot(line - 1, 0))
    try:
        model = AssetEntry.model_validate(values)
    except ValidationError as error:
        return translate(error.errors(include_url=False), AssetEntry, document, ())
    return Entry(model=model, document=document, path=(), folder=Path(file).parent)


def inconsistent(entries: Sequence[Entry[AssetEntry]]) -> list[ConfigFault]:
    """Mistakes that single keys of an asset do not show, such as dates that run backwards."""
    return crosscheck(Draft(assets=list(entries)))


def differences(before: Mapping[str, AssetEntry], now: Mapping[str, AssetEntry]) -> Differences:
    """What an import would change."""
    changed = {}
    for id_, new in now.items():
        old = before.get(id_)
        if old is not None and old != new:
            keys = [
                key for key in AssetEntry.model_fields if getattr(old, key) != getattr(new, key)
            ]
            changed[id_] = {key: (getattr(old, key), getattr(new, key)) for key in keys}
    return Differences(
        added=[id_ for id_ in now if id_ not in before],
        changed=changed,
        removed=[id_ for id_ in before if id_ not in now],
    )


def write(config: Path, name: str, assets: Sequence[Values], note: str) -> list[Path]:
    """Write the files of an import anew, each in one step; gives their paths.

    A kill between two files may leave an asset in both: the next import of the name mends it, and
    `check` tells it meanwhile.
    """
    folder = config.parent / INCLUDES
    folder.mkdir(exist_ok=True)
    written = []
    for number, part in enumerate(_parts(assets), 1):
        path = folder / f"{name}-{number:03}.yaml"
        _replace(path, f"# {note}\nassets:\n" + "".join(part))
        written.append(path)
    for path in files_of(config, name):
        if path not in written:
            path.unlink()
    return written


def _parts(assets: Sequence[Values]) -> Iterator[list[str]]:
    """Lines of files, none larger than the reader takes."""
    part: list[str] = []
    nodes = size = 0
    for values in assets:
        line = f"  - {json.dumps(values, ensure_ascii=False)}\n"
        many = sum(1 + (len(one) if isinstance(one, list) else 1) for one in values.values())
        length = len(line.encode())
        full = len(part) == MOST_ASSETS or nodes + many > MOST_NODES or size + length > MOST_BYTES
        if part and full:
            yield part
            part, nodes, size = [], 0, 0
        part.append(line)
        nodes, size = nodes + many, size + length
    if part:
        yield part


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with draft.open("x", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
