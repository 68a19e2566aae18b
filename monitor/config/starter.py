"""The starter that `rightswatch init` writes: a commented configuration and the logo it names.

Layer: config. Flow: the CLI writes it -> a person edits it -> loading reads it.
"""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

LOGO: Final = "images/example-logo.png"

TEXT: Final = """\
# Rightswatch: what to protect, where to look, whom to tell. Everything named here is an example.
#
#   rightswatch check     reads this file and says what is wrong, with line and column
#   rightswatch plan      says what would be visited, before the first request
#   rightswatch once      one full pass; `rightswatch run` goes on for ever
#   rightswatch schema    JSON Schema, for completion in your editor
#
# All keys with units and defaults: docs/reference/configuration.md. Paths are relative to this
# file. Long lists may go to rights.d/*.yaml beside it (holders, assets, sources, watches,
# recipients). Numbers and codes need no quotation marks: 0123456 stays 0123456 and NO stays NO.
version: 1

service:
  database: sqlite:///data/rightswatch.db   # or postgresql://USER:${DB_PASSWORD}@HOST/NAME
  evidence: data/evidence                   # sealed bundles; never deleted by the program
  contact: ops@bureau.example               # told to every site that is visited: make it yours
  smtp:
    host: localhost
    port: 25
    tls: none                               # starttls or implicit for any other machine
    sender: alerts@bureau.example
    # username: rightswatch
    # password: ${SMTP_PASSWORD}            # or password_file: /run/secrets/smtp
  # web: {}                                 # the desk at http://127.0.0.1:8400; needs people

holders:
  - id: nordlyn
    name: Nordlyn Outdoor Ltd
    contacts:
      - {email: ip@nordlyn.example, name: Legal department, language: en}
    authorised_sellers:                     # their offers are no infringement
      - {market: shop.example, seller: Nordlyn Official}
      - {market: "*", seller: Nordlyn Outdoor}
    authorised_domains: [nordlyn.example]

assets:
  - id: nordlyn-word
    kind: word_mark                         # needs text
    holder: nordlyn
    text: NORDLYN
    aliases: [诺德林]                        # translations, transliterations, nicknames
    dictionary_word: false                  # true for an ordinary word such as Apple
    office: CN                              # WIPO ST.3: CN, US, EM (EUIPO), GB ...
    registration_number: 01234567
    status: registered                      # pending, registered, opposed, expired, invalidated
    registration_date: 2019-05-14
    expiry_date: 2039-05-13
    territories: [CN]
    nice_classes: [18, 25]
    goods: [bags, jackets, 背包]

  - id: nordlyn-logo
    kind: figurative_mark                   # needs images; combined_mark needs text too
    holder: nordlyn
    images: [images/example-logo.png]
    office: CN
    registration_number: 01234568
    territories: [CN]
    nice_classes: [18, 25]
    vienna_codes: [06.01.02, 26.01.01]

  # - id: nordlyn-bottle
  #   kind: design                          # needs images; also: copyright_work
  #   holder: nordlyn
  #   title: Drinking bottle
  #   images: [images/bottle-front.jpg, images/bottle-side.jpg]
  #   locarno_classes: [07-01]

  # - id: nordlyn-pump
  #   kind: patent                          # needs claims; also: utility_model
  #   holder: nordlyn
  #   title: Hand pump for drinking water
  #   registration_number: ZL 2018 1 0123456.7
  #   claims: ["1. A hand pump comprising a cylinder, a piston and a filter ..."]
  #   ipc: [F04B]

sources:
  - id: shop
    url: https://shop.example/
    min_delay_s: 2.0                        # pause between two requests to the host
    max_pages: 2000                         # most pages of one batch; a pass takes many
    browser: shells                         # render pages without text; never, shells, always

watches:
  - source: shop
    assets: [nordlyn-*]                     # ids, * and ? as wildcards
    every: 6h                               # 90s, 30m, 6h, 2d, 1w
    queries: auto                           # or [first query, second], or [] to browse only

recipients:
  - email: officer@bureau.example
    assets: ["*"]
    from_grade: alert                       # review: doubtful cases too
    language: en                            # zh, en
    timezone: Asia/Shanghai
    delivery: at_once                       # grouped: by right, seller and market; daily: digest
    # digest_at: 08:00                      # of the daily mail
    # quiet_hours: 22:00-07:00              # critical cases pass
    # repeat_every: 24h                     # until somebody decides or acknowledges
    # escalate_to: head@bureau.example      # another recipient, told after escalate_after: 48h

# people:                                 # who may sign in to the desk, by a link in a mail
#   - {email: officer@bureau.example, name: Li Wen, role: officer, language: zh}
"""


def write_starter(path: Path) -> list[Path]:
    """Write the starter to `path` and its logo beside it; gives the files written.

    Raises:
        FileExistsError: one of them is there; nothing is written.
    """
    logo = path.parent / LOGO
    for target in (path, logo):
        if target.exists():
            raise FileExistsError(target)
    logo.parent.mkdir(parents=True, exist_ok=True)
    with logo.open("xb") as stream:
        draw_logo().save(stream, format="PNG", optimize=True)
    with path.open("x", encoding="utf-8", newline="\n") as text:
        text.write(TEXT)
    return [path, logo]


def draw_logo() -> Image.Image:
    """Two peaks under a sun in a ring, 480 x 480 px, RGB."""
    side = 960
    logo = Image.new("RGB", (side, side), "white")
    pen = ImageDraw.Draw(logo)
    pen.ellipse((50, 50, side - 50, side - 50), outline="#12324a", width=44)
    pen.ellipse((560, 220, 700, 360), fill="#d9822b")
    pen.polygon(((180, 690), (400, 300), (600, 690)), fill="#12324a")
    pen.polygon(((430, 690), (610, 430), (780, 690)), fill="#2f6f8f")
    pen.polygon(((343, 400), (400, 300), (452, 400), (420, 375), (395, 420), (370, 378)),
                fill="#cfe3ec")  # fmt: skip
    pen.line(((190, 745), (770, 745)), fill="#12324a", width=26)
    return logo.resize((side // 2, side // 2), Image.Resampling.LANCZOS)
