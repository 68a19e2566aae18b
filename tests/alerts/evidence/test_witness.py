"""An older checkpoint is found in whatever somebody kept it in."""

import pytest

from alerts.evidence.witness import find_checkpoint
from tests.alerts.evidence.samples import LOG_KEY, log_of, note_of

NOTE = note_of(log_of())


@pytest.mark.parametrize(
    "kept",
    [
        NOTE,
        f"Dear colleague,\n\n{NOTE}\n-- \nLi Wei\n",
        "".join(f"> {line}\r\n" for line in NOTE.splitlines()),
        "".join(f"    {line}  \n" for line in NOTE.splitlines()),
        NOTE.rstrip("\n"),
        "first\n7\nsecond\n\n" + NOTE,
    ],
)
def test_a_checkpoint_is_found_in_what_was_kept(kept: str) -> None:
    assert find_checkpoint(kept.encode()) == NOTE


@pytest.mark.parametrize(
    "kept", [b"", b"a\n7\nb\n", NOTE.encode()[:60], b"\xff" * 900, b"\n" * 90_000, b"> " * 90_000]
)
def test_what_holds_none_is_told_so(kept: bytes) -> None:
    with pytest.raises(ValueError, match="no checkpoint"):
        find_checkpoint(kept)


def test_both_signatures_of_a_turn_of_keys_are_found() -> None:
    twice = NOTE + NOTE.splitlines()[-1] + "\n"
    assert find_checkpoint(f"x\n{twice}y\n".encode()) == twice
    assert LOG_KEY.name in twice
