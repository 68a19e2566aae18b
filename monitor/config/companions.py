"""Files that the configuration names: pictures, certificates, passwords, papers.

Layer: config. Flow: a Configuration -> paths, for whoever keeps the configuration as a whole.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from monitor.config.building import absolute
from monitor.config.loading import Configuration

_LONGEST_NAME: Final = 1000
_OF_THE_MACHINE: Final = {"executable"}
"""Keys of files that belong to a machine, not to an installation."""


def companions(configuration: Configuration) -> Sequence[Path]:
    """Every file there is that a value of the configuration is the path of, in order."""
    draft = configuration.draft
    entries = [*draft.holders, *draft.assets, *draft.sources, *draft.recipients]
    served = [draft.service] if draft.service else []
    named = {
        path: None
        for entry in (*served, *entries)
        for text in _texts(entry.model)
        if (path := absolute(entry.folder, text)).is_file()
    }
    return list(named)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any value of a model
    """Every text below a value that may be a path."""
    if isinstance(value, str):
        if "." in value and len(value) < _LONGEST_NAME and "\0" not in value:
            yield value
    elif isinstance(value, BaseModel):
        for key, inner in value:
            if key not in _OF_THE_MACHINE:
                yield from _texts(inner)
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
