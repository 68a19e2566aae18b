"""Ids that entries give themselves, and the ids and patterns by which others mean them.

Read from the written values, so that a mistake elsewhere in an entry neither hides its references
nor makes references to it look wrong.

Layer: config. Flow: Draft notes every entry -> loading asks for the faults.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import filter as matching_shell
from typing import Final

from monitor.config.document import Document, Path, Value
from monitor.config.words import listed, nearest, nearest_few, shown
from monitor.domain.errors import ConfigFault

# A hint costs about 1 ms with 5,000 names; who needs more has the wrong list.
MAX_HINTS: Final = 200

_NAMED_BY: Final = {"recipients": "email", "people": "email"}
_REFERS: Final = {
    "assets": {"holder": "holders"},
    "watches": {"source": "sources", "assets": "assets"},
    "recipients": {"assets": "assets", "sources": "sources", "escalate_to": "recipients"},
    "people": {"holders": "holders"},
}
_ONE: Final = {
    "holders": "holder",
    "assets": "asset",
    "sources": "source",
    "recipients": "recipient",
}
_BY_PATTERN: Final = {"assets", "sources"}


def chosen(pattern: str, names: Mapping[str, object] | Iterable[str]) -> list[str]:
    """The names that a shell pattern means, in their order."""
    if not any(sign in pattern for sign in "*?["):
        return [pattern] if pattern in names else []
    return matching_shell(names, pattern)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, and where it is written."""

    name: str
    document: Document
    path: Path

    def fault(self, problem: str, remedy: str) -> ConfigFault:
        """A mistake at the name."""
        return self.document.fault(self.path, problem, remedy)

    def where(self) -> str:
        """file:line."""
        return f"{self.document.file}:{self.document.place_of(self.path).line + 1}"


@dataclass(slots=True)
class Names:
    """given: per list, id -> where it was first given. meant: per list, the references to it."""

    given: dict[str, dict[str, Mention]] = field(default_factory=dict)
    meant: dict[str, list[Mention]] = field(default_factory=dict)
    repeated: list[ConfigFault] = field(default_factory=list)

    def note(self, section: str, value: Value, document: Document, path: Path) -> None:
        """Take the names in one entry of a list."""
        if not isinstance(value, dict):
            return
        key = _NAMED_BY.get(section, "id")
        if isinstance(name := value.get(key), str):
            self._give(section, key, Mention(name.strip(), document, (*path, key)))
        for key, target in _REFERS.get(section, {}).items():
            written = value.get(key)
            names = enumerate(written) if isinstance(written, list) else [(None, written)]
            for index, name in names:
                at = (*path, key) if index is None else (*path, key, index)
                self._mean(target, name, document, at)
        canaries = value.get("canaries")
        for index, canary in enumerate(canaries if isinstance(canaries, list) else ()):
            if isinstance(canary, dict):
                at = (*path, "canaries", index, "asset")
                self._mean("assets", canary.get("asset"), document, at)

    def _mean(self, section: str, name: Value, document: Document, path: Path) -> None:
        if isinstance(name, str):
            self.meant.setdefault(section, []).append(Mention(name.strip(), document, path))

    def _give(self, section: str, key: str, mention: Mention) -> None:
        first = self.given.setdefault(section, {}).setdefault(mention.name, mention)
        if first is not mention:
            problem = f"{shown(mention.name)} is there already, at {first.where()}"
            self.repeated.append(mention.fault(problem, f"Give each entry its own {key}."))

    def faults(self) -> Iterator[ConfigFault]:
        """Repeated ids, and references that mean nothing."""
        yield from self.repeated
        hints = MAX_HINTS
        for section, mentions in self.meant.items():
            known = self.given.get(section, {})
            for mention in mentions:
                by_pattern = section in _BY_PATTERN
                if by_pattern and (mention.name == "*" or chosen(mention.name, known)):
                    continue
                if mention.name not in known:
                    hints -= 1
                    yield _nobody(mention, _ONE[section], known if hints >= 0 else {})


def _nobody(mention: Mention, kind: str, known: Mapping[str, object]) -> ConfigFault:
    name = mention.name
    if not known:
        remedy = f"Write the id of {'an' if kind == 'asset' else 'a'} {kind} of this configuration."
    elif near := nearest(name, known):
        remedy = f"Did you mean {near}?"
    elif few := nearest_few(name, known):
        remedy = f"Nearest: {listed(few)}."
    else:
        remedy = f"There are: {_some(known)}."
    return mention.fault(f"there is no {kind} {shown(name)}", remedy)


def _some(names: Iterable[str]) -> str:
    """At most five names."""
    ordered = sorted(names)
    more = [f"{len(ordered) - 5} more"] if len(ordered) > 5 else []
    return listed([*ordered[:5], *more])
