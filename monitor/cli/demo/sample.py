"""The demo's folder: a configuration that watches the market, and the pictures it names.

Flow: `write_demo` writes it -> the demo command, and tests, run the daemon on it.
"""

from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from monitor.cli.demo.market.pictures import registered_logo, registered_photo

_CONFIGURATION: Final = """\
# The demo's configuration. Every holder, mark and shop in it is invented.
# `rightswatch check` reads it; `rightswatch cases list` shows what came of it.
version: 1

service:
  database: "sqlite:///rightswatch.db"
  evidence: evidence
  blobs: blobs
  contact: ops@bureau.example
  words_in_pictures: {{read: false}} # the demo's pictures hold no words
  smtp: {{host: 127.0.0.1, port: {smtp_port}, tls: none, sender: alerts@bureau.example}}

holders:
  - id: vellorine
    name: Vellorine Atelier B.V.
    contacts: [{{email: ip@vellorine.example, language: en}}]
    authorised_domains: [vellorine.example]
    authorised_sellers:
      - {{market: "{market}", seller: s-1001}}
      - {{market: "{market}", seller: Vellorine Official Store}}
      - {{market: "{market}", seller: s-1002}}
      - {{market: "{market}", seller: 薇洛琳官方旗舰店}}
  - id: kestrova
    name: Kestrova Sports Ltd
    contacts: [{{email: brand@kestrova.example, language: en}}]
    authorised_domains: [kestrova.example]
    authorised_sellers:
      - {{market: "{market}", seller: s-1003}}
      - {{market: "{market}", seller: Kestrova Sports Outlet}}
      - {{market: "{market}", seller: s-1004}}
      - {{market: "{market}", seller: 凯斯洛瓦运动旗舰店}}
  - id: plumvox
    name: 普隆沃音响有限公司
    contacts: [{{email: ip@plumvox.example, language: zh}}]
    authorised_sellers:
      - {{market: "{market}", seller: s-1005}}
      - {{market: "{market}", seller: Plumvox Direct}}

assets:
  - id: vellorine-word
    kind: word_mark
    holder: vellorine
    text: VELLORINE
    aliases: [薇洛琳]
    office: CN
    registration_number: "90010001"
    registration_date: 2014-06-14
    expiry_date: 2034-06-13
    territories: [CN, EM, US]
    nice_classes: [18, 25]
    goods: [bags, handbags, wallets, shoes]
  - id: vellorine-figure
    kind: figurative_mark
    holder: vellorine
    images: [pictures/vellorine-figure.png]
    office: CN
    registration_number: "90010002"
    registration_date: 2014-06-14
    expiry_date: 2034-06-13
    territories: [CN, EM, US]
    nice_classes: [18, 25, 26]
    goods: [bags, wallets, shoes, badges and patches]
  - id: vellorine-arcade-photo
    kind: copyright_work
    holder: vellorine
    title: Photograph of the Arcade Tote
    images: [pictures/vellorine-arcade.jpg]
    territories: [CN, EM, US]
  - id: feldraven-word
    kind: word_mark
    holder: vellorine
    text: FELDRAVEN
    office: CN
    registration_number: "90010003"
    status: expired
    registration_date: 2008-03-01
    expiry_date: 2018-02-28
    territories: [CN]
    nice_classes: [18]
    goods: [bags, rucksacks]
  - id: kestrova-word
    kind: word_mark
    holder: kestrova
    text: KESTROVA
    aliases: [凯斯洛瓦]
    office: CN
    registration_number: "90020001"
    registration_date: 2016-09-07
    expiry_date: 2036-09-06
    territories: [CN, EM, US]
    nice_classes: [25, 28]
    goods: [sports shoes, shoes, clothing]
  - id: kestrova-figure
    kind: figurative_mark
    holder: kestrova
    images: [pictures/kestrova-figure.png]
    office: CN
    registration_number: "90020002"
    registration_date: 2016-09-07
    expiry_date: 2036-09-06
    territories: [CN, EM, US]
    nice_classes: [25, 26, 28]
    goods: [sports shoes, clothing, badges and patches]
  - id: meadowlark-word
    kind: word_mark
    holder: kestrova
    text: MEADOWLARK
    dictionary_word: true
    office: US
    registration_number: "90020003"
    registration_date: 2019-02-05
    expiry_date: 2029-02-05
    territories: [US, EM]
    nice_classes: [21]
    goods: [drinking bottles]
  - id: plumvox-word
    kind: word_mark
    holder: plumvox
    text: PLUMVOX
    aliases: [普隆沃]
    office: CN
    registration_number: "90030001"
    registration_date: 2018-11-21
    expiry_date: 2028-11-20
    territories: [CN, EM, US]
    nice_classes: [9]
    goods: [earphones, headphones, loudspeakers]
  - id: orgeo-word
    kind: word_mark
    holder: plumvox
    text: ORGEO
    office: EM
    registration_number: "90030002"
    registration_date: 2020-05-12
    expiry_date: 2030-05-12
    territories: [EM, US]
    nice_classes: [14]
    goods: [watches]
  - id: plumvox-pro-photo
    kind: copyright_work
    holder: plumvox
    title: Photograph of the Earbuds Pro
    images: [pictures/plumvox-pro.jpg]
    territories: [CN, EM, US]

sources:
  - id: copperline
    url: "{market_url}"
    site: auto
    min_delay_s: 0
    allow_private_addresses: true # the market runs on this machine

watches:
  - {{source: copperline, assets: ["*"], every: 10m, queries: auto}}

recipients:
  - {{email: officer.li@bureau.example, name: 李文, assets: ["*"], from_grade: alert,
     language: zh, timezone: Asia/Shanghai, delivery: at_once}}
  - {{email: officer.byrne@bureau.example, name: Nora Byrne, assets: ["*"], from_grade: alert,
     language: en, timezone: Europe/Dublin, delivery: at_once}}
"""


def write_demo(folder: Path, market_url: str, smtp_port: int) -> Path:
    """Write the configuration and its pictures; gives the path of `rightswatch.yaml`.

    folder is made if it is not there; what it holds of an earlier demo is overwritten.
    smtp_port: where the demo's mail box listens on 127.0.0.1.

    Raises:
        OSError: the folder cannot be written.
    """
    pictures = folder / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    for holder_id in ("vellorine", "kestrova"):
        registered_logo(holder_id).save(pictures / f"{holder_id}-figure.png")
    for holder_id, name in (("vellorine", "arcade"), ("plumvox", "pro")):
        registered_photo(holder_id).save(pictures / f"{holder_id}-{name}.jpg", quality=92)
    path = folder / "rightswatch.yaml"
    market = urlsplit(market_url).netloc
    text = _CONFIGURATION.format(market_url=market_url, market=market, smtp_port=smtp_port)
    path.write_text(text, encoding="utf-8")
    return path
