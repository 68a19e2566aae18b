"""Planted truth of the demo's market against `rightswatch match`: no crawl, no database.

    .venv/bin/python bench/demo_truth.py

Prints every offer whose grade differs from what was planted, then the counts.
"""

import io
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.cli.app import build
from monitor.cli.demo.market.catalogue import offers
from monitor.cli.demo.market.offers import Expected, MarketOffer
from monitor.cli.demo.market.pictures import offer_picture
from monitor.cli.demo.sample import write_demo

MARKET = "127.0.0.1:8765"
UNSEEN = {"wall", "forbidden"}  # what a crawl never gets to see


def line(offer: MarketOffer, folder: Path) -> str:
    """One listing for `match`, its picture written beside it."""
    picture = folder / Path(offer.picture_path).name
    picture.write_bytes(offer_picture(offer.id, offer.picture, offer.language))
    return json.dumps({
        "market": MARKET,
        "listing_id": offer.id,
        "url": f"http://{MARKET}{offer.path}",
        "title": offer.title,
        "description": offer.description,
        "brand": offer.brand,
        "category": offer.category.name,
        "price": str(offer.price),
        "currency": offer.currency,
        "seller": {"id": offer.seller.id, "name": offer.seller.name},
        "images": [str(picture)],
        "language": offer.language,
    })


def grades(folder: Path, seen: list[MarketOffer]) -> Iterator[tuple[MarketOffer, str]]:
    """Each offer with the best grade it is given."""
    config = write_demo(folder, f"http://{MARKET}/", 1025)
    listings = folder / "listings.jsonl"
    listings.write_text("\n".join(line(offer, folder) for offer in seen), encoding="utf-8")
    said = io.StringIO()
    with redirect_stdout(said):
        build()(
            ["match", "--config", str(config), "--listings", str(listings)], standalone_mode=False
        )
    for offer, answer in zip(seen, said.getvalue().splitlines(), strict=True):
        given = [verdict["grade"] for verdict in json.loads(answer)["verdicts"]]
        yield offer, "alert" if "alert" in given else "review" if given else "none"


def main() -> None:
    """Compare and print."""
    counts: Counter[tuple[str, str]] = Counter()
    seen = [offer for offer in offers() if offer.truth.kind not in UNSEEN]
    with tempfile.TemporaryDirectory() as folder:
        for offer, grade in grades(Path(folder), seen):
            truth = offer.truth
            counts[truth.expected, grade] += 1
            wrong = {Expected.ALERT: grade != "alert", Expected.SILENT: grade == "alert"}
            if wrong.get(truth.expected):
                print(f"{offer.id} {truth.kind}: {truth.expected} -> {grade}: {offer.title}")
    for (expected, grade), count in sorted(counts.items()):
        print(f"{expected:>7} -> {grade:<7} {count}")


if __name__ == "__main__":
    main()
