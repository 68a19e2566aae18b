"""`rightswatch extract`: what the pages of files say; no database, no network."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import say

if TYPE_CHECKING:
    from collections.abc import Iterator

File = Annotated[str | None, typer.Argument(metavar="FILE|-", help="A saved page; - = stdin.")]
Url = Annotated[str, typer.Option("--url", help="Where the page was saved from.")]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", help='JSON Lines of {"file": ..., "url": ...}; one answer a line.'),
]
Status = Annotated[int | None, typer.Option("--status", help="HTTP status, where known.")]


def extract(
    file: File = None, *, url: Url = "", batch: Batch = None, status: Status = None
) -> None:
    """Print what a saved page is and says, as one JSON object; with --batch, one a line.

    Paths in a batch are relative to its folder. A line that cannot be read gives an object with
    "error" in its place, is told on standard error with its number, and makes the exit code 1.
    """
    if (file is None) == (batch is None):
        message = "give one page (FILE or -) or --batch F.jsonl"
        raise typer.BadParameter(message)
    if batch is not None:
        failed = 0
        for number, line in _lines(batch):
            answer = _read_line(line, batch.resolve().parent)
            if "error" in answer:
                say(f"{batch}:{number}: {answer['error']}")
                failed += 1
            _print(answer)
        raise typer.Exit(1 if failed else 0)
    try:
        body = sys.stdin.buffer.read() if file == "-" else Path(file or "").read_bytes()
    except OSError as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error
    _print(_read(body, url, status))


def _lines(batch: Path) -> "Iterator[tuple[int, str]]":
    try:
        with batch.open(encoding="utf-8") as source:
            yield from ((n, line) for n, line in enumerate(source, start=1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(str(error), param_hint="--batch") from error


def _read_line(line: str, folder: Path) -> dict[str, Any]:
    try:
        order = json.loads(line)
        path = folder / order["file"]
        if not path.is_file() and Path(order["file"]).is_file():
            path = Path(order["file"])
        return _read(path.read_bytes(), order.get("url") or "", order.get("status"))
    except (ValueError, TypeError, KeyError, AttributeError, OSError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def _read(body: bytes, url: str, status: int | None) -> dict[str, Any]:
    from spiders.extract import read_page
    from spiders.extract.plain import to_plain_reading

    return to_plain_reading(read_page(body, url, status=status))


def _print(answer: dict[str, Any]) -> None:
    text = json.dumps(answer, ensure_ascii=False)
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")
