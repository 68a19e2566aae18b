"""The installation's keys, and what only they can have signed."""

from pathlib import Path

import pytest

from alerts.email.codes import KEY_FILE, confirmation_code, is_confirmed_by, letter_keys
from monitor.domain.errors import LettersKeyRefused

LI = "li@bureau.example"


def test_a_key_is_made_once_and_is_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "new" / KEY_FILE
    keys = letter_keys(path)
    assert letter_keys(path) == keys
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_code_is_of_one_address_however_it_is_typed(tmp_path: Path) -> None:
    keys = letter_keys(tmp_path / KEY_FILE)
    code = confirmation_code(keys, LI)
    assert is_confirmed_by(keys, LI, f" {code.lower().replace('-', ' ')} ")
    assert not is_confirmed_by(keys, "wu@bureau.example", code)
    assert not is_confirmed_by(keys, LI, "")
    assert not is_confirmed_by(keys, LI, "机密")


def test_a_newer_key_in_front_leaves_older_codes_valid(tmp_path: Path) -> None:
    path = tmp_path / KEY_FILE
    old = confirmation_code(letter_keys(path), LI)
    path.write_text(f"{'ab' * 32}\n{path.read_text()}")
    keys = letter_keys(path)
    assert confirmation_code(keys, LI) != old
    assert is_confirmed_by(keys, LI, old)


@pytest.mark.parametrize("content", ["", "no hex\n", "abcd\n", "\xe4"])
def test_a_file_without_keys_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / KEY_FILE
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(LettersKeyRefused, match=KEY_FILE):
        letter_keys(path)


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / KEY_FILE
    letter_keys(path)
    path.chmod(0o644)
    with pytest.raises(LettersKeyRefused, match="chmod 600"):
        letter_keys(path)
