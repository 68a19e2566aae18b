"""Short ways to make the nouns that rules are tested with."""

from datetime import date
from typing import Any

from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.listing import Listing, Offer
from monitor.domain.seller import Seller
from monitor.domain.signal import Ground, Signal

DAY = date(2026, 6, 1)
HOLDER = Holder(id="h", name="Holder Ltd")


def word_mark(text: str, *aliases: str, **more: Any) -> Asset:  # noqa: ANN401
    """A registered word mark."""
    fields: dict[str, Any] = {"id": text.casefold(), "holder_id": "h", **more}
    return Asset(kind=AssetKind.WORD_MARK, text=text, aliases=aliases, **fields)


def offer(title: str | None = None, *, seller: str | None = None, **more: Any) -> Offer:  # noqa: ANN401
    """An offer on market.example."""
    fields: dict[str, Any] = {"url": "https://market.example/dp/1", **more}
    market = fields.pop("market", "market.example")
    return Offer(
        listing=Listing(market=market, listing_id="1"),
        title=title,
        seller=Seller(name=seller) if seller else None,
        **fields,
    )


def literal(title: str, words: str, channel: str = "literal", score: float = 0.95) -> Signal:
    """A signal for `words`, which stand in `title`."""
    start = title.index(words)
    return Signal(
        matcher="text.word_mark/1", ground=Ground.TRADEMARK_USE, channel=channel, score=score,
        field="title", because=f"the title says {words!r}", span=(start, start + len(words)),
    )  # fmt: skip
