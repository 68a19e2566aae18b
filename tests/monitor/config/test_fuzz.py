"""Two thousand and more damaged configurations: each is refused with places, or holds."""

import random
import time
from collections.abc import Callable

import pytest

from monitor.config import load
from monitor.config.starter import TEXT
from monitor.domain.errors import ConfigFault, ConfigRefused
from tests.monitor.config.conftest import SAMPLE, Write

BATCHES = 8
EACH = 300
SIGNS: list[str] = [
    *"{}[]:,-#&*!|>'\"%@`?~ \n\t$.=\\0",
    "- ",
    ": ",
    "---\n",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
]
STRANGE = [
    *("", "null", "[]", "{}", "-1", "1e999", "'", "☃", "\U0001f9ff", "\u202e", "\u0000"),
    *("~x/y", "../" * 40, "/", "a" * 5000, "${HOME}", "${}", "$", "::", "[[[[", "{a: {b: {c: d}}}"),
    *("2015-13-45", "99999999999999999999", "0x10", "true", "*", "!!int 3", "http://[::1", "@"),
    *("[1, [2, [3]]]", "sqlite://", "postgresql://", "http://a:b:c/", "٣", "١٢h", "a\u200db"),
]


def drop_a_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    del lines[rng.randrange(len(lines))]
    return "\n".join(lines)


def move_a_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines)), " " * rng.randrange(6) + line.strip())
    return "\n".join(lines)


def repeat_a_line(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    return "\n".join(lines)


def put_a_sign(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(SIGNS) + text[at:]


def lose_some_letters(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.randrange(1, 12) :]


def change_a_value(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{rng.choice(STRANGE)}"
    return "\n".join(lines)


def change_a_word(text: str, rng: random.Random) -> str:
    words: list[str] = text.split(" ")
    words[rng.randrange(len(words))] = rng.choice(STRANGE)
    return " ".join(words)


DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    drop_a_line, move_a_line, repeat_a_line, put_a_sign, lose_some_letters, change_a_value,
    change_a_word,
)  # fmt: skip


def damaged(rng: random.Random) -> str:
    text = rng.choice([SAMPLE, TEXT])
    for _ in range(rng.choice([1, 1, 1, 2, 3, 6])):
        text = rng.choice(DAMAGES)(text, rng) or "x"
    return text


def faults_of(text: str, write: Write) -> list[ConfigFault]:
    try:
        load(write(text))
    except ConfigRefused as refused:
        return refused.faults or [ConfigFault("", 0, 0, "", "refused without a reason", "")]
    return []


@pytest.mark.parametrize("batch", range(BATCHES))
def test_damaged_configurations_are_refused_with_places_or_hold(batch: int, write: Write) -> None:
    rng = random.Random(batch)  # noqa: S311 - repeatable damage
    held = 0
    for _ in range(EACH):
        text = damaged(rng)
        began = time.monotonic()
        faults = faults_of(text, write)
        lines = text.count("\n") + 2
        for fault in faults:
            assert 1 <= fault.line <= lines, (fault, text)
            assert fault.column >= 1
            assert fault.problem
            assert fault.remedy
            assert len(str(fault)) < 2000
        held += not faults
        assert time.monotonic() - began < 20
    assert 0 < held < EACH
