"""Which domains are asked for: look-alike names times endings, ranked, within a budget.

Layer: spiders.domains, pure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import idna

from spiders.domains.changes import Change, changes
from spiders.domains.words import ENDINGS
from spiders.hosts import site_of

MOST: Final = 2_000
"""Domains asked for of one own domain."""
INTERNATIONAL_MARK: Final = "xn--"
INTERNATIONAL: Final = frozenset({"com", "net", "org", "info", "shop", "store", "eu", "de", "cc"})
"""Endings that take letters beyond ASCII and are used with them."""
AT_HOME: Final = 0.3
"""What the own ending adds: all kinds of change come under it before rare endings are tried."""
LEAST: Final = 0.3
"""Below it nobody looks: 2,000 candidates end far above."""
SHORTEST: Final = 3
"""Letters of a name; changes of shorter ones are other people's names."""

_GOODS: Final = re.compile(r"[a-z]{3,15}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A domain that may look like the own one. because: how it was made, for people."""

    domain: str
    kind: str
    weight: float
    because: str


def candidates(
    own_url: str, excluded: Iterable[str] = (), goods: Iterable[str] = (), most: int = MOST
) -> list[Candidate]:
    """Look-alikes of a URL's domain, the likeliest first, at most `most`.

    excluded: domains that are the holder's or licensed; neither they nor what lies under them is
    given. goods: plain words for what is sold under the name. None for an address, or a name of
    under three letters; of a name in other letters, only its other endings.
    """
    name, ending = parts_of(own_url)
    if len(name) < SHORTEST:
        return []
    shut = {site_of(f"http://{_ascii(domain)}/") for domain in (*excluded, f"{name}.{ending}")}
    words = tuple(dict.fromkeys(word for word in goods if _GOODS.fullmatch(word)))
    found: dict[str, Candidate] = {}
    for candidate in _all(name, ending, words):
        known = found.get(candidate.domain)
        if candidate.domain in shut or (known and known.weight >= candidate.weight):
            continue
        found[candidate.domain] = candidate
    ranked = sorted(found.values(), key=lambda one: (-one.weight, one.domain))
    return ranked[:most]


def parts_of(url: str) -> tuple[str, str]:
    """Name and ending of a URL's domain, ASCII: ("vellorine", "co.uk"); empty for an address."""
    host = _ascii((urlsplit(url).hostname or "").lower())
    name, _, ending = site_of(f"http://{host}/").partition(".")
    is_name = bool(ending) and ":" not in host and not host.replace(".", "").isdigit()
    return (name, ending) if is_name and host.isascii() else ("", "")


def _ascii(host: str) -> str:
    """A host as DNS knows it; one that it cannot know stays as it is."""
    try:
        return host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return host


def _all(name: str, own_ending: str, goods: tuple[str, ...]) -> Iterator[Candidate]:
    """Every change under the own ending; under others the likelier, the rarer the ending."""
    others = {ending: max(0.93**rank, 0.02) for rank, ending in enumerate(ENDINGS)}
    others.pop(own_ending, None)
    for ending, weight in others.items():
        because = f"{name} under .{ending}"
        yield Candidate(f"{name}.{ending}", "other ending", 0.55 + 0.45 * weight, because)
    if name.startswith(INTERNATIONAL_MARK):
        return  # misspelling the encoded letters misspells nothing
    ranked = changes(name, goods)
    for change in ranked:
        yield _under(change, own_ending, AT_HOME + (1.0 - AT_HOME) * change.weight)
    for ending, weight in others.items():
        for change in ranked:
            if change.weight * weight < LEAST:
                break
            if not change.name.startswith(INTERNATIONAL_MARK) or ending in INTERNATIONAL:
                yield _under(change, ending, change.weight * weight)


def _under(change: Change, ending: str, weight: float) -> Candidate:
    because = f"{change.kind}: {change.because}, under .{ending}"
    return Candidate(f"{change.name}.{ending}", change.kind, weight, because)
