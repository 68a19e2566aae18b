"""Logos inside photos: found pasted, turned, inverted, half hidden; silent on others."""

from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.codec import from_plain, to_plain
from monitor.domain.listing import OfferedImage
from monitor.domain.signal import Ground, Signal
from rules.image.keypoints import detect, floats, inner
from rules.image.logo import LogoInPhotoMatcher
from rules.image.logo_examples import drawn_mark, drawn_photo, on_photo
from rules.image.logo_marks import prepare_mark
from rules.image.logo_votes import Votes
from tests.rules.image.test_reference import kept
from tests.rules.making import offer

Change = Callable[[Image.Image], Image.Image]
MARKS = tuple(range(20, 50))


def asset(number: int, sha256: str, kind: AssetKind = AssetKind.FIGURATIVE_MARK) -> Asset:
    image = ReferenceImage(path="mark.png", sha256=sha256)
    return Asset(id=str(number), kind=kind, holder_id="h", title=f"M{number}", images=(image,))


def look(
    offered: Image.Image, marks: Sequence[Image.Image], kind: AssetKind = AssetKind.COMBINED_MARK
) -> Mapping[str, Sequence[Signal]]:
    registered = [kept(mark) for mark in marks]
    shown = kept(offered)
    index = LogoInPhotoMatcher().prepare(
        [asset(number, key, kind) for number, (key, _) in enumerate(registered)],
        dict(registered),
    )
    seen = offer("tote", images=(OfferedImage(url="u", sha256=shown[0]),))
    return index.signals(seen, dict((shown,)))


def tilted(mark: Image.Image) -> Image.Image:
    bend = (1.0, 0.18, -30, 0.04, 1.1, -12)
    turned = mark.transform(mark.size, Image.Transform.AFFINE, bend, fillcolor="white")
    return on_photo(turned, 260)


def hidden(mark: Image.Image) -> Image.Image:
    photo = on_photo(mark, 280)
    ImageDraw.Draw(photo).rectangle((170, 110, 250, 400), fill=(120, 110, 100))
    return photo


def one_colour(mark: Image.Image) -> Image.Image:
    cover = ImageOps.grayscale(mark).point(lambda light: 255 if light < 235 else 0)
    cover = cover.resize((260, 228))
    photo = drawn_photo(5)
    photo.paste((250, 250, 250), (170, 110), cover)
    return photo


def outlined(mark: Image.Image) -> Image.Image:
    lines = cv2.dilate(cv2.Canny(np.asarray(mark), 60, 140), np.ones((3, 3), np.uint8))
    return Image.fromarray(255 - lines).convert("RGB")


