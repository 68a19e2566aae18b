"""Pictures on their way to the matchers: opened once, read where it pays, missed with a reason."""

import hashlib
from collections.abc import Sequence
from datetime import date

import pytest

from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.errors import PictureUnreadable
from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.pipeline.decide import Judge
from monitor.pipeline.match import PreparedMatchers
from monitor.pipeline.pictures import BLANK, PictureDesk, WordTerms
from monitor.ports.pictures import OpenedPicture, WordsLine
from rules.decision.decider import SecondDecider
from rules.text.matcher import WordMarkMatcher

MARK = Asset(id="m", kind=AssetKind.WORD_MARK, holder_id="h", text="NORTHWIND")


class OpensPlainly:
    """Takes what a file says of itself: `blank`, `broken`, or anything else."""

    def __init__(self) -> None:
        self.opened: list[bytes] = []

    def open(self, content: bytes) -> OpenedPicture:
        self.opened.append(content)
        if content == b"broken":
            message = "it is damaged"
            raise PictureUnreadable(message)
        return OpenedPicture(pixels=b"pixels of " + content, is_blank=content == b"blank")


class ReadsPlainly:
    """The words of a picture are the file's own, one line a picture."""

    def __init__(self) -> None:
        self.read: list[bytes] = []

    def lines(self, pixels: bytes) -> Sequence[WordsLine]:
        self.read.append(pixels)
        text = pixels.removeprefix(b"pixels of ").decode()
        return (WordsLine(text=text, box=(100, 200, 300, 400), sureness=0.9),)


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def offer(*contents: bytes, title: str = "jacket") -> Offer:
    images = tuple(OfferedImage(url=f"{n}.png", sha256=sha(c)) for n, c in enumerate(contents))
    listing = Listing(market="shop.example", listing_id="1")
    return Offer(listing=listing, url="https://shop.example/1", title=title, images=images)


def files(*contents: bytes) -> dict[str, bytes]:
    return {sha(content): content for content in contents}


def desk(terms: WordTerms | None = None) -> tuple[PictureDesk, OpensPlainly, ReadsPlainly]:
    opener, words = OpensPlainly(), ReadsPlainly()
    return PictureDesk(opener, words, terms), opener, words


def test_equal_bytes_are_opened_and_read_once() -> None:
    at, opener, words = desk()
    for _ in range(3):
        opened = at.open(files(b"one", b"two"))
        at.words(offer(b"one", b"two"), opened, has_signal=True)
    assert sorted(opener.opened) == [b"one", b"two"]
    assert sorted(words.read) == [b"pixels of one", b"pixels of two"]


def test_blank_and_broken_pictures_reach_no_matcher_and_have_their_reason() -> None:
    at, _, _ = desk()
    opened = at.open(files(b"one", b"blank", b"broken"))
    assert dict(opened.pixels) == {sha(b"one"): b"pixels of one"}
    assert opened.refused == {sha(b"blank"): BLANK, sha(b"broken"): "it is damaged"}


def test_words_are_read_where_another_signal_speaks_and_else_only_of_a_share() -> None:
    contents = [f"picture {n}".encode() for n in range(400)]
    at, _, words = desk(WordTerms(share=0.1))
    for content in contents:
        at.words(offer(content), at.open(files(content)), has_signal=False)
    assert 20 <= len(words.read) <= 60
    drawn = len(words.read)
    for content in contents[:50]:
        at.words(offer(content), at.open(files(content)), has_signal=True)
    assert len(words.read) > drawn + 30


def test_the_first_pictures_are_all_read_when_asked_for() -> None:
    at, _, words = desk(WordTerms(share=0.0, first=3))
    for n in range(10):
        content = f"picture {n}".encode()
        at.words(offer(content), at.open(files(content)), has_signal=False)
    assert len(words.read) == 3


def test_no_more_pictures_of_an_offer_are_read_than_allowed() -> None:
    at, _, words = desk(WordTerms(pictures_per_offer=2))
    contents = [f"picture {n}".encode() for n in range(6)]
    found = at.words(offer(*contents), at.open(files(*contents)), has_signal=True)
    assert [text.place for text in found] == [0, 1]
    assert len(words.read) == 2


def judge(at: PictureDesk) -> Judge:
    return Judge(
        prepared=PreparedMatchers([WordMarkMatcher()], [MARK], {}),
        readers=(),
        decider=SecondDecider(),
        holders={"h": Holder(id="h", name="Northwind Ltd")},
        desk=at,
    )


def test_a_picture_that_cannot_be_compared_is_told_as_unknown_in_the_verdict() -> None:
    at, _, _ = desk()
    (verdict,) = judge(at).verdicts(
        offer(b"broken", title="Northwind jacket"), files(b"broken"), date(2026, 11, 23)
    )
    assert "not known: pictures" in [against.because for against in verdict.against]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_mark_in_a_picture_is_found_when_the_picture_is_read(share: float) -> None:
    at, _, _ = desk(WordTerms(share=share))
    verdicts = judge(at).verdicts(
        offer(b"NORTHWIND outdoor"), files(b"NORTHWIND outdoor"), date(2026, 11, 23)
    )
    assert bool(verdicts) is bool(share)
    for verdict in verdicts:
        (signal,) = verdict.signals
        assert signal.field == "image_text"
        assert signal.box == (100, 200, 300, 400)
        assert signal.offered == sha(b"NORTHWIND outdoor")
