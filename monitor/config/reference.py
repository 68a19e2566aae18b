"""docs/reference/configuration.md, made from the shapes: every key with unit, default, meaning.

Layer: config. Flow: the shapes -> `rightswatch schema --markdown` -> the document; a test fails
when the two differ.
"""

import typing
from enum import Enum
from typing import Any, Final, Literal

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from monitor.config import fields
from monitor.config.faults import model_in
from monitor.config.json_schema import json_schema
from monitor.config.people_shape import PersonEntry, RecipientEntry
from monitor.config.rights_shape import (
    NEEDS,
    AssetEntry,
    CanaryEntry,
    ConfigFile,
    ContactEntry,
    CredentialsSection,
    HolderEntry,
    NoticesEntry,
    SellerEntry,
    SourceEntry,
    WatchEntry,
)
from monitor.config.service_shape import (
    BrowserSection,
    BucketSection,
    ChatSection,
    CrawlSection,
    DkimSection,
    OidcSection,
    RetentionSection,
    ServiceSection,
    SmtpSection,
    TimestampSection,
    WebhookSection,
    WebSection,
    WordsSection,
)

_HEAD: Final = """\
# Configuration

One YAML file, `rightswatch.yaml`, and the files of `rights.d/` beside it, which may hold the lists
`holders`, `assets`, `sources`, `watches`, `recipients` and `people`; all are joined. `rightswatch
init` writes a commented starter, `rightswatch check` reads the configuration and says what is wrong
with it, and `rightswatch schema` prints its JSON Schema for editors. This page is made by
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
    ("service.smtp.dkim", DkimSection),
    ("service.webhooks[]", WebhookSection),
    ("service.chats[]", ChatSection),
    ("service.browser", BrowserSection),
    ("service.crawl", CrawlSection),
    ("service.evidence_bucket", BucketSection),
    ("service.retention", RetentionSection),
    ("service.words_in_pictures", WordsSection),
    ("service.timestamps[]", TimestampSection),
    ("service.web", WebSection),
    ("service.web.oidc", OidcSection),
    ("holders[]", HolderEntry),
    ("holders[].notices", NoticesEntry),
    ("holders[].contacts[]", ContactEntry),
    ("holders[].authorised_sellers[]", SellerEntry),
    ("assets[]", AssetEntry),
    ("sources[]", SourceEntry),
    ("sources[].canaries[]", CanaryEntry),
    ("sources[].credentials", CredentialsSection),
    ("watches[]", WatchEntry),
    ("recipients[]", RecipientEntry),
    ("people[]", PersonEntry),
)


_READS: Final[dict[object, str]] = {
    fields.read_address: "address:port",
    fields.read_claim: "text",
    fields.read_clock: "time of day",
    fields.read_day: "date (2015-03-31)",
    fields.read_domain: "host name",
    fields.read_duration: "length of time, 1s to 366d",
    fields.read_email: "mail address",
    fields.read_flag: "`true`, `false`",
    fields.read_group: "group of similar goods",
    fields.read_identifier: "id",
    fields.read_ipc: "IPC or CPC symbol",
    fields.read_line: "text",
    fields.read_locarno: "Locarno class",
    fields.read_market: "host name, or `*`",
    fields.read_number: "number",
    fields.read_office: "ST.3 code",
    fields.read_pattern: "id or pattern",
    fields.read_quiet_hours: "span of the day (22:00-07:00)",
    fields.read_queries: "`auto`, or list: text",
    fields.read_range: "range of prices (399-1299 CNY)",
    fields.read_timezone: "IANA time zone",
    fields.read_url: "URL",
    fields.read_variable: "name of an environment variable",
    fields.read_vienna: "Vienna code",
    fields.read_whole: "whole number",
}


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
    hints = typing.get_type_hints(model, include_extras=True)
    rows = "\n".join(
        f"| `{name}` | {_kind(field, hints[name], schemas[name])} | {_default(field)} "
        f"| {field.description} |"
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


def _kind(field: FieldInfo, hint: Any, schema: dict[str, Any]) -> str:  # noqa: ANN401 - a type form
    """What may be written, in few words."""
    words = _words(hint) or _plain_words(field.annotation)
    low, high = _bound(schema, "minimum"), _bound(schema, "maximum")
    return f"{words}, {low:,} to {high:,}" if low is not None and high is not None else words


def _words(hint: Any) -> str | None:  # noqa: ANN401 - a type form
    """By the function that reads the value: the first one met inside."""
    for note in typing.get_args(hint):
        if isinstance(note, BeforeValidator) and note.func in _READS:
            return _READS[note.func]
        if (inside := _words(note)) is not None:
            return f"list: {inside}" if typing.get_origin(hint) is tuple else inside
    return None


def _plain_words(annotation: Any) -> str:  # noqa: ANN401 - a type form
    """Enumerations and mappings, which have no reading function of ours."""
    if model_in(annotation):
        listed = typing.get_origin(annotation) is tuple
        return "list of mappings" if listed else "mapping"
    if typing.get_origin(annotation) is tuple:
        return f"list: {_plain_words(typing.get_args(annotation)[0])}"
    if typing.get_origin(annotation) is Literal:
        return ", ".join(f"`{arm}`" for arm in typing.get_args(annotation))
    return ", ".join(f"`{choice.value}`" for choice in annotation)


def _bound(schema: dict[str, Any], name: str) -> float | None:
    arms = [schema, *schema.get("anyOf", []), schema.get("items", {})]
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
