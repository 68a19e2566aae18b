"""What every matcher promises; run on each of ours."""

import hashlib
from collections.abc import Mapping, Sequence

import pytest

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.codec import to_plain
from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.domain.seller import Seller
from monitor.domain.signal import Signal
from monitor.ports.matcher import Matcher
from rules.design.matcher import DesignMatcher
from rules.image.copied import CopiedPhotoMatcher
from rules.image.logo import LogoInPhotoMatcher
from rules.image.matcher import ReferenceImageMatcher
from rules.patent.matcher import ClaimElementsMatcher
from rules.text.matcher import WordMarkMatcher

MATCHERS: tuple[Matcher, ...] = (
    WordMarkMatcher(),
    ReferenceImageMatcher(),
    LogoInPhotoMatcher(),
    CopiedPhotoMatcher(),
    DesignMatcher(),
    ClaimElementsMatcher(),
)

NAUGHTY = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\udfff\ud800",
    "\u202e\u202d",
    "\ufeff",
    "\u0000\u0001\u001f",
    "NULL",
    "'; DROP TABLE assets; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "𝕹𝖎𝖐𝖊",
    "🅝🅘🅚🅔",
    "👩‍👩‍👧‍👦" * 50,
    "Z̗͓͖͖̊ͅa̷l̵g̴o̶" * 40,
    "ﷺ" * 100,
    "ⅻ",
    "ﬃ",
    "İıſßẞ",
    "ǅ",
    "\u1160" * 30,
    "耐" * 500,
    "ナ" * 500,
    "나" * 500,
    "\u0e33" * 200,
    "ｶﾞ" * 100,
    "\u3099",
    "ﾞ",
    "\U0010ffff",
    "\U000e0041" * 9,
    "a" * 5000,
    "*" * 5000,
    "$" * 5000,
    "n*" * 2000,
    "1" * 5000,
    "N I K E " * 500,
    "-" * 3000,
    "é" * 3000,
    "%s%s%n",
    "{0}",
    "\\",
    "\\u0000",
    "\r\n\t\v\f",
    "¯\\_(ツ)_/¯",
    "１２３",
    "٠١٢",
    "½",
    "™®©",
    "Ⅷ",
    "㎏㌔",
)
NOT_PICTURES = (
    b"",
    b"\x00",
    b"\xff\xd8\xff",
    b"GIF89a",
    b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    b"BM" + b"\xff" * 99,
    b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    b"%PDF-1.7",
    b"A" * 10_000,
    b"II*\x00" + b"\xff" * 200,
    b"\xff\xd8\xff\xe1\xff\xffExif\x00\x00" + b"\x7f" * 400,
)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _pictures(contents: Sequence[bytes]) -> dict[str, bytes]:
    return {_sha256(content): content for content in contents}


def _assets(pictures: Mapping[str, bytes]) -> list[Asset]:
    images = tuple(ReferenceImage(path=f"/{key}", sha256=key) for key in pictures)
    words = ("NIKE", "耐克", "LV", "ナイキ", "나이키", "Ünïcode Märk", "3M", "H&M", "n*ke", "™", "")
    marks = [
        Asset(id=f"w{number}", kind=AssetKind.WORD_MARK, holder_id="h", text=text, aliases=words)
        for number, text in enumerate((*words, *NAUGHTY))
    ]
    drawn = Asset(id="p", kind=AssetKind.FIGURATIVE_MARK, holder_id="h", images=images)
    claims = (
        "1. A",
        *NAUGHTY,
        *(f"1. A lamp comprising {text}, wherein {text}" for text in NAUGHTY),
    )
    return [*marks, drawn, Asset(id="n", kind=AssetKind.PATENT, holder_id="h", claims=claims)]


def _offer(text: str, images: tuple[OfferedImage, ...] = ()) -> Offer:
    return Offer(
        listing=Listing(market="m.example", listing_id="1"), url="https://m.example/1", title=text,
        brand=text, description=text, category=text, seller=Seller(name=text), images=images,
    )  # fmt: skip


def _raw(offer: Offer, field: str) -> str:
    if field == "seller":
        return (offer.seller.name or "") if offer.seller else ""
    return getattr(offer, field) or ""


def _check(offer: Offer, found: Mapping[str, Sequence[Signal]], name: str) -> None:
    for signals in found.values():
        assert signals, "an asset without signals is not named"
        for signal in signals:
            assert signal.matcher == name
            assert 0.0 < signal.score < 1.0
            assert signal.because
            if signal.span is None:
                continue
            start, end = signal.span
            raw = _raw(offer, signal.field)
            assert 0 <= start < end <= len(raw)
            assert repr(raw[start:end]) in signal.because


@pytest.mark.parametrize("matcher", MATCHERS, ids=lambda matcher: str(matcher.name))
class TestMatcher:
    def test_its_examples_hold(self, matcher: Matcher) -> None:
        examples = matcher.examples()
        assert any(example.high > 0 for example in examples)
        assert any(example.high == 0 for example in examples)
        for example in examples:
            pictures = _pictures(example.pictures)
            found = matcher.prepare([example.asset], pictures).signals(example.offer, pictures)
            _check(example.offer, found, matcher.name)
            best = max((signal.score for signal in found.get(example.asset.id, ())), default=0.0)
            assert example.low <= best <= example.high, example.offer.title

    def test_the_same_inputs_give_the_same_signals(self, matcher: Matcher) -> None:
        for example in matcher.examples():
            pictures = _pictures(example.pictures)
            twice = [
                matcher.prepare([example.asset], pictures).signals(example.offer, pictures)
                for _ in range(2)
            ]
            assert to_plain(twice[0]) == to_plain(twice[1])

    def test_an_index_of_no_assets_finds_nothing(self, matcher: Matcher) -> None:
        assert not matcher.prepare([], {}).signals(_offer("NIKE 耐克"), {})

    def test_assets_of_other_kinds_are_passed_over(self, matcher: Matcher) -> None:
        patent = Asset(id="n", kind=AssetKind.PATENT, holder_id="h", text="NIKE", claims=("1. A",))
        assert not matcher.prepare([patent], {}).signals(_offer("NIKE"), {})

    def test_naughty_texts_raise_nothing_and_spans_lie_inside(self, matcher: Matcher) -> None:
        index = matcher.prepare(_assets({}), {})
        for text in NAUGHTY:
            offer = _offer(text)
            _check(offer, index.signals(offer, {}), matcher.name)

    def test_bytes_that_are_no_pictures_raise_nothing(self, matcher: Matcher) -> None:
        pictures = _pictures(NOT_PICTURES)
        index = matcher.prepare(_assets(pictures), pictures)
        images = tuple(OfferedImage(url="u", sha256=key) for key in pictures)
        missing = OfferedImage(url="u", sha256="0" * 64)
        unfetched = OfferedImage(url="u", sha256=None)
        assert not index.signals(_offer("hose", (*images, missing, unfetched)), pictures)
