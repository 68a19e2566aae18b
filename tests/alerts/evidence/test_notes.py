"""Signed notes and log proofs: read as the C2SP texts have them, refused otherwise."""

import base64
import os
import stat
from pathlib import Path

import pytest

from alerts.evidence.log_key import FileNotary, known_keys, rotate, successor
from alerts.evidence.notes import LogProof, PublicKey, SigningKey, signed, signers
from monitor.domain.checkpoint import Checkpoint
from monitor.domain.errors import LogKeyRefused
from tests.alerts.evidence.samples import FORGER, LOG_KEY

TEXT = Checkpoint(origin=LOG_KEY.name, size=7, root=b"r" * 32).text
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)


def test_a_note_that_another_program_signed_is_read_and_checked() -> None:
    key = PublicKey.read(GO_KEY)
    assert signers(GO_NOTE, [key]) == [key]
    with pytest.raises(ValueError, match="does not hold"):
        signers(GO_NOTE.replace("answer", "remedy"), [key])


def test_what_was_signed_is_told_by_its_key_and_by_no_other() -> None:
    note = signed(TEXT, [LOG_KEY])
    assert signers(note, [LOG_KEY.public, FORGER.public]) == [LOG_KEY.public]
    assert signers(note, [FORGER.public]) == []
    assert signers(note, []) == []
    assert Checkpoint.read(note).size == 7


def test_a_note_of_two_keys_names_both() -> None:
    note = signed(TEXT, [LOG_KEY, FORGER])
    assert signers(note, [FORGER.public, LOG_KEY.public]) == [LOG_KEY.public, FORGER.public]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        TEXT,
        TEXT + "\n",
        "a\x07\n\n— k AAAAAAA=\n",
        TEXT + "\n- k AAAAAAA=\n",
        TEXT + "\n— k !!\n",
        TEXT + "\n— k AAAAAAA=",
        TEXT + "\n" + "— k AAAAAAA=\n" * 17,
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(ValueError, match=r"note|signature"):
        signers(note, [LOG_KEY.public])


@pytest.mark.parametrize(
    "text",
    [
        "a\n7\n",
        "a\n07\n{root}",
        "a b\n7\n{root}",
        "a\n-1\n{root}",
        "a\n7\nAAAA",
        "a\n7\n{root}\nx",
        "a+b\n7\n{root}",
        "a\n7\n{odd}",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    root = base64.b64encode(b"r" * 32).decode()
    written = text.format(root=root, odd=root[:-2] + "J=")
    with pytest.raises(ValueError, match=r"."):
        Checkpoint.read(written + "\n\n— a AAAAAAA=\n")


def test_keys_are_read_back_and_a_lost_letter_is_noticed() -> None:
    assert PublicKey.read(LOG_KEY.public.text) == LOG_KEY.public
    assert SigningKey.read(LOG_KEY.text) == LOG_KEY
    for line in (LOG_KEY.public.text[:-1], "x", LOG_KEY.public.text.replace("+", "-", 1)):
        with pytest.raises(ValueError, match="no key of a log"):
            PublicKey.read(line)
    other = LOG_KEY.public.text.replace(LOG_KEY.public.id.hex(), "00000000")
    with pytest.raises(ValueError, match="letter got lost"):
        PublicKey.read(other)
    with pytest.raises(ValueError, match="no signing key") as caught:
        SigningKey.read(LOG_KEY.text[:-3])
    assert LOG_KEY.text[-20:-3] not in str(caught.value)


def test_a_proof_is_read_back() -> None:
    note = signed(TEXT, [LOG_KEY])
    proof = LogProof(index=3, hashes=(b"a" * 32, b"b" * 32), note=note)
    assert LogProof.read(proof.text) == proof
    bare = LogProof(index=0, hashes=(), note=note)
    assert LogProof.read(bare.text) == bare
    for odd in (proof.text.replace("index 3", "index 03"), proof.text.replace("@v1", "@v2")):
        with pytest.raises(ValueError, match="no proof"):
            LogProof.read(odd)
    with pytest.raises(ValueError, match="no proof"):
        LogProof.read(proof.text.replace("\nindex", "\nextra AAAA\nindex"))


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "log.key"
    first, second = FileNotary(path), FileNotary(path)
    assert first.public == second.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["log.key"]
    note = first.sign(3, b"r" * 32)
    assert note == second.sign(3, b"r" * 32)
    assert signers(note, [first.public]) == [first.public]


def test_a_key_that_cannot_be_used_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    _ = FileNotary(path).public
    path.chmod(0o644)
    with pytest.raises(LogKeyRefused, match="chmod 600"):
        FileNotary(path).sign(1, b"r" * 32)
    path.chmod(0o600)
    path.write_text("nothing")
    with pytest.raises(LogKeyRefused, match="restore it from a backup"):
        FileNotary(path).sign(1, b"r" * 32)
    with pytest.raises(LogKeyRefused, match="cannot be read or made"):
        FileNotary(Path(os.devnull) / "log.key").sign(1, b"r" * 32)


def test_a_new_key_takes_the_place_of_the_old_by_a_statement_of_both(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    old = FileNotary(path).public
    entry = rotate(path)
    new = FileNotary(path).public
    assert (old.name, old != new) == (new.name, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(known_keys(tmp_path)) == {old, new}
    assert successor(entry, [old]) == new
    assert successor(entry, [LOG_KEY.public]) is None
    assert successor({**entry, "type": "other"}, [old]) is None
    text = str(entry["note"]).rpartition("\n\n")[0] + "\n"
    for keys in ([FORGER], []):  # one signature or none is no statement of both
        assert successor({**entry, "note": signed(text, keys)}, [old]) is None
    swapped = text.replace(new.text, FORGER.public.text)
    assert successor({**entry, "note": signed(swapped, [FORGER])}, [old]) is None
