"""`rightswatch match`: judge listings from a file; no database, no network."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, say

if TYPE_CHECKING:
    from monitor.domain.listing import Offer
    from monitor.domain.verdict import Verdict

Listings = Annotated[
    str, typer.Option("--listings", "-l", help="JSON Lines, one listing a line; - = stdin.")
]
Words = Annotated[
    int,
    typer.Option(
        "--words",
        min=0,
        help="Read the words of up to so many pictures that nothing else speaks of.",
    ),
]
All = Annotated[bool, typer.Option("--all", help="Print verdicts of grade none too.")]


def match(
    listings: Listings, config: Config = DEFAULT_CONFIG, *, every: All = False, words: Words = 200
) -> None:
    """Print one JSON line per listing: its verdicts, best first.

    A line that cannot be read is told on standard error with its number; the others are judged,
    and the exit code is 1.
    """
    from monitor.bootstrap import Wiring
    from monitor.domain.verdict import Grade
    from monitor.runtime.clock import SystemClock

    folder = Path.cwd() if listings == "-" else Path(listings).resolve().parent
    bad = 0
    with Wiring.open(config) as wiring:
        judge = wiring.judge(sorted(wiring.assets), words_first=words)
        today = SystemClock().now().date()  # no database is asked for the time
        for number, line in _lines(listings):
            try:
                plain = json.loads(line)
                offer, pictures = read_listing(plain, folder)
            except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
                say(f"{listings}:{number}: not a listing: {error}")
                bad += 1
                continue
            verdicts = judge.verdicts(offer, pictures, today)
            told = [show(v) for v in verdicts if every or v.grade.at_least(Grade.REVIEW)]
            answer = {"listing_id": offer.listing.listing_id, "verdicts": told}
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if bad:
        raise typer.Exit(1)


def _lines(listings: str) -> Iterator[tuple[int, str]]:
    if listings == "-":
        source = sys.stdin
    else:
        try:
            source = Path(listings).open(encoding="utf-8")  # noqa: SIM115 - closed below
        except OSError as error:
            raise typer.BadParameter(str(error), param_hint="--listings") from error
    with source:
        for number, line in enumerate(source, start=1):
            if line.strip():
                yield number, line


def read_listing(plain: dict[str, Any], folder: Path) -> "tuple[Offer, dict[str, bytes]]":
    """One line of the file as an offer and the bytes of its pictures.

    Raises:
        KeyError: listing_id is missing.
        ValueError: a field has the wrong shape.
    """
    from monitor.domain.listing import Listing, Offer

    images, pictures = _pictures(plain.get("images") or [], folder)
    listing = Listing(market=plain.get("market") or "", listing_id=str(plain["listing_id"]))
    offer = Offer(
        listing=listing,
        url=plain.get("url") or "",
        title=plain.get("title"),
        price=_price(plain),
        images=images,
        brand=plain.get("brand"),
        seller=_seller(plain.get("seller")),
        description=plain.get("description"),
        category=plain.get("category"),
        condition=plain.get("condition"),
        language=plain.get("language"),
        ships_to=tuple(plain.get("ships_to") or ()),
    )
    return offer, pictures


def _price(plain: dict[str, Any]) -> Any:  # noqa: ANN401 - Price or None, imported lazily
    from decimal import Decimal

    from monitor.domain.listing import Price

    if plain.get("price") is None:
        return None
    return Price(amount=Decimal(str(plain["price"])), currency=plain.get("currency"))


def _seller(plain: dict[str, Any] | None) -> Any:  # noqa: ANN401 - Seller or None
    from monitor.domain.seller import Seller

    return Seller(id=plain.get("id"), name=plain.get("name")) if plain else None


def _pictures(paths: list[str], folder: Path) -> tuple[Any, dict[str, bytes]]:
    import hashlib

    from monitor.domain.listing import OfferedImage

    images, pictures = [], {}
    for path in paths:
        try:
            content = (folder / path).read_bytes()
        except OSError as error:
            say(f"{path}: {error.strerror}; the listing is judged without this picture")
            continue
        digest = hashlib.sha256(content).hexdigest()
        images.append(OfferedImage(url=path, sha256=digest))
        pictures[digest] = content
    return tuple(images), pictures


def show(verdict: "Verdict") -> dict[str, Any]:
    """A verdict as `match` prints it: a stable seam."""
    from monitor.domain.codec import to_plain

    plain = to_plain(verdict)
    signal_keys = ("matcher", "ground", "channel", "score", "field", "span", "because")
    signals = [
        {
            key: signal[key]
            for key in (*signal_keys, *(key for key in ("chart", "box") if signal.get(key)))
        }
        for signal in plain["signals"]
    ]
    keys = ("asset_id", "score", "grade", "grounds")
    head = {key: plain[key] for key in keys}
    reasons = {"for": verdict.support, "against": plain["against"]}
    return {**head, "signals": signals, **reasons, "gate": plain["gate"]}
