"""Real saved pages, imported as an officer would: by a table of files and addresses."""

import csv
import json
from collections import Counter
from pathlib import Path

from tests.spiders.imports.house import Desk

PRODUCTS = {"product", "product-mojibake", "product-noprice"}
LEAST = 62
"""Of the 64 saved pages of single offers; one was destroyed when it was saved."""


def test_saved_pages_of_offers_come_in_and_others_are_told_as_what_they_are(
    desk: Desk, corpus: Path
) -> None:
    manifest = corpus / "pages" / "manifest.tsv"
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lines = [json.dumps({"file": row["file"], "url": row["url"]}) for row in rows]
    batch = desk.write("batch.jsonl", "\n".join(lines).encode())
    read = desk.read(batch, folder=corpus / "pages")
    assert len(read.sightings) + len(read.refusals) == len(rows)
    assert len(read.sightings) >= LEAST
    kinds = Counter(row["kind"] for row in rows)
    assert sum(kinds[kind] for kind in PRODUCTS) == 64
    told = {int(refusal.place.rpartition(":")[2]) - 1 for refusal in read.refusals}
    lists = {number for number, row in enumerate(rows) if row["kind"] in {"search", "blocked"}}
    assert lists <= told
