"""Tables of offers as spreadsheets and partners write them."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from monitor.domain.seller import Seller
from monitor.domain.supply import Original
from tests.spiders.imports.house import NOON, Desk, page, picture

HEAD = "market,listing_id,url,title,price,currency,seller,images,ships_to"
ROW = "taobao.com,605258110430,,佐维克斯 手提包 正品,299.00,CNY,箱包小铺,,CN"


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows]) + "\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le-bom"]
)
def test_a_table_is_read_in_the_encoding_it_was_saved_in(desk: Desk, encoding: str) -> None:
    if encoding == "utf-16-le-bom":
        content = b"\xff\xfe" + table(ROW).encode("utf-16-le")
    else:
        content = table(ROW).encode(encoding)
    offer = desk.read(desk.write("offers.csv", content)).sighting.offer
    assert offer.title == "佐维克斯 手提包 正品"
    assert offer.seller == Seller(id=None, name="箱包小铺")
    assert offer.price is not None
    assert (offer.price.amount, offer.price.currency) == (Decimal("299.00"), "CNY")
    assert offer.ships_to == ("CN",)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_columns_is_found_out(desk: Desk, sign: str) -> None:
    text = table("shop.example;70012;Tote, large", head="market;listing_id;title")
    text = text.replace(";", sign).replace("Tote, large", '"Tote, large"')
    offer = desk.read(desk.write("a.csv", text.encode())).sighting.offer
    assert offer.title == "Tote, large"


def test_a_first_line_that_names_the_sign_is_for_the_spreadsheet(desk: Desk) -> None:
    text = "sep=;\r\nlisting_id;market;title\r\n70012;shop.example;Tote\r\n"
    assert desk.read(desk.write("a.csv", text.encode())).sighting.offer.title == "Tote"


def test_letters_with_accents_in_an_old_encoding_are_no_chinese(desk: Desk) -> None:
    text = table("shop.example,7,,Sac é main brodé très élégant,9,EUR,Café à côté,,")
    refusal = desk.read(desk.write("a.csv", text.encode("cp1252"))).refusal
    assert refusal.problem == "is neither UTF-8 nor GBK text"
    assert "--encoding" in refusal.remedy
    read = desk.read(desk.write("a.csv", text.encode("cp1252")), encoding="cp1252")
    assert read.sighting.offer.title == "Sac é main brodé très élégant"


def test_the_market_of_an_address_goes_before_its_spelling(desk: Desk) -> None:
    head = "market,url,title"
    row = "Tmall,https://detail.tmall.com/item.htm?id=605258110430&spm=a1,手提包"
    listing = desk.read(desk.write("a.csv", table(row, head=head).encode())).sighting.offer.listing
    assert (listing.market, listing.listing_id) == ("taobao.com", "605258110430")


@pytest.mark.parametrize(
    ("row", "problem", "remedy"),
    [
        ("taobao.com,6.05258E+11,,Tote,,,,,", "as a spreadsheet shortens it", "as text"),
        ("taobao.com,605258110430000000,,Tote,,,,,", "looks rounded to 15 digits", "as text"),
        ("taobao.com,605258110430.0,,Tote,,,,,", "with a fraction", "Write 605258110430"),
        (",605258110430,,Tote,,,,,", "of which market", "--market"),
        ("taobao.com,,,Tote,,,,,", "neither listing_id nor url", "Fill one"),
        ("taobao.com,605258110430,,,,,,,", "neither title nor images", "Fill one"),
        ("shop.example,7,ftp://shop.example/7,Tote,,,,,", "is no address", "https://"),
        ("shop.example,7,,Tote,1.299,EUR,,,", "is no plain number", "1299.00"),
        ("shop.example,7,,Tote,1.3E+03,EUR,,,", "is no plain number", "1299.00"),
        ("shop.example,7,,Tote,9.00,Dollar,,,", "is no currency", "USD"),
        ("shop.example,7,,Tote,9.00,USD,,,Germany", "is no country", "CN US DE"),
        ("shop.example,7,,Tote", "has 4 columns", "Correct the row"),
        (
            "taobao.com,605258110430000,https://item.taobao.com/item.htm?id=605258110430123,T,,,,,",
            "leads to 605258110430123",
            "rounded",
        ),
    ],
)
def test_a_row_that_does_not_hold_is_refused_with_its_line_and_column(
    desk: Desk, row: str, problem: str, remedy: str
) -> None:
    read = desk.read(desk.write("offers.csv", table(ROW, row, ROW).encode()))
    assert len(read.sightings) == 2
    assert read.refusal.place == "offers.csv:3"
    assert problem in read.refusal.problem
    assert remedy in read.refusal.remedy


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1299", "1299"), ('"1,299.00"', "1299.00"), ('"1.299,50"', "1299.50"), ("¥299.00", "299.00")],
)
def test_prices_that_can_be_read_in_one_way_only_are_read(
    desk: Desk, written: str, amount: str
) -> None:
    row = f"shop.example,7,,Tote,{written},CNY,,,"
    price = desk.read(desk.write("a.csv", table(row).encode())).sighting.offer.price
    assert price is not None
    assert price.amount == Decimal(amount)


def test_a_number_guarded_as_a_formula_is_that_number(desk: Desk) -> None:
    row = 'taobao.com,"=""605258110430""",,Tote,,,,,'
    listing = desk.read(desk.write("a.csv", table(row).encode())).sighting.offer.listing
    assert listing.listing_id == "605258110430"


