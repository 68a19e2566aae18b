"""One row of a table, or one line of JSON, as an offer: strict, for a wrong row is worse than none.

Layer: spiders.imports, pure.
Flow: written values -> Row -> Offer; whatever does not hold says which column and what to write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NoReturn

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Listing, Offer, Price
from monitor.domain.seller import Seller
from spiders.extract.currency import iso_code
from spiders.extract.identity import listing_identity, market_of, marketplace_listing
from spiders.extract.money import read_amount
from spiders.imports.reading import web_address

COLUMNS: Final = (
    "market",
    "listing_id",
    "url",
    "title",
    "description",
    "brand",
    "category",
    "condition",
    "price",
    "currency",
    "seller",
    "seller_id",
    "images",
    "language",
    "ships_to",
    "file",
    "captured_at",
)
OF_A_PAGE: Final = frozenset({"file", "url", "captured_at"})
"""What a row may say of a saved page: all else is read from the page."""
LONGEST: Final = 20_000
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_SHORTENED: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+")
_WITH_FRACTION: Final = re.compile(r"\d{6,}[.,]0+")
_ROUNDED: Final = re.compile(r"\d{15}00+")
"""A spreadsheet keeps 15 digits of a number and writes zeros for the others."""
_PRICE: Final = re.compile(r"\d{1,12}(?:\.(?:\d{1,2}|\d{4,6}))?|0\.\d{3}")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,2}")
_SIGN: Final = re.compile(r"^[A-Z]{0,3}[¥￥$€£₽₩]|[¥￥$€£₽₩元円]$")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LAND: Final = re.compile(r"[A-Za-z]{2}")
_FORMULA: Final = re.compile(r'="(.*)"', re.DOTALL)


Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one row says. images: local paths or addresses, as written. file: of a saved page."""

    offer: Offer | None
    images: tuple[str, ...] = ()
    file: str | None = None
    url: str | None = None
    captured_at: datetime | None = None


