"""Words in pictures by rapidocr: PP-OCRv6 models out of its wheel, no network, one thread.

An optional extra (`pip install "rightswatch[words]"`). The longer side is read at 640 px: as many
lines are right as at rapidocr's own size, at half its cost (`bench/ocr.py`).
"""

import json
import os
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from monitor.domain.errors import PictureUnreadable
from monitor.ports.pictures import WordsLine
from monitor.runtime.pictures.pool import PictureChild
from monitor.runtime.pictures.wire import Limits
from rules.pictures.prepared import unpack

READING: Final = Limits(seconds=30.0, memory_bytes=1_500_000_000, pictures=1_000)
"""Of one picture. About 0.5 s of CPU; the time is for a machine that is busy with others."""
MISSING: Final = (
    "words in pictures are not read: rapidocr or onnxruntime is not installed; "
    'install them with: pip install "rightswatch[words]"'
)

_READ_PX: Final = 640
_LEAST_SURE: Final = 0.5
_MOST_LINES: Final = 60
_MOST_LETTERS: Final = 200  # of one line


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class PooledWordReader:
    """`WordReader` in a child of its own."""

    def __init__(self, limits: Limits = READING) -> None:
        self._child = PictureChild("words", limits)

    def lines(self, pixels: bytes) -> Sequence[WordsLine]:
        """Lines of an opened picture, from top to bottom.

        Raises:
            PictureUnreadable: it broke a limit.
        """
        told = json.loads(self._child.ask(pixels))
        return tuple(
            WordsLine(text=text, box=(box[0], box[1], box[2], box[3]), sureness=sureness)
            for text, box, sureness in told
        )

    def close(self) -> None:
        """End the child."""
        self._child.close()


def reader() -> Callable[[bytes], bytes]:
    """What the child does: pixels -> lines as JSON."""
    os.environ["OMP_NUM_THREADS"] = "1"
    engine = _engine()

    def read(pixels: bytes) -> bytes:
        try:
            picture = next(unpack(pixels))
        except ValueError as error:
            raise PictureUnreadable(str(error)) from error
        array = np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])  # blue, green, red
        return json.dumps(_lines(engine(array), *picture.size)).encode()

    return read


def _engine() -> Any:  # noqa: ANN401 - published with types that mypy does not follow
    from rapidocr import RapidOCR  # noqa: PLC0415 - 2 s, and only the child loads it

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": _LEAST_SURE,
            "Det.limit_type": "max",
            "Det.limit_side_len": _READ_PX,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _lines(answer: Any, width: int, height: int) -> list[Any]:  # noqa: ANN401 - see above
    if answer.boxes is None or answer.txts is None:
        return []
    lines = []
    for corners, text, sureness in zip(answer.boxes, answer.txts, answer.scores, strict=True):
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        sides = (left / width, top / height, right / width, bottom / height)
        box = [round(1000 * min(1.0, max(0.0, float(side)))) for side in sides]
        if text.strip():
            lines.append([text.strip()[:_MOST_LETTERS], box, round(float(sureness), 4)])
    lines.sort(key=lambda line: (line[1][1], line[1][0]))
    return lines[:_MOST_LINES]
