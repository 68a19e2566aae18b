"""Which hosts belong to one site. Pure; for fetch and sites alike."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from spiders.extract.identity import is_marketplace, market_of

# Second levels under which whole countries register: shop.co.uk is not co.uk's.
_SECOND_LEVELS: Final = frozenset({
    "ac",
    "co",
    "com",
    "edu",
    "gob",
    "gov",
    "go",
    "net",
    "ne",
    "or",
    "org",
    "nom",
    "web",
    "in",
})


def site_of(url: str) -> str:
    """Registrable domain of a URL's host, lower case; addresses and ports stand for themselves.

    A marketplace is one site, however many domains it has (Taobao sends on to Tmall). A rule of
    thumb, used for "is this still the same shop", never for security.
    """
    if is_marketplace(url):
        return market_of(url) or ""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if "." not in host or _is_address(host):
        return parts.netloc.rpartition("@")[2].lower()
    labels = host.split(".")
    country = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS
    return ".".join(labels[-3:] if country else labels[-2:])


def same_host(one: str, other: str) -> bool:
    """Tell whether two URLs are of one host and port, "www." or not."""
    hosts = (urlsplit(url).netloc.rpartition("@")[2].lower() for url in (one, other))
    return len({host.removeprefix("www.") for host in hosts}) == 1


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def same_site(one: str, other: str) -> bool:
    """Tell whether two URLs belong to one site."""
    return site_of(one) == site_of(other)
