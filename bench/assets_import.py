"""A register's export of 50,000 marks imported: CPU, memory, and whether every mistake is located.

Generates the same marks as CSV, XLSX and ST.96 XML with planted mistakes, and imports each with
`rightswatch import --json` in a process of its own, then reads the configuration that came of it.
Goals: every planted mistake is told at its line and no other; at most 60 s of CPU and 500 MB.

    python bench/assets_import.py [--rows 50000] [--only xml]
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[1]
GOAL_CPU_S, GOAL_MB = 60.0, 500.0
HEADER = ("注册号", "商标名称", "申请人", "国际分类", "专用权期限", "商标状态", "商品/服务")
CONFIG = "version: 1\nholders:\n  - {id: zorvex, name: Zorvex B.V.}\n"
GOODS = "手提包；钱包；旅行箱；伞；皮带；书包；背包"
EVERY = 100
"""Every hundredth mark has a class that there is none of."""


def marks(rows: int) -> Iterator[tuple[str, ...]]:
    """Rows as a register writes them, some of them wrong."""
    for number in range(rows):
        classes = "46" if number % EVERY == EVERY - 1 else str(number % 45 + 1)
        term = "2015年03月07日至2035年03月06日"
        name = f"ZORVEX {number:06}"
        yield str(10_000_000 + number), name, "Zorvex B.V.", classes, term, "已注册", GOODS


def as_csv(path: Path, rows: int) -> list[int]:
    """Write a table; gives the lines of the planted mistakes."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(marks(rows))
    return [line for line in range(2, rows + 2) if (line - 1) % EVERY == 0]


def as_xlsx(path: Path, rows: int) -> list[int]:
    """The same as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for row in marks(rows):
        sheet.append(row)
    book.save(path)
    return [line for line in range(2, rows + 2) if (line - 1) % EVERY == 0]


def as_xml(path: Path, rows: int) -> list[int]:
    """The same as ST.96, a record in five lines."""
    base = "http://www.wipo.int/standards/XMLSchema/ST96"
    with path.open("w", encoding="utf-8") as file:
        file.write(f'<t:TrademarkBag xmlns:t="{base}/Trademark" xmlns:c="{base}/Common">\n')
        for number, name, owner, classes, _, _, goods in marks(rows):
            file.write(
                f"<t:Trademark><c:RegistrationOfficeCode>CN</c:RegistrationOfficeCode>\n"
                f"<c:RegistrationNumber>{number}</c:RegistrationNumber>\n"
                f"<t:MarkVerbalElementText>{name}</t:MarkVerbalElementText>\n"
                f"<t:HolderBag><c:EntityName>{owner}</c:EntityName></t:HolderBag>\n"
                f"<t:ClassNumber>{classes}</t:ClassNumber>"
                f"<t:GoodsServicesDescriptionText>{goods}</t:GoodsServicesDescriptionText>"
                "</t:Trademark>\n"
            )
        file.write("</t:TrademarkBag>\n")
    return [2 + 5 * number for number in range(rows) if number % EVERY == EVERY - 1]


def measured(*words: str) -> tuple[str, float, float, float]:
    """Run our program; gives what it printed, CPU s, wall s and the peak of its memory in MB."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "monitor.cli", *words]
    with tempfile.TemporaryFile("w+") as printed_to:
        process = subprocess.Popen(command, cwd=ROOT, stdout=printed_to, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        printed_to.seek(0)
        printed = printed_to.read()
    cpu = used.ru_utime + used.ru_stime
    return printed, cpu, time.perf_counter() - started, used.ru_maxrss / 1024


def main() -> int:
    """Print one line a format; 1 where a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--only", choices=["csv", "xlsx", "xml"])
    asked = parser.parse_args()
    rows = asked.rows
    made: dict[str, Callable[[Path, int], list[int]]] = {
        "csv": as_csv, "xlsx": as_xlsx, "xml": as_xml
    }  # fmt: skip
    missed = False
    for kind in [asked.only] if asked.only else made:
        write = made[kind]
        with tempfile.TemporaryDirectory(prefix="assets-") as name:
            folder = Path(name)
            config, path = folder / "rightswatch.yaml", folder / f"export.{kind}"
            config.write_text(CONFIG)
            planted = write(path, rows)
            words = ("import", str(path), "--config", str(config), "--json")
            printed, cpu, wall, peak = measured(*words)
            told = json.loads(printed)
            lines = [int(one["place"].rpartition(":")[2]) for one in told["refusals"]]
            located = lines == planted[:1000] and told["refused"] == len(planted)
            _, again, _, _ = measured("check", "--config", str(config), "--json")
            held = cpu <= GOAL_CPU_S and peak <= GOAL_MB and located
            missed |= not held
            print(
                f"{kind:5} {rows} rows: {cpu:.1f} s of CPU (goal {GOAL_CPU_S:.0f}), {wall:.1f} s, "
                f"{peak:.0f} MB (goal {GOAL_MB:.0f}), {told['total']} marks, {len(planted)} "
                f"mistakes planted, all located: {located}; `check` of it {again:.1f} s of CPU"
            )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
