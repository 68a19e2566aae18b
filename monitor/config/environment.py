"""`${NAME}` in the texts of `service:` becomes the environment variable; `$$` is one dollar sign.

Layer: config.
"""

import re
from collections.abc import Mapping
from typing import Final

from monitor.config.document import Document, Path, Value
from monitor.config.words import shown
from monitor.domain.errors import ConfigFault

_REFERENCE: Final = re.compile(r"\$\$|\$\{([^}]*)\}")


def expanded(
    value: Value, document: Document, path: Path, environment: Mapping[str, str]
) -> tuple[Value, list[ConfigFault]]:
    """A copy of `value` with all references replaced, and a fault for each that cannot be."""
    faults: list[ConfigFault] = []

    def expand(inner: Value, at: Path) -> Value:
        if isinstance(inner, dict):
            return {key: expand(entry, (*at, key)) for key, entry in inner.items()}
        if isinstance(inner, list):
            return [expand(entry, (*at, index)) for index, entry in enumerate(inner)]
        return _REFERENCE.sub(lambda found: replace(found, at), inner) if inner else inner

    def replace(found: re.Match[str], at: Path) -> str:
        name: str | None = found[1]
        if name is None:
            return "$"
        if name not in environment:
            remedy = "Set it before the start, or write $${...} for the text itself."
            faults.append(
                document.fault(at, f"the environment variable {shown(name)} is not set", remedy)
            )
        return environment.get(name, "unset")

    return expand(value, path), faults
