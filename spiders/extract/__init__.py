"""Page bytes -> page kind, offer, links. No network."""

from spiders.extract.cascade import classify_page, read_page

__all__ = ["classify_page", "read_page"]
