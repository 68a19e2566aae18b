"""Letters to write, made of real domain values; nothing here is a mail already."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from monitor.domain.alert import CaseStory, Letter, Picture
from monitor.domain.asset import Asset, AssetKind
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import Case, CaseFile, CaseState, LiveState
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from monitor.domain.signal import Defence, Ground, Signal
from monitor.domain.verdict import Against, Gate, Grade, Verdict
from monitor.domain.watch import Recipient

SEEN = datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
WORD = Asset(
    id="northwind-word",
    kind=AssetKind.WORD_MARK,
    holder_id="northwind",
    text="NORTHWIND",
    aliases=("北风",),
    office="CN",
    registration_number="12345678",
    registration_date=date(2015, 3, 1),
    expiry_date=date(2035, 3, 1),
    territories=("CN",),
    nice_classes=(18, 25),
)
LOGO = replace(
    WORD, id="northwind-logo", kind=AssetKind.FIGURATIVE_MARK, text=None, title="北风 logo"
)


def drawn(colour: str, words: str, size: tuple[int, int] = (640, 480)) -> Picture:
    """A picture with a star-like figure, so that a thumbnail shows something."""
    canvas = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(canvas)
    pen.ellipse((size[0] * 0.2, size[1] * 0.15, size[0] * 0.8, size[1] * 0.85), fill=colour)
    pen.text((size[0] * 0.4, size[1] * 0.45), words, fill="white", font_size=size[1] // 12)
    sink = BytesIO()
    canvas.save(sink, "PNG")
    return picture(sink.getvalue())


def picture(content: bytes) -> Picture:
    return Picture(sha256=hashlib.sha256(content).hexdigest(), content=content)


REGISTERED = drawn("#1d4e89", "NORTHWIND")
OFFERED = drawn("#1f5a9e", "NORTHW1ND", (500, 700))


def offer(title: str | None = None, seller: str | None = "户外优选专营店", **more: object) -> Offer:
    base = Offer(
        listing=Listing(market="shop.example", listing_id="8842"),
        url="https://shop.example/offer/8842?from=search",
        title="NORTHW1ND 正品冲锋衣 男女同款 防水防风 三合一可拆卸" if title is None else title,
        price=Price(amount=Decimal("1299.00"), currency="CNY"),
        seller=Seller(id="s-771", name=seller) if seller else None,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def word_verdict() -> Verdict:
    return Verdict(
        asset_id=WORD.id,
        asset_version=WORD.version,
        decider="decision/1",
        score=0.91,
        grade=Grade.ALERT,
        grounds=(Ground.COUNTERFEIT, Ground.TRADEMARK_USE),
        signals=(
            Signal(
                matcher="text.word_mark/1",
                ground=Ground.TRADEMARK_USE,
                channel="shape",
                score=0.97,
                field="title",
                span=(0, 9),
                because="the title writes 'NORTHW1ND', which reads as the mark 'NORTHWIND'",
            ),
            Signal(
                matcher="image.reference/1",
                ground=Ground.TRADEMARK_USE,
                channel="picture",
                score=0.88,
                field="images",
                offered=OFFERED.sha256,
                registered=REGISTERED.sha256,
                because="the first picture of the offer is 14 bits of 256 from the registered one",
            ),
        ),
        against=(
            Against(
                defence=Defence.SECOND_HAND,
                because="the description says the jacket was worn twice",
            ),
        ),
        gate=Gate(enforceable=True, because="registered in CN until 2035-03-01"),
    )


def case(number: int = 123, market: str = "shop.example", grade: Grade = Grade.ALERT) -> Case:
    return Case(
        id=number,
        number=f"RW-{number:06d}",
        holder_id="northwind",
        source_id="shop",
        listing=Listing(market=market, listing_id=str(number)),
        grade=grade,
        state=CaseState.OPEN,
        live=LiveState.LIVE,
        opened_at=SEEN,
        sighting_id=number,
    )


def sealed(**more: object) -> EvidenceBundle:
    base = EvidenceBundle(
        capture_id="cap-123",
        path="2026/03/RW-000123-1.wacz",
        sha256=hashlib.sha256(b"bundle").hexdigest(),
        size=1_204_551,
        page_kind=PageKind.LISTING,
        started_at=SEEN,
        ended_at=SEEN,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def story(
    of: Case | None = None,
    seen: Offer | None = None,
    verdicts: tuple[Verdict, ...] | None = None,
    **more: object,
) -> CaseStory:
    file = CaseFile(
        case=of or case(),
        sighting=Sighting(source_id="shop", offer=seen or offer(), seen_at=SEEN),
        verdicts=(word_verdict(),) if verdicts is None else verdicts,
    )
    base = CaseStory(
        file=file,
        asset_names={WORD.id: "NORTHWIND", LOGO.id: "北风 logo"},
        offered=(OFFERED,),
        registered=(REGISTERED,),
        bundle=sealed(),
        entry=LogEntry.of(0, {"capture": "cap-123"}, SEEN),
        assets=(WORD, LOGO),
    )
    return replace(base, **more)  # type: ignore[arg-type]


CHECKPOINT = (
    "rightswatch/0123456789abcdef\n41\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "\N{EM DASH} rightswatch/0123456789abcdef "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)


def letter(*stories: CaseStory, language: str = "zh", key: str = "RW-000123/opened") -> Letter:
    return Letter(
        key=key,
        recipient=Recipient(
            email="officer@bureau.example",
            name="王小明 Officer",
            language=language,
            timezone="Asia/Shanghai",
        ),
        stories=stories or (story(),),
        written_at=SEEN,
        checkpoint=CHECKPOINT,
    )


def digest(language: str = "zh", cases: int = 3) -> Letter:
    stories = []
    for n in range(cases):
        grade = Grade.REVIEW if n % 3 == 1 else Grade.ALERT
        verdict = replace(word_verdict(), score=0.9 - n / 100, grade=grade)
        market = f"shop{n % 4}.example"
        stories.append(story(case(200 + n, market, grade), verdicts=(verdict,)))
    return letter(*stories, language=language, key=f"digest/{cases}")