def test_lines_are_counted_as_an_editor_counts_them(desk: Desk) -> None:
    rows = ['shop.example,7,,"Tote,\nlarge",9,USD,,,', "", "shop.example,,,Belt,9,USD,,,"]
    read = desk.read(desk.write("a.csv", table(*rows).encode()))
    assert read.sightings[0].offer.title == "Tote, large"
    assert read.refusal.place == "a.csv:5"


def test_columns_that_are_not_read_are_told_with_what_was_meant(desk: Desk) -> None:
    text = table("7,shop.example,Tote,x,y", head="listing_id,market,title,titles,colour")
    remarks = desk.read(desk.write("a.csv", text.encode())).remarks
    assert remarks == [
        "column 'titles' is not read; title was meant?",
        "column 'colour' is not read",
    ]


def test_a_table_without_any_column_that_names_an_offer_is_refused(desk: Desk) -> None:
    refusal = desk.read(desk.write("a.csv", b"name,colour\nTote,red\n")).refusal
    assert "no column listing_id, url or file" in refusal.problem
    assert "captured_at" in refusal.remedy


def test_pictures_of_a_row_come_from_the_folder_of_the_table_and_nowhere_else(desk: Desk) -> None:
    desk.write("offers/pictures/a.jpg", picture())
    desk.write("secret.jpg", picture(7))
    desk.write("offers/notes.jpg", b"no picture at all")
    (desk.folder / "offers" / "link.jpg").symlink_to(desk.folder / "secret.jpg")
    names = [
        "pictures\\a.jpg",
        "../secret.jpg",
        "/etc/hostname",
        "link.jpg",
        "notes.jpg",
        "https://img.example/x.jpg",
    ]
    row = f"shop.example,7,,Tote,,,,{'|'.join(names)},"
    read = desk.read(desk.write("offers/a.csv", table(row).encode()))
    images = read.sighting.offer.images
    assert [image.sha256 is not None for image in images] == [True] + [False] * 5
    assert [remark.rpartition(": ")[2] for remark in read.remarks] == [
        f"it lies outside {desk.folder / 'offers'}",
        f"it lies outside {desk.folder / 'offers'}",
        f"it lies outside {desk.folder / 'offers'}",
        "it is no picture",
    ]


