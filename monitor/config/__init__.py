"""One YAML file -> validated settings, with every mistake at its line and column."""

from monitor.config.loading import load
from monitor.config.settings import (
    BrowserSettings,
    CrawlSettings,
    ServiceSettings,
    Settings,
    SmtpSettings,
    SmtpTls,
)

__all__ = [
    "BrowserSettings",
    "CrawlSettings",
    "ServiceSettings",
    "Settings",
    "SmtpSettings",
    "SmtpTls",
    "load",
]
