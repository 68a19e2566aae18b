"""How fragments begin that spiders write to tell one page's purposes apart; no server sees them."""

from typing import Final

OURS: Final = "rightswatch-"
FEED: Final = f"{OURS}feed"
"""A feed, followed by what its pages do not tell (feed.py)."""
PLAIN: Final = f"{OURS}plain"
"""A home page whose lists are wanted, because its shop's feed cannot be read."""
