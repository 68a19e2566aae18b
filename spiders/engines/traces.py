"""Traces of shop software on a page: several together are proof, one alone is not. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from monitor.domain.page import Page

SURE: Final = 0.6
"""Confidence from which a page counts as the software's: no single trace reaches it."""
LOOKED_AT: Final = 400_000
"""Bytes of a page that are searched."""

Trace = tuple[float, re.Pattern[bytes]]
"""Weight, and what the page holds then."""
HeaderTrace = tuple[float, str, str]
"""Weight, and the header that is there then, holding the word in lower case."""


def linked(path: bytes) -> re.Pattern[bytes]:
    """Something the page loads or links to, by a pattern of its address."""
    return re.compile(rb"""(?:src|href|content)=["'][^"'<>\s]{0,200}?""" + path)


def classed(name: bytes) -> re.Pattern[bytes]:
    """An element by a pattern of one of its class names."""
    return re.compile(rb"""class=["'][^"'<>]{0,200}?\b(?:%s)""" % name)


def generated_by(name: bytes) -> re.Pattern[bytes]:
    """The meta element by which software names itself."""
    return re.compile(rb"""<meta\b[^>]{0,80}?content=["']%s""" % name)


def weigh(page: Page, traces: Iterable[Trace], headers: Iterable[HeaderTrace] = ()) -> float:
    """Confidence 0.0..1.0: the weights of all traces that the page bears, summed."""
    body = page.body[:LOOKED_AT]
    borne = sum(weight for weight, pattern in traces if pattern.search(body))
    for weight, name, word in headers:
        value = page.header(name)
        borne += weight if value is not None and word in value.lower() else 0.0
    return min(borne, 1.0)
