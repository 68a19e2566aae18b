"""What a signal found is drawn over the two pictures of a mail."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from alerts.email.drawing import COLOURS, drawn
from alerts.email.thumbnails import SIZE_BYTES, Thumbnail, thumbnail
from alerts.email.writer import MailWriter
from monitor.domain.signal import Placement, Signal
from tests.alerts.email.reading import read
from tests.alerts.email.stories import OFFERED, REGISTERED, letter, story, word_verdict

CORNERS = ((0.2, 0.1), (0.8, 0.1), (0.8, 0.9), (0.2, 0.9))
PAIRS = tuple((step / 24, 0.5, 0.25 + step / 60, 0.5) for step in range(24))
PLACED = Placement(corners=CORNERS, pairs=PAIRS, figure=(0.1, 0.1, 0.9, 0.9))
RED = (208, 0, 0)


def measured(**more: object) -> Signal:
    signal = next(s for s in word_verdict().signals if s.offered)
    return replace(signal, **more)  # type: ignore[arg-type]


def pixels(picture: Thumbnail) -> Image.Image:
    return Image.open(BytesIO(picture.content)).convert("RGB")


def near(picture: Thumbnail, place: tuple[float, float], colour: tuple[int, int, int]) -> bool:
    """Whether a pixel beside the place has the colour, but for what a JPEG takes from it."""
    seen = pixels(picture)
    x, y = round(place[0] * (seen.width - 1)), round(place[1] * (seen.height - 1))
    around = np.asarray(seen.crop((x - 3, y - 3, x + 4, y + 4)), dtype=np.int64)
    return bool((np.abs(around - np.array(colour)).sum(axis=2) < 120).any())


def both(signal: Signal) -> tuple[Thumbnail, Thumbnail]:
    return drawn(thumbnail(REGISTERED.content), thumbnail(OFFERED.content), signal)


def test_the_outline_is_drawn_where_the_mark_lies_in_the_offered_picture() -> None:
    registered, offered = both(measured(placement=PLACED))
    assert all(near(offered, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), RED)
               for a, b in zip(CORNERS, (*CORNERS[1:], CORNERS[0]), strict=True))  # fmt: skip
    assert not near(registered, (0.5, 0.1), RED)


def test_a_box_is_outlined_like_a_placement() -> None:
    _, offered = both(measured(box=(200, 100, 800, 900)))
    assert near(offered, (0.5, 0.1), RED)
    assert near(offered, (0.2, 0.5), RED)


def test_like_points_have_one_colour_in_both_pictures() -> None:
    pictures = both(measured(placement=PLACED))
    chosen = PLACED.points()[::3]
    for place, colour in zip(chosen, COLOURS, strict=True):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        for picture, where in zip(pictures, place, strict=True):
            assert near(picture, where, (red, green, blue))


@pytest.mark.parametrize("count", [0, 1, 7, 9, 24])
def test_any_number_of_points_can_be_drawn_and_the_size_stays(count: int) -> None:
    placed = replace(PLACED, pairs=PAIRS[:count])
    for before, after in zip((REGISTERED, OFFERED), both(measured(placement=placed)), strict=True):
        assert pixels(after).size == pixels(thumbnail(before.content)).size
        assert len(after.content) <= SIZE_BYTES


def test_what_lies_outside_the_picture_is_drawn_as_far_as_it_goes() -> None:
    outside = Placement(corners=((-3.0, -3.0), (4.0, -3.0), (4.0, 4.0), (-3.0, 4.0)),
                        pairs=((9.0, -9.0, 5.0, 5.0),))  # fmt: skip
    assert all(pixels(picture).size for picture in both(measured(placement=outside)))


def test_a_mail_shows_where_in_the_offered_picture_the_mark_was_seen(writer: MailWriter) -> None:
    placed = replace(word_verdict(), signals=(measured(placement=PLACED),))
    plain = read(writer.write(letter()).content).pictures
    shown = read(writer.write(letter(story(verdicts=(placed,)))).content).pictures
    assert len(shown) == len(plain) == 2
    assert shown != plain
