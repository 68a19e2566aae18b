"""What a rendered page does not load: resources that hold no text of an offer. Pure.

Pictures are fetched by their URL where they are evidence; fonts, media and what only counts
visitors never are. This saves work; the boundary is the egress proxy.
"""

from typing import Final
from urllib.parse import urlsplit

SKIPPED: Final = frozenset({
    "cspreport",
    "cspviolationreport",
    "font",
    "image",
    "manifest",
    "media",
    "ping",
    "prefetch",
    "texttrack",
})
"""Kinds as Playwright names them; "ping" is what `sendBeacon` and `<a ping>` send."""

COUNTERS: Final = frozenset({
    "2mdn.net",
    "adnxs.com",
    "adsrvr.org",
    "amplitude.com",
    "bat.bing.com",
    "chartbeat.com",
    "clarity.ms",
    "cnzz.com",
    "connect.facebook.net",
    "criteo.com",
    "criteo.net",
    "crwdcntrl.net",
    "demdex.net",
    "doubleclick.net",
    "fullstory.com",
    "google-analytics.com",
    "googleadservices.com",
    "googlesyndication.com",
    "googletagmanager.com",
    "googletagservices.com",
    "heapanalytics.com",
    "hm.baidu.com",
    "hotjar.com",
    "intercom.io",
    "klaviyo.com",
    "matomo.cloud",
    "mc.yandex.ru",
    "mixpanel.com",
    "mouseflow.com",
    "newrelic.com",
    "nr-data.net",
    "omtrdc.net",
    "outbrain.com",
    "pinimg.com",
    "quantserve.com",
    "scorecardresearch.com",
    "segment.com",
    "segment.io",
    "sentry.io",
    "snap.licdn.com",
    "taboola.com",
    "tiqcdn.com",
    "zdassets.com",
})
"""Hosts, with all below them, that count visitors, advertise or chat."""


def holds_no_offer(kind: str, url: str) -> bool:
    """Tell whether a resource of a page can be left out. kind: Playwright's resource type."""
    if kind in SKIPPED:
        return True
    if kind == "document":
        return False
    host = (urlsplit(url).hostname or "").lower()
    labels = host.split(".")
    return any(".".join(labels[start:]) in COUNTERS for start in range(len(labels) - 1))
