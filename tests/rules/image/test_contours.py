"""Contours: found tilted, in part and on a busy ground; not those of another mark."""

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw

from rules.image.contours import CONTOUR_PX, ROOM_PX, Contour, Traced, edges_of, trace
from rules.image.logo_examples import drawn_mark

Pixels = npt.NDArray[np.uint8]


def rendering(seed: int) -> Pixels:
    return np.asarray(drawn_mark(seed), dtype=np.uint8)


@pytest.fixture(scope="module")
def contour() -> Contour:
    found = Contour.of(rendering(3))
    assert found
    return found


def tilt(corners_px: float) -> npt.NDArray[np.float64]:
    """(3, 3): each corner of the contour's frame moved by so much another way."""
    wide, high = CONTOUR_PX, round(CONTOUR_PX * 280 / 320)
    frame = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    ways = np.array([(1, 0.4), (-0.6, 1), (0.7, -1), (-1, -0.2)], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(frame, frame + corners_px * ways))


def moved(
    places: npt.NDArray[np.float32], pose: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    seen = np.column_stack([places, np.ones(len(places))]) @ pose.T
    return np.asarray(seen[:, :2] / seen[:, 2:])


def window(seed: int, corners_px: float = 0.0) -> Pixels:
    """The mark in its frame, tilted, on a busy ground."""
    wide, high = CONTOUR_PX, round(CONTOUR_PX * 280 / 320)
    bend = tilt(corners_px) @ np.diag([wide / 320, high / 280, 1.0])
    bend[:2] += ROOM_PX * bend[2]
    size = wide + 2 * ROOM_PX, high + 2 * ROOM_PX
    ground = np.random.default_rng(1).integers(60, 200, (9, 10, 3), dtype=np.uint8)
    busy = cv2.resize(ground, size, interpolation=cv2.INTER_LINEAR)
    seen = cv2.warpPerspective(rendering(seed), bend, size, flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.full((280, 320), 255, np.uint8), bend, size)
    return np.where(cover[..., None] > 127, seen, busy).astype(np.uint8)


def traced(contour: Contour, pixels: Pixels) -> Traced:
    return trace(contour, edges_of(pixels), np.ones(len(contour.rows), dtype=np.bool_))


def test_a_contour_in_its_place_is_found_there(contour: Contour) -> None:
    found = traced(contour, window(3))
    assert found.likeness > 0.7
    assert np.allclose(found.pose, np.eye(3), atol=0.5)


def test_a_tilted_one_is_found_and_the_pose_says_how(contour: Contour) -> None:
    found = traced(contour, window(3, 5.0))
    places = contour.rows[:, :2]
    beside = np.linalg.norm(moved(places, found.pose) - moved(places, tilt(5.0)), axis=1)
    unfitted = np.linalg.norm(places - moved(places, tilt(5.0)), axis=1)
    assert found.likeness > 0.6
    assert np.median(beside) < np.median(unfitted) / 2


def test_two_thirds_of_it_are_enough(contour: Contour) -> None:
    pixels = window(3)
    pixels[:, : ROOM_PX + CONTOUR_PX // 3] = 120
    assert traced(contour, pixels).likeness > 0.5


def test_what_the_picture_cuts_off_is_not_asked_for(contour: Contour) -> None:
    pixels = window(3)
    half = CONTOUR_PX // 2
    pixels[:, : ROOM_PX + half] = 120
    edges = edges_of(pixels)
    everywhere = np.ones(len(contour.rows), dtype=np.bool_)
    kept = trace(contour, edges, contour.rows[:, 0] > half + 4)
    assert kept.likeness > trace(contour, edges, everywhere).likeness


def test_a_contour_outside_the_picture_is_not_likely(contour: Contour) -> None:
    nowhere = np.zeros(len(contour.rows), dtype=np.bool_)
    assert trace(contour, edges_of(window(3)), nowhere).likeness == 0.0


def test_the_contour_of_another_mark_is_not_there(contour: Contour) -> None:
    assert traced(contour, window(8)).likeness < 0.35


def test_light_and_dark_exchanged_is_the_same_contour(contour: Contour) -> None:
    pixels = window(3)
    inverted = traced(contour, (255 - pixels).astype(np.uint8))
    assert inverted.likeness == pytest.approx(traced(contour, pixels).likeness, abs=0.02)


def test_a_disc_is_plain_and_an_even_rendering_has_no_contour(contour: Contour) -> None:
    disc = Image.new("RGB", (200, 200), "white")
    ImageDraw.Draw(disc).ellipse((16, 16, 183, 183), fill="black")
    plain = Contour.of(np.asarray(disc, dtype=np.uint8))
    assert plain
    assert plain.plain
    assert not contour.plain
    assert Contour.of(np.full((80, 60, 3), 90, np.uint8)) is None


def test_a_strip_whose_pale_edges_fade_in_a_square_has_no_contour() -> None:
    strip = np.linspace(0, 60, 16)[:, None, None].repeat(2000, 1).repeat(3, 2)
    assert Contour.of(strip.astype(np.uint8)) is None
