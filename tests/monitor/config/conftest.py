"""A folder with a configuration that holds, one asset of every kind, and its pictures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.config import load
from monitor.config.starter import draw_logo
from monitor.domain.errors import ConfigRefused

MINIMAL = "version: 1\nservice: {contact: a@b.example}\n"
SAMPLE = """\
version: 1
service:
  database: sqlite:///data/rightswatch.db
  evidence: data/evidence
  contact: ops@bureau.example
  smtp: {host: 127.0.0.1, port: 1025, tls: none, sender: alerts@bureau.example}
holders:
  - id: acme
    name: ACME Ltd
    contacts: [{email: ip@acme.example, language: zh}]
    authorised_sellers: [{market: amazon.com, seller: ACME Official}]
    authorised_domains: [acme.example]
assets:
  - id: acme-word
    kind: word_mark
    holder: acme
    text: ACME
    aliases: [艾克米]
    dictionary_word: false
    office: CN
    registration_number: 0123456
    status: registered
    registration_date: 2015-03-01
    expiry_date: 2085-03-01
    territories: [CN, EM]
    nice_classes: [18, 25]
    similar_groups: [0301, 2501]
    goods: [bags, shoes]
  - id: acme-logo
    kind: figurative_mark
    holder: acme
    images: [logo.png]
    vienna_codes: [26.1.3]
  - {id: acme-both, kind: combined_mark, holder: acme, text: ACME TOOLS, images: [logo.png],
     dictionary_word: false, nice_classes: [8], goods: [tools]}
  - {id: acme-cup, kind: design, holder: acme, images: [logo.png], locarno_classes: [7-1]}
  - {id: acme-pump, kind: patent, holder: acme, claims: ["1. A pump: with a rotor"], ipc: [F04D]}
  - {id: acme-valve, kind: utility_model, holder: acme, claims: ["1. A valve"]}
  - {id: acme-song, kind: copyright_work, holder: acme, text: Ode to the anvil}
  - {id: acme-table, kind: data_ip, holder: acme, title: Prices of anvils}
sources:
  - id: shop
    url: https://shop.example/
    min_delay_s: 2.0
  - {id: lab, url: "http://127.0.0.1:8100/", min_delay_s: 0, allow_private_addresses: true}
watches:
  - source: shop
    assets: [acme-*]
    every: 6h
    queries: auto
  - {source: shop, assets: [acme-word], every: 90s, queries: []}
  - {id: bench, source: lab, assets: [acme-word, "*-logo"], every: 2d, queries: [acme bag]}
recipients:
  - email: officer@bureau.example
    assets: ["*"]
    from_grade: alert
    language: zh
    timezone: Asia/Shanghai
    delivery: daily
    digest_at: 7:30
"""

Write = Callable[[str], Path]


@pytest.fixture
def sample() -> str:
    """The text of a configuration that holds."""
    return SAMPLE


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a text as rightswatch.yaml beside the pictures it may name; gives its path."""

    def put(text: str) -> Path:
        path = tmp_path / "rightswatch.yaml"
        path.write_text(text, encoding="utf-8")
        if not (tmp_path / "logo.png").exists():
            draw_logo().save(tmp_path / "logo.png")
        return path

    return put


def faults(path: Path) -> list[str]:
    """What is said against a file that is refused, a line each with its place."""
    with pytest.raises(ConfigRefused) as refused:
        load(path)
    return [f"{f.line}:{f.column} {f.problem} {f.remedy}" for f in refused.value.faults]
