"""Rights that nothing is compared with, and marks of which too little is said: one warning each.

Layer: config. Flow: a Draft -> warnings for `rightswatch check`, told at the first asset concerned.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from monitor.config.entries import Draft, Entry
from monitor.config.rights_shape import AssetEntry
from monitor.domain.asset import AssetKind
from monitor.domain.errors import ConfigFault

Compared = Mapping[AssetKind, Collection[str]]
"""Kind of right -> the keys that matchers compare, of which one is enough."""

MOST_NAMED: Final = 5

_WORDS: Final = {AssetKind.WORD_MARK, AssetKind.COMBINED_MARK}


def uncompared(draft: Draft, compared: Compared) -> Iterator[ConfigFault]:
    """Assets that no matcher can report."""
    silent = [asset for asset in draft.assets if not _is_compared(asset.model, compared)]
    if silent:
        names = _named([f"{a.model.id} ({a.model.kind.value})" for a in silent])
        problem = f"registered, but nothing compares offers with it yet: {names}"
        remedy = (
            "`rightswatch match`, `once` and `run` will not report it. Data rights wait for a "
            "matcher; patents and utility models need `claims`, other rights `images`."
        )
        yield silent[0].fault((), problem, remedy)


def _is_compared(model: AssetEntry, compared: Compared) -> bool:
    return any(getattr(model, key) for key in compared.get(model.kind, ()))


def unclassed(draft: Draft) -> Iterator[ConfigFault]:
    """Marks with words but without the goods they are registered for."""
    bare = [
        asset for asset in _marks(draft) if not (asset.model.goods and asset.model.nice_classes)
    ]
    if bare:
        names = _named([asset.model.id for asset in bare])
        problem = f"words without `goods` or `nice_classes`: {names}"
        remedy = (
            "Add both: without them offers of other goods are told apart badly, and about three "
            "times as many false alarms are raised."
        )
        yield bare[0].fault((), problem, remedy)


def undeclared(draft: Draft, is_common: Callable[[str], bool]) -> Iterator[ConfigFault]:
    """Marks of ordinary words alone, of which nobody said whether they are that."""
    plain = [
        asset
        for asset in _marks(draft)
        if "dictionary_word" not in asset.model.model_fields_set
        and all(is_common(word) for word in (asset.model.text or "").casefold().split())
    ]
    if plain:
        names = _named([f"{asset.model.id} ({asset.model.text})" for asset in plain])
        problem = f"ordinary words, but `dictionary_word` is not written: {names}"
        remedy = "Write `dictionary_word: true`, or false if buyers know it as a name alone."
        yield plain[0].fault((), problem, remedy)


def _marks(draft: Draft) -> Iterator[Entry[AssetEntry]]:
    return (asset for asset in draft.assets if asset.model.kind in _WORDS and asset.model.text)


def _named(names: Sequence[str]) -> str:
    """The first few, and how many more."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
