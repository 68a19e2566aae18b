"""Lists on screens of every width."""

import pytest
from rich.cells import cell_len

from monitor.cli.columns import Column, lines
from monitor.cli.progress import COLUMNS
from monitor.cli.tables import CASES

ROWS = [
    ["RW-000047", "alert", "0.94", "35", "open", "live", "zorvex-word", "58.00 USD", "Bags & Co",
     "佐维克斯 手提包 女士真皮单肩包 大容量通勤托特包 新款"],
    ["RW-123456", "review", "0.51", "-", "confirmed", "changed", "zorvex-figure-of-1998",
     "1299.00-1499.00 CNY", "-", "bag"],
]  # fmt: skip


@pytest.mark.parametrize("width", range(56, 220, 7))
def test_what_a_person_acts_on_is_whole_and_no_line_is_too_long(width: int) -> None:
    printed = lines(CASES, ROWS, width)
    assert len(printed) == 3
    for line, row in zip(printed[1:], ROWS, strict=True):
        assert line.split()[:3] == row[:3]
        assert row[4] in line.split()[3:5]
        assert row[7] in line
    assert max(cell_len(line) for line in printed) <= max(width, 59)


@pytest.mark.parametrize(
    ("width", "heads"),
    [
        (220, "case grade score harm state offer asset price seller title"),
        (115, "case grade score harm state offer asset price title"),
        (95, "case grade score harm state offer price title"),
        (85, "case grade score harm state price title"),
        (78, "case grade score state price title"),
        (50, "case grade score state price"),
    ],
)
def test_columns_leave_in_their_order(width: int, heads: str) -> None:
    assert " ".join(lines(CASES, ROWS, width)[0].split()) == heads


def test_a_title_too_long_ends_in_an_ellipsis_within_its_cells() -> None:
    cut = lines((Column(name="n"), Column(name="title", flexible=True)), [["1", "包" * 40]], 24)[1]
    assert cut.endswith("包…")
    assert cell_len(cut) <= 24


def test_a_source_is_named_in_full_however_narrow_it_gets() -> None:
    row = ["a-market-whose-name-is-long", *("12345",) * (len(COLUMNS) - 1)]
    for width in (40, 80, 120):
        head, line = lines(COLUMNS, [row], width)
        assert line.startswith("a-market-whose-name-is-long ")
        assert "listings" in head


def test_a_list_without_rows_is_its_head() -> None:
    assert lines((Column(name="case"), Column(name="grade")), [], 80) == ["case  grade"]