def read_row(values: Values, market: str | None = None) -> Row:
    """One row. Values are texts; images and ships_to may be tuples. market: where it names none.

    Raises:
        ImportRefused: a value does not hold; the problem names its column.
    """
    return _Reader(values, market).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the written values of one row."""

    _values: Values
    _market: str | None

    def read(self) -> Row:
        if self._text("file"):
            return self._page_row()
        url = self._url()
        offer = Offer(
            listing=self._listing(url),
            url=url or "",
            title=self._text("title"),
            price=self._price(),
            brand=self._text("brand"),
            seller=self._seller(),
            description=self._text("description"),
            category=self._text("category"),
            condition=self._text("condition"),
            language=self._language(),
            ships_to=self._lands(),
            provenance={"all": "imported"},
        )
        if offer.title is None and not self._many("images"):
            _refuse("has neither title nor images", "Fill one of the two: else nothing compares.")
        captured_at = self._captured_at()
        return Row(offer=offer, images=self._many("images"), url=url, captured_at=captured_at)

    def _page_row(self) -> Row:
        more = [name for name in COLUMNS if self._values.get(name) and name not in OF_A_PAGE]
        if more:
            problem = f"names a saved page and also {', '.join(more)}"
            _refuse(problem, "Leave them empty: all else is read from the page.")
        file, captured_at = self._text("file"), self._captured_at()
        return Row(offer=None, file=file, url=self._url(), captured_at=captured_at)

    def _text(self, column: str) -> str | None:
        written = self._values.get(column)
        if isinstance(written, tuple):
            written = " ".join(written)
        if not written:
            return None
        formula = _FORMULA.fullmatch(written.strip())
        text = " ".join(_CONTROLS.sub(" ", formula[1] if formula else written).split())
        if len(text) > LONGEST:
            _refuse(f"column {column} has {len(text):,} letters", f"Write at most {LONGEST:,}.")
        return text or None

    def _many(self, column: str) -> tuple[str, ...]:
        written = self._values.get(column) or ()
        parts = written if isinstance(written, tuple) else re.split(r"[|;\n]", written)
        return tuple(part.strip() for part in parts if part.strip())[:64]

    def _url(self) -> str | None:
        url = self._text("url")
        if url is None:
            return None
        if web_address(url) is None:
            _refuse(f"column url: {_shown(url)} is no address", "Write https://... in full.")
        return url

    def _listing(self, url: str | None) -> Listing:
        listing_id, market = self._number("listing_id"), self._market_of(url)
        known = marketplace_listing(url) if url else None
        if listing_id is None and url is not None:
            found = listing_identity(url)
            market, listing_id = found or (market, None)
        if listing_id is None:
            _refuse("has neither listing_id nor url", "Fill one of the two for every offer.")
        if known is not None:
            if known[1].casefold() != (listing_id or "").casefold():
                problem = (
                    f"listing_id is {_shown(listing_id or '')}, but its url leads to {known[1]}"
                )
                _refuse(problem, "Correct one; a spreadsheet may have rounded the number.")
            market, listing_id = known
        if not market:
            _refuse("does not say of which market it is", "Fill market or url, or give --market.")
        return Listing(market=market or "", listing_id=listing_id or "")

    def _market_of(self, url: str | None) -> str | None:
        written = self._text("market") or self._market
        if written is None:
            return market_of(url) if url else None
        return market_of(written if "://" in written else f"https://{written}/")

    def _number(self, column: str) -> str | None:
        """A market's own number, with every digit it had."""
        written = self._text(column)
        if written is None:
            return None
        remedy = "Format the column as text, fill it anew from the source, and export again."
        if _SHORTENED.fullmatch(written):
            problem = f"column {column}: {_shown(written)} is a number as a spreadsheet shortens it"
            _refuse(f"{problem}; its digits are lost", remedy)
        if _ROUNDED.fullmatch(written):
            problem = f"column {column}: {_shown(written)} looks rounded to 15 digits"
            _refuse(problem, f"{remedy} With the url beside it, it is compared with that instead.")
        if _WITH_FRACTION.fullmatch(written):
            whole = re.split(r"[.,]", written)[0]
            problem = f"column {column}: {_shown(written)} is written as a number with a fraction"
            _refuse(problem, f"Write {whole}, if that is the number the market shows.")
        if len(written) > 300:
            _refuse(f"column {column} has {len(written)} letters", "Write at most 300.")
        return written

    def _price(self) -> Price | None:
        written, currency = self._text("price"), self._text("currency")
        code = None
        if currency is not None:
            code = iso_code(currency)
            if code is None:
                problem = f"column currency: {_shown(currency)} is no currency"
                _refuse(problem, "Write its code of three letters: CNY, EUR, USD.")
        if written is None:
            return None
        bare = _SIGN.sub("", written).strip() if code else written
        plain = _PRICE.fullmatch(bare) or _GROUPED.fullmatch(bare)
        amount = read_amount(bare) if plain else None
        if amount is None:
            problem = f"column price: {_shown(written)} is no plain number"
            _refuse(problem, "Write 1299.00: a dot, no thousands, the currency in its column.")
        return Price(amount=amount, currency=code)

    def _seller(self) -> Seller | None:
        name, key = self._text("seller"), self._number("seller_id")
        return Seller(id=key, name=name) if name or key else None

    def _language(self) -> str | None:
        written = self._text("language")
        if written is not None and not _LANGUAGE.fullmatch(written):
            problem = f"column language: {_shown(written)} is no language"
            _refuse(problem, "Write its tag: zh, en, pt-BR.")
        return written

    def _lands(self) -> tuple[str, ...]:
        written = self._values.get("ships_to") or ()
        parts = written if isinstance(written, tuple) else re.split(r"[|;,\s]+", written)
        lands = [part.strip().upper() for part in parts if part.strip()]
        for land in lands:
            if not _LAND.fullmatch(land):
                problem = f"column ships_to: {_shown(land)} is no country"
                _refuse(problem, "Write codes of two letters, parted by blanks: CN US DE.")
        return tuple(lands[:250])

    def _captured_at(self) -> datetime | None:
        written = self._text("captured_at")
        if written is None:
            return None
        try:
            at = datetime.fromisoformat(written)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            problem = f"column captured_at: {_shown(written)} is no moment with its time zone"
            _refuse(problem, "Write 2026-03-05T10:00:00+08:00, or leave it empty.")
        return at.astimezone(UTC) if at else None


def _refuse(problem: str, remedy: str) -> NoReturn:
    """Refuse a row.

    Raises:
        ImportRefused: always.
    """
    raise ImportRefused(problem, remedy)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:60]}...")
