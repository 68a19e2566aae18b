"""docs/reference/configuration.md, made from the shapes: every key with unit, default, meaning.

Layer: config. Flow: the shapes -> `rightswatch schema --markdown` -> the document; a test fails
when the two differ.
"""

import typing
from enum import Enum
from typing import Any, Final, Literal

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from monitor.config.faults import model_in
from monitor.config.json_schema import json_schema
from monitor.config.rights_shape import (
    NEEDS,
    AssetEntry,
    ConfigFile,
    ContactEntry,
    HolderEntry,
    RecipientEntry,
    SellerEntry,
    SourceEntry,
    WatchEntry,
)
from monitor.config.service_shape import (
    BrowserSection,
    CrawlSection,
    ServiceSection,
    SmtpSection,
)

_HEAD: Final = """\
# Configuration

One YAML file, `rightswatch.yaml`, and the files of `rights.d/` beside it, which may hold the lists
`holders`, `assets`, `sources`, `watches` and `recipients`; all are joined. `rightswatch init`
writes a commented starter, `rightswatch check` reads the configuration and says what is wrong with
it, and `rightswatch schema` prints its JSON Schema for editors. This page is made by
`rightswatch schema --markdown`; do not edit it by hand.

- Values need no quotation marks to stay what they are: `0123456`, `NO`, `1e3` and `on` are texts
  where a text belongs.
- Relative paths are relative to the file that names them.
- In `service:`, `${NAME}` stands for an environment variable and `$$` for a dollar sign.
- A key that is not listed here is a mistake, and so is a repeated key. All mistakes are told at
  once, as `file:line:column`.
- Lengths of time are a number and a unit: `90s`, `30m`, `6h`, `2d`, `1w`.
- Limits: 5 MB and 400,000 keys and values a file, 32 levels; one document a file; no tags and no
  merge keys; anchors and aliases work.
"""

_SECTIONS: Final[tuple[tuple[str, type[BaseModel]], ...]] = (
    ("The file", ConfigFile),
    ("service", ServiceSection),
    ("service.smtp", SmtpSection),
    ("service.browser", BrowserSection),
    ("service.crawl", CrawlSection),
    ("holders[]", HolderEntry),
    ("holders[].contacts[]", ContactEntry),
    ("holders[].authorised_sellers[]", SellerEntry),
    ("assets[]", AssetEntry),
    ("sources[]", SourceEntry),
    ("watches[]", WatchEntry),
    ("recipients[]", RecipientEntry),
)


def reference_markdown() -> str:
    """The whole page."""
    schemas = json_schema()
    parts = [_HEAD]
    for title, model in _SECTIONS:
        own = schemas if model is ConfigFile else schemas["$defs"][model.__name__]
        parts.append(_section(title, model, own["properties"]))
        if model is AssetEntry:
            parts.append(_needs())
    return "\n".join(parts)


def _section(title: str, model: type[BaseModel], schemas: dict[str, Any]) -> str:
    heading = title if title == "The file" else f"`{title}`"
    rows = "\n".join(
        f"| `{name}` | {_kind(field, schemas[name])} | {_default(field)} | {field.description} |"
        for name, field in model.model_fields.items()
    )
    head = "| key | value | default | meaning |\n|---|---|---|---|"
    return f"## {heading}\n\n{model.__doc__}\n\n{head}\n{rows}\n"


def _needs() -> str:
    rows = "\n".join(
        f"| `{kind.value}` | {' and '.join(' or '.join(f'`{k}`' for k in g) for g in groups)} |"
        for kind, groups in NEEDS.items()
    )
    return f"What each kind of right needs:\n\n| kind | needs |\n|---|---|\n{rows}\n"


def _kind(field: FieldInfo, schema: dict[str, Any]) -> str:
    """What may be written, in few words."""
    words = _words(field.annotation)
    low, high = _bound(schema, "minimum"), _bound(schema, "maximum")
    return f"{words}, {low:g} to {high:g}" if low is not None and high is not None else words


def _words(annotation: Any) -> str:  # noqa: ANN401 - a type form
    if model := model_in(annotation):
        listed = typing.get_origin(annotation) is tuple
        return "list of mappings" if listed else f"mapping ({(model.__doc__ or '').rstrip('.')})"
    arms = typing.get_args(annotation)
    if typing.get_origin(annotation) is Literal:
        return ", ".join(f"`{arm}`" for arm in arms)
    if typing.get_origin(annotation) is tuple:
        return f"list: {_words(arms[0])}"
    if arms:
        return _words(arms[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return ", ".join(f"`{choice.value}`" for choice in annotation)
    return _NAMES.get(annotation, "text")


_NAMES: Final[dict[object, str]] = {bool: "`true`, `false`", int: "whole number", float: "number"}


def _bound(schema: dict[str, Any], name: str) -> float | None:
    arms = [schema, *schema.get("anyOf", [])]
    return next((arm[name] for arm in arms if name in arm), None)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    default = field.default
    if default is PydanticUndefined or default is None:
        return "none" if default is None else "see below"
    if isinstance(default, tuple):
        return f"`[{', '.join(repr(part) for part in default)}]`"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default.value if isinstance(default, Enum) else default}`"
