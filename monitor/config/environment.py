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
    expansion = _Expansion(document, environment)
    return expansion.of(value, path), expansion.faults


class _Expansion:
    """One walk through a value; what names an unset variable becomes a fault."""

    def __init__(self, document: Document, environment: Mapping[str, str]) -> None:
        self._document = document
        self._environment = environment
        self.faults: list[ConfigFault] = []

    def of(self, value: Value, at: Path) -> Value:
        if isinstance(value, dict):
            return {key: self.of(entry, (*at, key)) for key, entry in value.items()}
        if isinstance(value, list):
            return [self.of(entry, (*at, index)) for index, entry in enumerate(value)]
        return _REFERENCE.sub(lambda found: self._told(found[1], at), value) if value else value

    def _told(self, name: str | None, at: Path) -> str:
        """What stands for one reference; None = the two dollar signs."""
        if name is None:
            return "$"
        if name not in self._environment:
            problem = f"the environment variable {shown(name)} is not set"
            remedy = "Set it before the start, or write $${...} for the text itself."
            self.faults.append(self._document.fault(at, problem, remedy))
        return self._environment.get(name, "unset")
