"""Options that many commands share, and how they print."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

Config = Annotated[
    Path, typer.Option("--config", "-c", help="The configuration file.", show_default=True)
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]

DEFAULT_CONFIG = Path("rightswatch.yaml")


def print_json(document: Any) -> None:  # noqa: ANN401 - any domain value
    """One document on standard output and nothing else there."""
    from monitor.domain.codec import to_plain

    json.dump(to_plain(document), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def plain(text: str) -> str:
    """Safe for a terminal: what a file says may hold control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def say(line: str) -> None:
    """A line for people, on standard error."""
    sys.stderr.write(line + "\n")
