"""Designs: registered views against photographs of goods, as a record for a person."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageOps

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.domain.signal import Ground, Signal
from monitor.domain.verdict import Grade
from monitor.ports.matcher import Pictures
from rules.decision.decider import SecondDecider
from rules.design.align import likeness
from rules.design.examples import drawn_jug, shaded_chair, shaded_jug
from rules.design.matcher import DesignIndex, DesignMatcher
from rules.design.plainness import plainness
from rules.design.search import windows
from rules.design.strokes import CELLS, DIRECTIONS, framed, strokes
from rules.design.views import prepare_view
from rules.pictures.prepared import pack

ON = date(2026, 11, 23)


def jug(*views: Image.Image) -> tuple[Asset, dict[str, bytes]]:
    files = {hashlib.sha256(pack([view])).hexdigest(): pack([view]) for view in views}
    images = tuple(ReferenceImage(path="", sha256=sha256) for sha256 in files)
    asset = Asset(id="jug", kind=AssetKind.DESIGN, holder_id="h", title="Jug", images=images)
    return asset, files


def offered(*pictures: Image.Image) -> tuple[Offer, Pictures]:
    files = {hashlib.sha256(pack([one])).hexdigest(): pack([one]) for one in pictures}
    images = tuple(OfferedImage(url="", sha256=sha256) for sha256 in files)
    listing = Listing(market="shop.example", listing_id="1")
    return Offer(listing=listing, url="https://shop.example/1", images=images), files


def signals(views: tuple[Image.Image, ...], *pictures: Image.Image) -> list[Signal]:
    asset, files = jug(*views)
    index = DesignMatcher().prepare([asset], files)
    return [signal for found in index.signals(*offered(*pictures)).values() for signal in found]


@pytest.fixture(scope="module")
def told() -> list[Signal]:
    return signals((drawn_jug(), shaded_chair()), shaded_chair().rotate(90), shaded_jug())


def test_a_drawn_view_is_found_in_a_shaded_picture_of_the_thing(told: list[Signal]) -> None:
    best = told[0]
    assert best.ground is Ground.DESIGN
    assert "view 1 of 2 of design 'Jug'" in best.because
    assert best.score > 0.7


def test_the_record_says_where_in_which_picture_the_view_is(told: list[Signal]) -> None:
    _, files = offered(shaded_chair().rotate(90), shaded_jug())
    best = told[0]
    assert best.offered == list(files)[1]
    assert best.box is not None
    left, top, right, bottom = best.box
    assert abs(left - 320) < 60  # the jug's spout
    assert abs(right - 770) < 60  # its handle
    assert top < bottom


def test_another_thing_says_nothing() -> None:
    assert signals((drawn_jug(),), shaded_chair()) == []


def test_blank_and_plain_pictures_say_nothing() -> None:
    plain = (Image.new("RGB", (400, 300), "white"), Image.linear_gradient("L").convert("RGB"))
    assert signals((drawn_jug(),), *plain) == []


def test_a_view_without_lines_is_passed_over() -> None:
    asset, files = jug(Image.new("RGB", (300, 300), "white"))
    assert DesignIndex("test", [asset], files).signals(*offered(shaded_jug())) == {}


def test_the_closest_design_is_still_for_a_person_to_judge(told: list[Signal]) -> None:
    asset, _ = jug(drawn_jug(), shaded_chair())
    verdict = SecondDecider().decide(asset, told, [])
    assert verdict.grade is Grade.REVIEW
    assert "a design is for a person to compare, never a machine" in [
        against.because for against in verdict.against
    ]


def test_outline_and_inner_lines_are_told_apart() -> None:
    view = prepare_view(drawn_jug())
    assert view is not None
    assert 0.5 < view.is_outline.mean() < 0.95
    inner = view.places[~view.is_outline]
    assert len(inner) > 20


def test_a_view_agrees_with_itself_wholly_and_with_its_mirror_image_less() -> None:
    view = prepare_view(drawn_jug())
    assert view is not None
    same = likeness(view, strokes(framed(drawn_jug()).colours))
    other = likeness(view, strokes(framed(ImageOps.mirror(drawn_jug())).colours))
    assert same.whole > 0.97
    assert same.shared > 0.97
    assert other.whole < same.whole - 0.05


def test_lines_have_no_bright_side() -> None:
    colours = np.asarray(drawn_jug())
    assert np.allclose(strokes(colours), strokes(255 - colours), atol=0.05)


def test_a_box_is_plainer_than_a_jug() -> None:
    box = Image.new("RGB", (300, 300), "white")
    box.paste((30, 30, 30), (60, 80, 240, 220))
    boxed, jugged = prepare_view(box), prepare_view(drawn_jug())
    assert boxed is not None
    assert jugged is not None
    assert plainness(boxed.row) > plainness(jugged.row) + 0.1


@pytest.mark.parametrize("size", [(1, 1), (3, 400), (400, 3), (9, 9), (700, 20)])
def test_pictures_of_any_shape_are_searched(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    for sized in windows(Image.fromarray(noise)):
        assert sized.rows.shape[1] == CELLS * CELLS * DIRECTIONS
        assert np.isfinite(sized.rows).all()


def with_prior(*prior: Image.Image) -> Sequence[Signal]:
    asset, files = jug(drawn_jug())
    known = {hashlib.sha256(pack([one]) + b"known").hexdigest(): pack([one]) for one in prior}
    images = tuple(ReferenceImage(path="", sha256=sha256) for sha256 in known)
    index = DesignIndex("design.views/1", [replace(asset, prior_designs=images)], files | known)
    return index.signals(*offered(shaded_jug()))["jug"]


def test_a_prior_design_that_is_as_near_is_told_as_known_before() -> None:
    assert [signal.channel for signal in with_prior(drawn_jug())] == ["known_before"]
    assert [signal.channel for signal in with_prior(shaded_chair())] == ["view"]
