"""Real saved pages, served under their own host names: the whole way on pages nobody here wrote."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from tests.fixtures.corpus_site import CorpusSite, saved_pages
from tests.fixtures.smtp import SmtpServer
from tests.journeys.house import asked

MARKS = (
    "SainSmart",
    "Cecotec",
    "Windroid",
    "Leelbox",
    "Hi-Spec",
    "Yamaha",
    "Kawai",
    "Lenovo",
    "Teva",
    "Honda",
    "Black+Decker",
    "良品铺子",
    "iPhone",
    "Head & Shoulders",
    "SeaVees",
    "UDG",
)
"""Names that stand in titles of the corpus."""

STRANGERS = ("Vellorine", "Kestrova", "Zephyrande", "普隆沃", "Quintarrow", "Ostrelle")
"""Names that stand in none: an alert for one of them is a false alarm."""

COUNTRIES = ["CN", "EM", "US", "GB", "BR", "CA", "JP", "RU"]
"""Where the shops of the corpus sell: every mark is in force there, the strangers' too."""


def configuration(folder: Path, site: CorpusSite, smtp_port: int) -> Path:
    """One source a host, all of them on loopback; word marks only."""
    assets = [
        {
            "id": f"mark-{number}",
            "kind": "word_mark",
            "holder": f"holder-{number}",
            "text": text,
            "office": "CN",
            "registration_number": str(1_000_000 + number),
            "territories": COUNTRIES,
            "registration_date": "2010-01-01",
            "expiry_date": "2040-01-01",
        }
        for number, text in enumerate((*MARKS, *STRANGERS))
    ]
    sources = [
        {
            "id": f"host-{number}",
            "url": f"http://{host}/",
            "site": "generic",  # through the sitemap of the saved pages
            "max_depth": "1",
            "min_delay_s": "0",
            "concurrency": "4",
            "allow_private_addresses": "true",
            "connect_to": site.connect_to,
            "browser": "never",
        }
        for number, host in enumerate(site.hosts)
    ]
    plain = {
        "version": "1",
        "service": {
            "database": "sqlite:///rightswatch.db",
            "evidence": "evidence",
            "contact": "ops@bureau.example",
            "browser": {"executable": "/no/browser"},
            "words_in_pictures": {"read": "false"},
            "crawl": {"max_children": "2"},
            "smtp": {
                "host": "127.0.0.1",
                "port": str(smtp_port),
                "tls": "none",
                "sender": "alerts@bureau.example",
            },
        },
        "holders": [{"id": asset["holder"], "name": asset["text"]} for asset in assets],
        "assets": assets,
        "sources": sources,
        "watches": [
            {"source": source["id"], "assets": ["mark-*"], "every": "6h", "queries": []}
            for source in sources
        ],
        "recipients": [{"email": "officer@bureau.example", "from_grade": "review"}],
    }
    path = folder / "rightswatch.yaml"
    path.write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    return path


def test_marks_that_stand_in_real_titles_are_found_and_strangers_are_not(
    corpus: Path, tmp_path: Path, smtp_server: SmtpServer
) -> None:
    pages = saved_pages(corpus)
    with CorpusSite(pages) as site:
        config = configuration(tmp_path, site, smtp_server.port)
        summary = asked("once", "--config", str(config))
        files = asked("cases", "list", "--config", str(config), "--limit", "1000")
    names = dict(enumerate((*MARKS, *STRANGERS)))
    found = {(mark_of(file, names), file["sighting"]["offer"]["title"]) for file in files}
    listings = sum(source["listings"] for source in summary["sources"])
    kinds = Counter(file["case"]["grade"] for file in files)
    sys.stdout.write(
        f"{len(pages)} pages, {len(site.hosts)} hosts, {listings} listings, {len(files)} cases "
        f"{dict(kinds)}, {len(smtp_server.messages)} mails\n"
    )
    for mark, title in sorted(found, key=str):
        sys.stdout.write(f"  {mark}: {title}\n")
    assert {mark for mark, _ in found} & set(STRANGERS) == set()
    missed = {mark for mark in MARKS if mark not in {found_mark for found_mark, _ in found}}
    assert missed == set()
    assert listings >= 55
    assert len(smtp_server.messages) == len(files)


def mark_of(file: dict[str, Any], names: dict[int, str]) -> str:
    number = int(file["case"]["holder_id"].rpartition("-")[2])
    return names[number]
