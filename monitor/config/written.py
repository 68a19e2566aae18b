"""Files of assets that `rightswatch import` wrote, read by lines of JSON and not by the parser.

Such a line means the same to both, and the parser's events take most of the time that 50,000 marks
cost at each start. Whatever deviates is not read here at all.

Layer: config. Flow: a file's text -> its value, or None and the parser reads it.
"""

import json
import re
from typing import Final

from monitor.config.document import Value
from monitor.config.tree import MAX_NODES

_BEGINS: Final = re.compile(r"# Written by `rightswatch import` [^\n]*\nassets:\n")
_DASH: Final = "  - "


def read_written(text: str) -> Value:
    """The file's value; None for any file that somebody else wrote or changed."""
    begun = _BEGINS.match(text)
    if begun is None or "\\u" in text or "\r" in text or not text.endswith("}\n"):
        return None
    assets: list[Value] = []
    nodes = 3
    for line in text[begun.end() : -1].split("\n"):
        if not line.startswith(_DASH + "{"):
            return None
        try:
            pairs = json.loads(line[len(_DASH) :], object_pairs_hook=_Pairs)
        except (ValueError, RecursionError):
            return None
        asset: dict[str, Value] = dict(pairs)
        if len(asset) != len(pairs) or not all(map(_is_plain, asset.values())):
            return None
        nodes += 1 + sum(1 + (len(one) + 1 if type(one) is list else 1) for one in asset.values())
        assets.append(asset)
    return {"assets": assets} if nodes <= MAX_NODES else None


class _Pairs(list[tuple[str, Value]]):
    """Keys and values of one mapping, repeated ones too."""


def _is_plain(value: Value) -> bool:
    """A text or a list of texts: what the parser would give for it too."""
    if type(value) is list:
        return all(type(one) is str for one in value)
    return type(value) is str
