"""Every part of an offer that holds words is read by one matcher, which says where it read."""

from dataclasses import replace

import pytest

from monitor.domain.listing import Offer, OfferedImage, PictureText
from monitor.domain.signal import Defence, Signal
from monitor.domain.verdict import Grade, Verdict
from rules.decision.decider import SecondDecider
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import DAY, HOLDER, offer, word_mark
from tests.rules.truth import READERS

MARK = word_mark("Quellstern", id="q", nice_classes=(21,), goods=("cups",))
INDEX = WordMarkMatcher().prepare([MARK], {})
PLAIN = "Enamel cup, 300 ml"
ELSEWHERE = {
    "brand": offer(PLAIN, brand="Quellstern"),
    "seller": offer(PLAIN, seller="Quellstern Outlet"),
    "category": offer(PLAIN, category="Kitchen > Cups > Quellstern"),
    "description": offer(PLAIN, description="Brand: Quellstern. New in box."),
    "image_text": replace(
        offer(PLAIN, images=(OfferedImage(url="a"), OfferedImage(url="b", sha256="beef"))),
        image_text=(
            PictureText(place=0, text="300 ml", box=(0, 0, 90, 90)),
            PictureText(place=1, text="by QUELLSTERN", box=(10, 20, 400, 80), sureness=0.97),
        ),
    ),
}


def signals(seen: Offer) -> tuple[Signal, ...]:
    return tuple(INDEX.signals(seen, {}).get("q", ()))


def judged(seen: Offer) -> Verdict:
    found = signals(seen)
    facts = [fact for reader in READERS for fact in reader.facts(seen, MARK, HOLDER, found, DAY)]
    return SecondDecider().decide(MARK, found, facts)


@pytest.mark.parametrize("field", ELSEWHERE)
def test_a_mark_is_found_wherever_it_stands_and_the_place_is_told(field: str) -> None:
    (signal,) = signals(ELSEWHERE[field])
    assert signal.field == field
    assert judged(ELSEWHERE[field]).grade.at_least(Grade.REVIEW)


def test_a_title_counts_most_and_a_picture_least() -> None:
    in_title = signals(offer("Quellstern cup"))[0].score
    scores = {field: signals(seen)[0].score for field, seen in ELSEWHERE.items()}
    assert in_title == scores["brand"] > scores["seller"] > scores["description"]
    assert scores["description"] > scores["category"] == scores["image_text"]


def test_words_in_a_picture_are_shown_by_picture_box_and_letters() -> None:
    (signal,) = signals(ELSEWHERE["image_text"])
    assert (signal.offered, signal.box, signal.span) == ("beef", (10, 20, 400, 80), (3, 13))
    assert signal.because.startswith("the words in picture 2 say 'QUELLSTERN'")


def test_guesses_of_the_picture_reader_are_passed_over() -> None:
    seen = replace(
        offer(PLAIN),
        image_text=(PictureText(place=0, text="QUELLSTERN", box=(0, 0, 9, 9), sureness=0.4),),
    )
    assert signals(seen) == ()


def test_disguises_are_undone_in_every_field() -> None:
    seen = offer(PLAIN, seller="Qu3llst3rn shop", description="Quelstern, new", brand="quell-stern")
    assert {signal.field for signal in signals(seen)} == {"seller", "description", "brand"}


def test_a_name_in_a_list_of_what_fits_is_not_a_name_in_the_title() -> None:
    listed = offer("Lid, silicone", description="Fits: Zarnik, Quellstern, Ombra, Tevo and more.")
    verdict = judged(listed)
    assert verdict.grade is Grade.NONE
    assert Defence.COMPATIBLE_WITH in {reason.defence for reason in verdict.against}
    assert judged(offer("Quellstern lid, silicone")).grade is Grade.ALERT


def test_a_shelf_for_accessories_says_what_they_fit() -> None:
    assert judged(offer(PLAIN, category="Cups > Quellstern Accessories")).grade is Grade.NONE
