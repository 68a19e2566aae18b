"""Rows of registers' exports: read by their headers, refused at their line."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from monitor.domain.asset import RightStatus
from monitor.domain.errors import ImportRefused
from monitor.domain.supply import Refusal, Remark
from spiders.imports.registers import RegisteredMark, Wishes, is_export, read_marks, sheets
from spiders.imports.registers.right import Days, classes_of, day_of, goods_of, number_of, status_of

CNIPA = (
    "序号,申请/注册号,商标名称,申请人名称（中文）,国际分类,专用权期限,商标状态,商品/服务\n"
    '1,12345678,佐维克斯,佐维克斯有限公司,第18类,2015年03月07日至2025年03月06日,已注册,"手提包；钱包"\n'
    "2,12345679,ZORVEX,佐维克斯有限公司,46,,申请中,鞋\n"
)
USPTO = (
    "Serial Number,Registration Number,Wordmark,Owner Name,Class,Status,Filing Date\n"
    '86123456,4123456,ZORVEX,Zorvex B.V.,"IC 018; IC 025",LIVE,03/31/2014\n'
)
EUIPO = (
    "Trade mark number;Trade mark name;Owner name;Nice class;Trade mark status;Expiry date\n"
    "018123456;ZORVEX;Zorvex B.V.;18,25;Registered;04/05/2031\n"
)


def read(path: Path, **wishes: object) -> list[RegisteredMark | Refusal | Remark]:
    return list(read_marks(path, Wishes(**wishes)))  # type: ignore[arg-type]


def mark(path: Path, **wishes: object) -> RegisteredMark:
    (found,) = (one for one in read(path, **wishes) if isinstance(one, RegisteredMark))
    return found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_chinese_headers_are_known_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "导出.csv"
    path.write_bytes(CNIPA.encode(encoding))
    assert is_export(path, Wishes())
    remark, first, second = read(path)
    assert isinstance(remark, Remark)
    assert "read as cnipa; not read: 序号" in remark.text
    assert first == RegisteredMark(
        place="导出.csv:2",
        office="CN",
        registration_number="12345678",
        text="佐维克斯",
        applicant="佐维克斯有限公司",
        status=RightStatus.REGISTERED,
        registration_date=date(2015, 3, 7),
        expiry_date=date(2025, 3, 6),
        classes=(18,),
        goods=("手提包", "钱包"),
    )
    assert isinstance(second, Refusal)
    assert second.place == "导出.csv:3"
    assert second.problem == "column classes: 46 is no class of goods"


def test_an_american_and_a_european_export_write_days_their_own_way(tmp_path: Path) -> None:
    american, european = tmp_path / "tess.csv", tmp_path / "esearch.csv"
    american.write_text(USPTO)
    european.write_text(EUIPO)
    us, em = mark(american), mark(european)
    assert (us.office, us.classes, us.application_date) == ("US", (18, 25), date(2014, 3, 31))
    assert (em.office, em.registration_number) == ("EM", "018123456")
    assert em.expiry_date == date(2031, 5, 4)


def test_a_workbook_is_read_with_its_own_days_and_numbers(tmp_path: Path) -> None:
    path, book = tmp_path / "export.xlsx", openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["注册号", "商标名称", "申请人", "国际分类", "到期日"])
    book.active.append([12345678, "ZORVEX", "Zorvex", 18, date(2031, 5, 4)])
    book.active.append([12345679.0, "ZORVEX", "Zorvex", "99", None])
    book.save(path)
    found = mark(path)
    assert (found.registration_number, found.classes) == ("12345678", (18,))
    assert (found.place, found.expiry_date) == ("export.xlsx:2", date(2031, 5, 4))
    assert [one.place for one in read(path) if isinstance(one, Refusal)] == ["export.xlsx:3"]


def test_headers_of_ones_own_are_mapped_and_a_missing_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Nr,Marke,Inhaber\n77,ZORVEX,Zorvex\n")
    assert not is_export(path, Wishes())
    mapped = {"Nr": "registration_number", "Marke": "text", "Inhaber": "applicant"}
    found = mark(path, columns=mapped, office="DE", preset="euipo")
    assert (found.registration_number, found.text, found.office) == ("77", "ZORVEX", "DE")
    with pytest.raises(ImportRefused, match="has no column 'Nummer'"):
        read(path, columns={"Nummer": "registration_number"})
    with pytest.raises(ImportRefused, match="no columns of a register"):
        read(path)


def test_a_table_of_offers_is_no_export(tmp_path: Path) -> None:
    path = tmp_path / "offers.csv"
    path.write_text("listing_id,url,title,price\n1,https://shop.example/1,ZORVEX bag,5\n")
    assert not is_export(path, Wishes())


SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> tuple[bytearray, int, int]:
    """A workbook, and where it says how its sheet is packed: at the sheet, and in its table."""
    stream, book = io.BytesIO(), openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["注册号", "商标名称", "申请人"])
    book.active.append(["1001", "ZORVEX", "Zorvex"])
    book.save(stream)
    content = bytearray(stream.getvalue())
    with zipfile.ZipFile(stream) as packed:
        member = packed.getinfo(SHEET)
    return content, member.header_offset, content.rindex(SHEET.encode()) - 46


def unknown_packing() -> bytes:
    content, at, listed = workbook()
    content[at + 8] = content[listed + 10] = 99
    return bytes(content)


def under_a_password() -> bytes:
    content, at, listed = workbook()
    content[at + 6] |= 1
    content[listed + 8] |= 1
    return bytes(content)


def damaged_stream() -> bytes:
    content, at, _ = workbook()
    start = at + 30 + len(SHEET)
    content[start : start + 20] = b"\xff" * 20
    return bytes(content)


@pytest.mark.parametrize("broken", [unknown_packing, under_a_password, damaged_stream])
def test_a_workbook_that_cannot_be_unpacked_is_refused(
    tmp_path: Path, broken: Callable[[], bytes]
) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(broken())
    with pytest.raises(ImportRefused, match="is no workbook that can be read"):
        read(path)


def test_a_zip_whose_table_cannot_be_read_is_no_export(tmp_path: Path) -> None:
    content, _, listed = workbook()
    content[listed + 6] = 200  # a version of ZIP that there is not
    path = tmp_path / "export.xlsx"
    path.write_bytes(content)
    assert not is_export(path, Wishes())


def rewritten(path: Path, name: str, old: bytes, new: bytes) -> None:
    """The workbook with one of its parts changed."""
    content, _, _ = workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(path, "w") as now:
        for member in was.namelist():
            part = was.read(member)
            now.writestr(member, part.replace(old, new) if member == name else part)


def test_a_row_far_below_all_others_is_not_walked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 1000)  # a million of them take seconds
    path = tmp_path / "export.xlsx"
    rewritten(path, SHEET, b'<row r="2"', b'<row r="99999999999"')
    assert not any(isinstance(one, RegisteredMark) for one in read(path))


def test_a_style_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    rewritten(path, "xl/styles.xml", b'numFmtId="0"', b'numFmtId="x"')
    with pytest.raises(ImportRefused, match="is no workbook that can be read"):
        read(path)


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml"))
    with pytest.raises(ImportRefused, match="is no workbook that can be read"):
        read(path)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2015年3月7日", date(2015, 3, 7)),
        ("2015/03/07", date(2015, 3, 7)),
        ("20150307", date(2015, 3, 7)),
        ("2015-03-07 00:00:00", date(2015, 3, 7)),
        ("２０１５.３.７", date(2015, 3, 7)),
        ("31/03/2015", date(2015, 3, 31)),
        ("", None),
        ("--", None),
    ],
)
def test_days_are_read_as_offices_write_them(written: str, day: date | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize("written", ["03/04/2015", "2015-02-30", "soon", "9" * 5000])
def test_a_day_that_is_none_or_two_is_refused(written: str) -> None:
    with pytest.raises(ImportRefused):
        day_of(written)
    assert day_of("03/04/2015", Days.DAY_FIRST) == date(2015, 4, 3)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("已注册", RightStatus.REGISTERED),
        ("商标已无效", RightStatus.INVALIDATED),
        ("期满未续展注销商标", RightStatus.EXPIRED),
        ("异议中", RightStatus.OPPOSED),
        ("等待实质审查", RightStatus.PENDING),
        ("LIVE", RightStatus.REGISTERED),
        ("Registration cancelled", RightStatus.INVALIDATED),
        ("Registration expired", RightStatus.EXPIRED),
        ("Application under examination", RightStatus.PENDING),
        ("700", RightStatus.REGISTERED),
        ("602", RightStatus.INVALIDATED),
        (" ", None),
    ],
)
def test_words_for_a_status_are_known(written: str, status: RightStatus | None) -> None:
    assert status_of(written) == status


def test_a_number_that_a_spreadsheet_spoilt_is_refused() -> None:
    assert number_of("'0012345") == "0012345"
    assert number_of("0000000") is None
    with pytest.raises(ImportRefused, match="its digits are lost"):
        number_of("1.2E+07")


def test_goods_are_parted_by_the_signs_of_either_script() -> None:
    assert goods_of("bags; shoes, of leather") == ("bags", "shoes, of leather")
    assert goods_of("手提包、鞋") == ("手提包", "鞋")
    assert classes_of("第18类、25") == (18, 25)