CHANGES: dict[str, Change] = {
    "a copy that fingerprints find only near": lambda mark: mark.rotate(9, fillcolor="white"),
    "pasted small": lambda mark: on_photo(mark, 130),
    "pasted large": lambda mark: on_photo(mark, 420, (60, 50)),
    "inverted": lambda mark: on_photo(ImageOps.invert(mark), 240),
    "turned": lambda mark: on_photo(
        mark.rotate(-33, Image.Resampling.BICUBIC, expand=True, fillcolor="white"), 300
    ),
    "tilted": tilted,
    "a part hidden": hidden,
    "one colour": one_colour,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_logo_on_a_photo_is_found_and_both_sides_are_named(change: str) -> None:
    mark = drawn_mark(3)
    (signals,) = look(CHANGES[change](mark), [mark]).values()
    (signal,) = signals
    assert 0.6 <= signal.score < 0.83
    assert signal.channel == "logo"
    assert signal.ground is Ground.TRADEMARK_USE
    assert signal.offered
    assert signal.registered
    assert signal.offered[:12] in signal.because
    assert signal.registered[:12] in signal.because
    assert "% across" in signal.because


def test_a_mark_drawn_in_outlines_is_as_sure_as_one_in_its_colours() -> None:
    ((signal,),) = look(on_photo(outlined(drawn_mark(3)), 280), [drawn_mark(3)]).values()
    assert signal.score > 0.72  # .67 for its coloured rendering alone


def test_the_place_told_is_where_the_logo_lies() -> None:
    (signals,) = look(on_photo(drawn_mark(3), 220), [drawn_mark(3)]).values()
    words = signals[0].because.split()
    left, right, top, bottom = (int(words[words.index("from") + step]) for step in (1, 3, 7, 9))
    assert 24 <= left < right <= 64  # 170 to 390 of 640 px
    assert 20 <= top < bottom <= 66  # 110 to 303 of 480 px


def test_like_points_lie_in_the_same_place_of_both_pictures() -> None:
    (signals,) = look(on_photo(drawn_mark(3), 220), [drawn_mark(3)]).values()
    placement = signals[0].placement
    assert placement
    ours, theirs = (np.array(side) for side in zip(*placement.points(), strict=True))
    width, height = 220 / 640, round(280 * 220 / 320) / 480
    expected = np.array([170 / 640, 110 / 480]) + ours * np.array([width, height])
    assert len(ours) >= 4
    assert np.median(np.abs(theirs - expected)) < 0.01


def test_the_right_one_of_many_marks_is_told() -> None:
    marks = [drawn_mark(seed) for seed in MARKS]
    assert set(look(on_photo(marks[7], 230), marks)) == {"7"}


def test_many_marks_searched_by_trees_give_the_same_candidates_each_time() -> None:
    prepared = [mark for seed in MARKS if (mark := prepare_mark((drawn_mark(seed),)))]
    assert sum(len(mark.points) for mark in prepared) > 4000
    offered = detect(np.asarray(on_photo(drawn_mark(MARKS[4]), 260).convert("L")), 900)
    twice = [Votes(prepared).best(offered, 12) for _ in range(2)]
    assert twice[0] == twice[1]
    assert twice[0][0] == 4


@pytest.mark.parametrize("seed", range(5))
def test_another_mark_on_the_same_photo_is_not_told(seed: int) -> None:
    assert not look(on_photo(drawn_mark(100 + seed), 260), [drawn_mark(3), drawn_mark(4)])


@pytest.mark.parametrize(
    "picture", [drawn_photo(9), Image.new("RGB", (300, 300), "white"), Image.new("RGB", (9, 9))]
)
def test_pictures_without_a_mark_are_silent(picture: Image.Image) -> None:
    assert not look(picture, [drawn_mark(3)])


def test_a_mark_too_plain_for_photos_is_left_to_the_hashes() -> None:
    plain = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(plain).rectangle((60, 60, 140, 140), fill="black")
    assert prepare_mark((plain,)) is None
    assert not look(on_photo(plain, 200), [plain])


def test_designs_and_works_are_passed_over() -> None:
    mark = drawn_mark(3)
    assert not look(on_photo(mark, 240), [mark], AssetKind.DESIGN)


def test_an_inverted_picture_has_the_same_points() -> None:
    grey = np.asarray(drawn_mark(3).convert("L"))
    upright, inverted = detect(grey, 200), detect(np.asarray(255 - grey), 200)
    likest = inner(floats(upright.both_ways().rows), floats(inverted.rows)).max(axis=1)
    assert float(np.median(likest)) > 0.97
    assert np.allclose(upright.places, inverted.places, atol=0.6)


def test_a_plate_without_a_mark_is_not_taken_for_a_mark_on_a_plate() -> None:
    mark = Image.new("RGB", (300, 300), "white")
    pen = ImageDraw.Draw(mark)
    pen.rounded_rectangle((20, 20, 280, 280), 50, fill=(20, 20, 90))
    pen.polygon([(80, 220), (150, 70), (220, 220), (150, 180)], fill=(150, 150, 255))
    pen.ellipse((90, 60, 130, 100), fill="white")
    empty = Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(empty).rounded_rectangle((20, 20, 280, 280), 50, fill=(120, 20, 30))
    assert look(on_photo(mark, 260), [mark])
    assert not look(on_photo(empty, 260), [mark])


def test_a_picture_that_is_the_mark_itself_is_left_to_the_fingerprints() -> None:
    assert not look(drawn_mark(3).resize((200, 175)), [drawn_mark(3)])


def test_the_pairs_of_a_signal_lie_where_it_says_the_logo_lies() -> None:
    ((signal,),) = look(on_photo(drawn_mark(3), 220), [drawn_mark(3)]).values()
    assert signal.placement
    across, down = zip(*signal.placement.corners, strict=True)
    assert 4 <= len(signal.placement.pairs) <= 24
    for _, _, x, y in signal.placement.pairs:
        assert min(across) <= x <= max(across)
        assert min(down) <= y <= max(down)
    assert from_plain(Signal, to_plain(signal)) == signal


def test_equal_pictures_get_equal_scores_from_indexes_built_anew() -> None:
    marks = [drawn_mark(seed) for seed in MARKS[:6]]
    shown = on_photo(marks[2], 200)
    assert look(shown, marks) == look(shown, marks)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (640, 11), (16, 16), (3000, 60)])
@pytest.mark.parametrize("kind", ["even", "noise", "lines"])
def test_no_picture_is_too_odd_to_be_looked_at(size: tuple[int, int], kind: str) -> None:
    width, height = size
    dice = np.random.default_rng(width)
    pixels = {
        "even": np.full((height, width, 3), 128),
        "noise": dice.integers(0, 255, (height, width, 3)),
        "lines": np.indices((height, width)).sum(axis=0)[..., None].repeat(3, axis=2) % 2 * 255,
    }[kind]
    picture = Image.fromarray(pixels.astype(np.uint8))
    assert look(picture, [drawn_mark(3)]) == {}
    prepare_mark((picture,))
