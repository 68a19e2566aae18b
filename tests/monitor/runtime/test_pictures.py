"""Opening strangers' pictures in a child: nothing they hold reaches us but pixels or one reason."""

import gzip
import io
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress

import numpy as np
import pytest
from PIL import Image

from monitor.domain.errors import PictureUnreadable
from monitor.runtime.pictures.pool import PictureChild, PooledOpener
from monitor.runtime.pictures.wire import Limits
from rules.pictures.decode import decode

ROOM = 600_000_000


@pytest.fixture(scope="module")
def opener() -> Iterator[PooledOpener]:
    opener = PooledOpener(Limits(seconds=20.0, memory_bytes=ROOM))
    yield opener
    opener.close()


def encoded(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


def photo(seed: int = 1, size: tuple[int, int] = (240, 180)) -> Image.Image:
    draw = np.random.default_rng(seed)
    coarse = draw.integers(0, 255, (9, 12, 3), dtype=np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def test_an_opened_picture_has_the_pixels_of_the_decoded_one(opener: PooledOpener) -> None:
    content = encoded(photo(), "JPEG")
    opened = opener.open(content)
    (ours,), (theirs,) = decode(opened.pixels), decode(content)
    assert ours.tobytes() == theirs.tobytes()
    assert opened.fingerprint is not None
    assert not opened.is_blank


def test_a_blank_picture_is_said_to_be_blank(opener: PooledOpener) -> None:
    opened = opener.open(encoded(Image.new("RGB", (300, 300), "white")))
    assert opened.is_blank
    assert opened.fingerprint is None


def test_what_is_no_picture_is_refused_and_the_child_stays(opener: PooledOpener) -> None:
    opener.open(encoded(photo()))
    before = opener.pid
    for content in (b"", b"no picture at all", b"\x89PNG\r\n\x1a\n" + b"\x00" * 90):
        with pytest.raises(PictureUnreadable):
            opener.open(content)
    assert opener.pid == before


def test_a_picture_that_needs_too_much_memory_costs_one_child_at_most() -> None:
    opener = PooledOpener(Limits(seconds=60.0, memory_bytes=40_000_000))
    try:
        with pytest.raises(PictureUnreadable):
            opener.open(encoded(Image.new("RGBA", (5000, 5000), (9, 9, 9, 9)), compress_level=1))
        assert opener.open(encoded(photo())).fingerprint is not None
    finally:
        opener.close()


def test_a_drawing_that_never_ends_is_given_up_and_the_next_picture_is_opened() -> None:
    grown = "".join(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 12 + "</g>" for n in range(7))
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
        f"<g id='a0'><circle r='4' opacity='.5'/></g>{grown}</svg>"
    )
    opener = PooledOpener(Limits(seconds=1.0, memory_bytes=ROOM))
    try:
        with pytest.raises(PictureUnreadable, match=r"took over 1 s|nodes limit"):
            opener.open(gzip.compress(drawing.encode()))
    finally:
        opener.close()
    patient = PooledOpener(Limits(seconds=60.0, memory_bytes=ROOM))
    try:
        assert patient.open(encoded(photo())).fingerprint is not None
    finally:
        patient.close()


def test_a_child_that_is_killed_meanwhile_is_replaced(opener: PooledOpener) -> None:
    opener.open(encoded(photo()))
    killed = opener.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    with pytest.raises(PictureUnreadable, match="broke its decoder"):
        opener.open(encoded(photo()))
    assert opener.open(encoded(photo())).fingerprint is not None
    assert opener.pid != killed


def test_a_child_that_has_done_its_share_makes_room_for_another() -> None:
    opener = PooledOpener(Limits(seconds=60.0, memory_bytes=ROOM, pictures=2))
    pids = set()
    try:
        for _ in range(4):
            opener.open(encoded(photo()))
            pids.add(opener.pid)
    finally:
        opener.close()
    assert len(pids - {None}) == 2


def test_a_child_ends_with_its_parent_s_hold_on_it() -> None:
    with PictureChild("open", Limits(seconds=60.0, memory_bytes=ROOM)) as child:
        child.ask(encoded(photo()))
        pid = child.pid
        assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_damaged_pictures_are_refused_or_opened_and_nothing_else(opener: PooledOpener) -> None:
    draw = random.Random(11)  # noqa: S311 - damage, no secrets
    kinds = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
    whole = [encoded(photo(seed), kind) for seed, kind in enumerate(kinds)]
    longest = 0.0
    for _ in range(200):
        content = bytearray(draw.choice(whole))
        for _ in range(draw.randint(1, 20)):
            content[draw.randrange(len(content))] = draw.randrange(256)
        start = time.monotonic()
        with suppress(PictureUnreadable):
            opener.open(bytes(content))
        longest = max(longest, time.monotonic() - start)
    assert longest < 30
