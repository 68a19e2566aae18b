"""`rightswatch init | check | schema`: begin, validate and describe the configuration file."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from monitor.config.inspection import Program
    from monitor.config.settings import Settings
    from monitor.domain.errors import ConfigFault

Markdown = Annotated[
    bool, typer.Option("--markdown", help="The reference page in place of JSON Schema.")
]

INVALID = 3


def init(config: Config = DEFAULT_CONFIG) -> None:
    """Write a commented starter configuration, and the example logo it names."""
    from monitor.config.starter import write_starter

    try:
        written = write_starter(config)
    except FileExistsError as error:
        say(f"{error} is there already; nothing was written. Delete it, or name another --config.")
        raise typer.Exit(1) from error
    except OSError as error:
        say(f"The starter cannot be written: {error}")
        raise typer.Exit(1) from error
    for path in written:
        say(f"written: {path}")
    say("Now put your own rights in it; `rightswatch check` says whether it holds.")


def check(config: Config = DEFAULT_CONFIG, *, as_json: Json = False) -> None:
    """Read the configuration and every picture; say what is wrong and what will not work well."""
    from datetime import UTC, datetime

    from monitor.config.inspection import inspect
    from monitor.config.loading import read_configuration

    configuration = read_configuration(config)
    settings = configuration.settings
    inspection = inspect(configuration, datetime.now(UTC).date(), program())
    faults, warnings = inspection.faults, inspection.warnings
    if as_json:
        print_json({
            "ok": not faults,
            "counts": _counts(settings) if settings else None,
            "digest": settings.digest if settings else None,
            "faults": faults,
            "warnings": warnings,
        })
    else:
        _tell(faults, warnings, settings)
    if faults:
        raise typer.Exit(INVALID)


def schema(*, markdown: Markdown = False) -> None:
    """Print the JSON Schema (draft 2020-12) of the configuration, for editors."""
    from monitor.config.json_schema import json_schema
    from monitor.config.reference import reference_markdown

    if markdown:
        sys.stdout.write(reference_markdown())
    else:
        json.dump(json_schema(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")


def program() -> "Program":
    """What matchers and spiders of this installation can do."""
    from monitor.bootstrap import spiders
    from monitor.bootstrap.asking import asker_for, askers
    from monitor.config.inspection import Program
    from monitor.domain.asset import AssetKind
    from rules.image.logo_marks import prepare_mark
    from rules.image.matcher import GROUNDS
    from rules.language.lexicon import is_chinese_word, is_common
    from rules.patent.matcher import KINDS as INVENTIONS
    from rules.text.faces import KINDS

    kinds_by_key = {"text": KINDS, "images": GROUNDS, "claims": INVENTIONS}
    compared = {
        kind: [key for key, kinds in kinds_by_key.items() if kind in kinds] for kind in AssetKind
    }
    sites = [known.name for known in (*spiders(), *askers())]
    return Program(
        see=_see,
        sites=sites,
        compared=compared,
        is_common=lambda word: is_common(word) or is_chinese_word(word),
        asks=lambda site, url: asker_for(site, url) is not None,
        in_photos=lambda pictures: prepare_mark(pictures) is not None,
    )


def _see(content: bytes) -> "Sequence[Image.Image]":
    """A picture as the image matcher sees it: decoded within its limits, blank ones left out."""
    from rules.image.decode import decode
    from rules.image.fingerprints import fingerprint

    return [picture for picture in decode(content) if fingerprint(picture).comparable]


def _counts(settings: "Settings") -> dict[str, int]:
    lists = ("files", "holders", "assets", "sources", "watches", "recipients", "people")
    return {name: len(getattr(settings, name)) for name in lists}


def _tell(
    faults: "Sequence[ConfigFault]",
    warnings: "Sequence[ConfigFault]",
    settings: "Settings | None",
) -> None:
    for fault in faults:
        say(str(fault))
    for warning in warnings:
        say(f"warning: {warning}")
    if faults:
        say(f"{_number(len(faults), 'mistakes')}, {_number(len(warnings), 'warnings')}")
    elif settings is not None:
        counts = ", ".join(_number(count, noun) for noun, count in _counts(settings).items())
        say(f"The configuration holds: {counts}; {_number(len(warnings), 'warnings')}")


def _number(count: int, nouns: str) -> str:
    one = {"watches": "watch", "people": "person"}.get(nouns, nouns.removesuffix("s"))
    return f"{count} {one if count == 1 else nouns}"
