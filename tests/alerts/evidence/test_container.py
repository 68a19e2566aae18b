import io
import zipfile

import pytest

from alerts.evidence.container import pack, unpack
from monitor.domain.errors import EvidenceBroken

MEMBERS = {"a/one.txt": b"first", "b.json": b"{}", "empty": b""}


def test_what_is_packed_is_unpacked_in_its_order() -> None:
    assert list(unpack(pack(MEMBERS)).items()) == list(MEMBERS.items())


def test_a_stock_reader_opens_it_and_finds_every_member_stored() -> None:
    with zipfile.ZipFile(io.BytesIO(pack(MEMBERS))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == MEMBERS
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_every_single_changed_bit_of_the_container_is_refused_or_is_a_member_s_content() -> None:
    whole = pack(MEMBERS)
    for at in range(len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[at] ^= 1 << bit
            with pytest.raises(EvidenceBroken):
                unpack(bytes(changed))


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_a_file_that_ends_too_early_is_refused(cut: int) -> None:
    with pytest.raises(EvidenceBroken):
        unpack(pack(MEMBERS)[:-cut])


def test_bytes_before_or_behind_are_refused() -> None:
    for changed in (b"x" + pack(MEMBERS), pack(MEMBERS) + b"\0"):
        with pytest.raises(EvidenceBroken):
            unpack(changed)


def test_a_zip_of_another_writer_is_refused_even_with_the_same_members() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in MEMBERS.items():
            archive.writestr(name, content)
    with pytest.raises(EvidenceBroken, match="layout"):
        unpack(buffer.getvalue())


def test_a_member_that_stands_twice_is_refused() -> None:
    one = pack({"a": b"1"})
    with pytest.raises(EvidenceBroken, match="twice"):
        unpack(one[: 30 + 1 + 1] * 2 + one[32:])
