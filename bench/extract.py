"""Fields read from real saved pages, and what a page costs, ours beside extruct + price-parser.

    make bench-extract            needs ../shared/corpus; builds out/bench-peers for the peers once

Three ways on the same bytes in one run: ours; ours with site adapters switched off (what carries
over to a site nobody wrote for); extruct 0.18 (JSON-LD, microdata, RDFa, OpenGraph in that order)
with price-parser and, for what it leaves open, crude heuristics: title tag or first h1, first
element of a price class, first picture. "invented" is a price where the page shows none.
"""

import csv
import importlib.util
import json
import re
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
PEERS = ROOT / "out" / "bench-peers"
FIELDS = ("title", "price", "currency", "image", "brand", "seller")
sys.path.insert(0, str(ROOT))

Answer = dict[str, Any]


def labels() -> list[Answer]:
    """The labelled pages."""
    lines = (CORPUS / "pages" / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def folded(text: object) -> str:
    """Letters and digits alone, for comparing."""
    return re.sub(r"[\W_]+", "", str(text or "").casefold())


def judge(field: str, label: Answer, answer: Answer) -> str | None:
    """right, wrong, missing or invented; None where the page is not labelled for the field."""
    got = answer.get(field)
    if field in {"price", "currency"} and label["price"] is None:
        return "invented" if got is not None and field == "price" else None
    wanted = label["image_keys"] if field == "image" else label[field]
    if not wanted:
        return None
    if not got:
        return "missing"
    if field == "price":
        values = [label["price"], *(other[0] for other in label.get("alt") or ())]
        right = Decimal(got) in {Decimal(value) for value in values}
    elif field == "image":
        right = any(key in got for key in wanted)
    elif field == "title":
        right = folded(wanted) in folded(got)
    else:
        names = got if isinstance(got, list) else [got]
        right = folded(wanted) in {folded(name) for name in names}
    return "right" if right else "wrong"


def timed(work: Callable[[], Answer]) -> tuple[Answer, float]:
    """The answer and the least CPU of three runs, in ms."""
    best = float("inf")
    answer: Answer = {}
    for _ in range(3):
        begun = time.process_time()
        answer = work()
        best = min(best, time.process_time() - begun)
    return answer, best * 1000


def ours(body: bytes, url: str, *, site_adapters: bool) -> Answer:
    """What we read."""
    from spiders.extract import read_page  # noqa: PLC0415 - not every environment has it

    offer = read_page(body, url, site_adapters=site_adapters).offer
    if offer is None:
        return {}
    price, seller = offer.price, offer.seller
    return {
        "title": offer.title,
        "price": str(price.amount) if price else None,
        "currency": price.currency if price else None,
        "image": offer.images[0].url if offer.images else None,
        "brand": offer.brand,
        "seller": [seller.name, seller.id] if seller else None,
    }


def theirs(body: bytes, url: str) -> Answer:
    """What extruct, price-parser and crude heuristics read."""
    import extruct  # noqa: PLC0415 - not every environment has it
    from price_parser import Price  # noqa: PLC0415 - not every environment has it

    text = body.decode("utf-8", "replace")
    kinds = ["json-ld", "microdata", "rdfa", "opengraph"]
    found = extruct.extract(text, base_url=url, syntaxes=kinds, uniform=True, errors="ignore")
    answer: Answer = {}
    for kind in kinds:
        for node in found.get(kind) or ():
            if "product" in str(node.get("@type", "")).lower():
                take(node, answer)
    crude(text, answer)
    if answer.get("price") is not None:
        price = Price.fromstring(str(answer["price"]), currency_hint=answer.get("currency"))
        answer["price"] = str(price.amount) if price.amount is not None else None
        answer["currency"] = answer.get("currency") or price.currency
    return answer


def take(node: Answer, answer: Answer) -> None:
    """Take from one structured product what is still open."""
    offers = node.get("offers") or {}
    offers = offers[0] if isinstance(offers, list) and offers else offers
    offers = offers if isinstance(offers, dict) else {}
    image = node.get("image") or node.get("og:image")
    image = image[0] if isinstance(image, list) and image else image
    image = image.get("url") if isinstance(image, dict) else image
    told = {
        "title": node.get("name") or node.get("og:title"),
        "price": offers.get("price") or offers.get("lowPrice"),
        "currency": offers.get("priceCurrency"),
        "image": image,
        "brand": name_of(node.get("brand")),
        "seller": name_of(offers.get("seller")),
    }
    for field, value in told.items():
        if value and not answer.get(field):
            answer[field] = value


def name_of(value: object) -> object:
    """A name, or the name of a node."""
    return value.get("name") if isinstance(value, dict) else value


def crude(text: str, answer: Answer) -> None:
    """Fill what is open from headings, price classes and pictures."""
    import lxml.html  # noqa: PLC0415 - not every environment has it

    tree = lxml.html.fromstring(text.encode())
    if not answer.get("title"):
        spoken = tree.xpath("//h1") or tree.xpath("//title")
        answer["title"] = spoken[0].text_content().strip() if spoken else None
    if answer.get("price") is None:
        priced = tree.xpath(
            "//*[contains(@class, 'price') and re:test(., '[0-9]')]",
            namespaces={"re": "http://exslt.org/regular-expressions"},
        )
        answer["price"] = priced[0].text_content().strip()[:60] if priced else None
    if not answer.get("image"):
        pictures = tree.xpath("//img[@src and not(contains(@src, 'logo'))]/@src")
        answer["image"] = pictures[0] if pictures else None


def bare(utf8: bytes) -> Answer:
    """The parse that everybody pays."""
    import lxml.html  # noqa: PLC0415 - not every environment has it

    lxml.html.document_fromstring(utf8, parser=lxml.html.HTMLParser(encoding="utf-8"))
    return {}


def in_utf8(body: bytes) -> bytes:
    """The page as the bare parse gets it."""
    try:
        from spiders.extract.decode import decode  # noqa: PLC0415 - not every environment has it
    except ImportError:
        return body
    return decode(body).utf8


def ways() -> dict[str, Callable[[bytes, str], Answer]]:
    """Ways to read that this environment has."""
    found: dict[str, Callable[[bytes, str], Answer]] = {"lxml alone": lambda body, _: bare(body)}
    if importlib.util.find_spec("extruct"):
        found["extruct + crude"] = theirs
        return found
    found["ours"] = lambda body, url: ours(body, url, site_adapters=True)
    found["ours, no adapters"] = lambda body, url: ours(body, url, site_adapters=False)
    return found


def measure() -> Answer:
    """Per way: field -> counts, and per page ms and ms / bare parse."""
    counts: Answer = {}
    for label in labels():
        body = (CORPUS / "pages" / label["file"]).read_bytes()
        utf8 = in_utf8(body)
        parse_ms = 0.0
        for name, way in ways().items():
            given = utf8 if name == "lxml alone" else body
            answer, cost = timed(lambda way=way, given=given, url=label["url"]: way(given, url))
            way_counts = counts.setdefault(name, {"ms": [], "ratio": []})
            parse_ms = cost if name == "lxml alone" else parse_ms
            way_counts["ms"].append(cost)
            way_counts["ratio"].append(cost / max(parse_ms, 1e-3))
            for field in FIELDS:
                verdict = judge(field, label, answer)
                if verdict:
                    site = label["file"].partition("/")[0]
                    shares = way_counts.setdefault("sites", {}).setdefault(field, {})
                    shares.setdefault(site, []).append(verdict == "right")
                    place = way_counts.setdefault(field, {})
                    place[verdict] = place.get(verdict, 0) + 1
    return counts


def left_out(counts: Answer) -> Iterator[str]:
    """Each site with its own adapter off, every site counting once however many pages it has.

    Only a site's own adapter ever speaks on its pages, so the row without adapters is, site by
    site, what a stranger gets; here the shares are means over sites, with the sites below half.
    """
    for field, sites in counts["ours, no adapters"]["sites"].items():
        shares = {site: sum(right) / len(right) for site, right in sites.items()}
        poor = ", ".join(sorted(site for site, share in shares.items() if share <= 0.5))
        yield f"  {field:9} {statistics.mean(shares.values()):6.1%} of {len(shares)} sites; {poor}"


def peers() -> Answer:
    """The same script in an environment of its own; empty where that cannot be built."""
    python = PEERS / "bin" / "python"
    try:
        if not python.exists():
            venv.create(PEERS, with_pip=True)
            packages = ["extruct==0.18.0", "price-parser==0.5.1"]
            subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
        told = subprocess.run([python, __file__, "--peer"], check=True, capture_output=True)
        return dict(json.loads(told.stdout))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        print(f"peers left out: {error}")
        return {}


def marked_links(tree: Any, selector: str) -> list[str]:  # noqa: ANN401 - an lxml element
    """Where the elements of a selector lead, by themselves or by what holds them."""
    marked = tree.cssselect(selector) if selector else []
    links = [next((e for e in (n, *n.iterancestors()) if e.get("href")), None) for n in marked]
    return [link.get("href") for link in links if link is not None]


def next_links() -> Iterator[str]:
    """How often the next page of 196 real list pages is found.

    older: ours is the page that the annotators call the previous one; on a blog they file "newer"
    as next and "older" as previous, while a visitor who wants all goes to the older ones.
    """
    import lxml.html  # noqa: PLC0415 - not every environment has it

    from spiders.extract.decode import decode  # noqa: PLC0415 - not every environment has it
    from spiders.extract.document import parse  # noqa: PLC0415 - not every environment has it
    from spiders.extract.paging import next_page  # noqa: PLC0415 - not every environment has it
    from spiders.extract.zones import address  # noqa: PLC0415 - not every environment has it

    counts = {"right": 0, "wrong": 0, "missing": 0, "false": 0, "rightly none": 0, "older": 0}
    with (CORPUS / "lists" / "data.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if not row["failed"]]
    for row in rows:
        body = (CORPUS / "lists" / "html" / f"{row['File Name']}.html").read_bytes()
        parser = lxml.html.HTMLParser(encoding=row["Encoding"])
        tree = lxml.html.fromstring(body, parser=parser, base_url=row["Page URL"])
        tree.make_links_absolute(handle_failures="ignore")
        wanted, before = (
            {address(url) for url in marked_links(tree, row[name])} for name in ("NEXT", "PREV")
        )
        got = next_page(parse(decode(body).utf8, row["Page URL"]))
        if got is not None and address(got) in before - wanted:
            verdict = "older"
        elif wanted:
            verdict = "missing" if got is None else "right" if address(got) in wanted else "wrong"
        else:
            verdict = "rightly none" if got is None else "false"
        counts[verdict] += 1
    yield f"next page on {len(rows)} lists: {counts}"


def cards() -> Iterator[str]:
    """Cards on the corpus's search pages."""
    from spiders.extract import read_page  # noqa: PLC0415 - not every environment has it

    with (CORPUS / "pages" / "manifest.tsv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["kind"] == "search"]
    for row in rows:
        site = row["site"]
        url = row["url"] or f"https://{site if '.' in site else f'www.{site}.com'}/search?q=x"
        reading = read_page((CORPUS / "pages" / row["file"]).read_bytes(), url)
        priced = sum(card.price is not None for card in reading.cards)
        ids = len({card.listing_id for card in reading.cards})
        yield f"{row['file'].split('/')[1]:44} {reading.kind:8} {ids:4} ids, {priced:4} priced"


def main() -> None:
    """Measure and print."""
    if not CORPUS.is_dir():
        print("corpus not present: ../shared/corpus")
        return
    if "--peer" in sys.argv:
        print(json.dumps(measure()))
        return
    counts = measure() | {f"{k}": v for k, v in peers().items() if k != "lxml alone"}
    for name, way in counts.items():
        cost, ratio = statistics.median(way["ms"]), statistics.median(way["ratio"])
        most = statistics.quantiles(way["ratio"], n=20)[-1]
        print(f"\n{name}: median {cost:.1f} ms a page")
        print(f"  x the bare parse: median {ratio:.2f}, p95 {most:.1f}")
        for field in FIELDS:
            if field in way:
                print(f"  {field:9} {dict(sorted(way[field].items()))}")
    print("\nours, one site left out at a time:")
    for line in left_out(counts):
        print(line)
    print()
    for line in (*next_links(), *cards()):
        print(line)


if __name__ == "__main__":
    main()