def test_a_table_may_name_saved_pages(desk: Desk) -> None:
    desk.write("pages/tote.html", page())
    lines = [
        {"file": "pages/tote.html", "url": "https://shop.example/offer/70012"},
        {"file": "../tote.html", "url": "https://shop.example/offer/70012"},
        {"file": "pages/tote.html", "url": "https://shop.example/offer/7", "title": "Tote"},
        {
            "file": "pages/tote.html",
            "url": "https://shop.example/offer/70014",
            "captured_at": "2026-03-01T09:00:00+08:00",
        },
    ]
    content = "\n".join(map(json.dumps, lines)).encode()
    read = desk.read(desk.write("batch.jsonl", content))
    first, last = read.sightings
    assert first.supplied is not None
    assert (first.supplied.file, first.supplied.place) == ("tote.html", "named by batch.jsonl:1")
    assert desk.blobs.get(first.supplied.original_sha256) == page()
    assert last.seen_at == datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
    assert [refusal.place for refusal in read.refusals] == ["batch.jsonl:2", "batch.jsonl:3"]
    assert "lies outside" in read.refusals[0].problem
    assert "also title" in read.refusals[1].problem


def test_the_lines_that_match_reads_are_read(desk: Desk) -> None:
    desk.write("a.jpg", picture())
    line = {
        "market": "shop.example",
        "listing_id": 605258110430,
        "url": "https://shop.example/offer/605258110430",
        "title": "Zorvex Tote",
        "description": "Calf leather",
        "brand": "Zorvex",
        "category": "Bags",
        "price": "58.00",
        "currency": "USD",
        "seller": {"id": "s-7", "name": "Bag Bazaar"},
        "images": ["a.jpg"],
        "language": "en",
        "ships_to": ["CN", "de"],
    }
    content = json.dumps(line).encode() + b"\n"
    sighting = desk.read(desk.write("offers.jsonl", content)).sighting
    offer = sighting.offer
    assert offer.listing.listing_id == "605258110430"
    assert offer.seller == Seller(id="s-7", name="Bag Bazaar")
    assert offer.ships_to == ("CN", "DE")
    assert offer.images[0].sha256 is not None
    assert (offer.brand, offer.category, offer.language) == ("Zorvex", "Bags", "en")
    assert sighting.page is None
    assert sighting.seen_at == NOON


@pytest.mark.parametrize(
    "line",
    [
        b"{not json}",
        b"[1, 2]",
        b'"text"',
        b'{"listing_id": "7", "market": "shop.example", "title": true}',
        b'{"listing_id": "7", "market": "shop.example", "title": {"a": 1}}',
        b'{"listing_id": 6.05E+11, "market": "taobao.com", "title": "T"}',
        b'{"listing_id": NaN',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"\xff\xfe\x00",
    ],
)
def test_a_line_that_is_no_offer_is_refused_and_the_next_one_read(desk: Desk, line: bytes) -> None:
    good = b'{"listing_id": "7", "market": "shop.example", "title": "Tote"}\n'
    read = desk.read(desk.write("a.jsonl", good + line + b"\n" + good))
    assert len(read.sightings) == 2
    assert read.refusal.place == "a.jsonl:2"


def test_of_a_large_table_header_and_row_are_sealed(desk: Desk) -> None:
    rows = [f"shop.example,{number},,{'x' * 500},,,,," for number in range(70_000, 72_500)]
    read = desk.read(desk.write("a.csv", table(*rows).encode()))
    supplied = read.sightings[7].supplied
    assert supplied is not None
    assert supplied.original is Original.ROW
    assert supplied.row == f"{HEAD}\n{rows[7]}\n"
    assert supplied.original_sha256 == hashlib.sha256(supplied.row.encode()).hexdigest()
    assert supplied.place == "line 9"


def test_an_open_quotation_mark_does_not_swallow_the_table_silently(desk: Desk) -> None:
    rows = ['shop.example,7,,"Tote', *[f"shop.example,{n},,Belt,,,,," for n in range(8, 20)]]
    read = desk.read(desk.write("a.csv", table(*rows).encode()))
    assert read.refusal.place == "a.csv:2"
    assert "cannot be read as a row" in read.refusal.problem


def test_a_line_without_end_is_refused(desk: Desk) -> None:
    path = desk.write("a.csv", table(ROW).encode() + b"x" * 9_000_000)
    read = desk.read(path)
    assert len(read.sightings) == 1
    assert "has a line of more than" in read.refusal.problem
