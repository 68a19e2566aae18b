"""Page bytes -> page kind, offer, links. No network."""

from spiders.extract.cascade import read_page

__all__ = ["read_page"]
