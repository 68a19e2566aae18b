"""The schema for editors says what the program says, and the reference page is not out of date."""

import re
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped, unused-ignore]
import pytest
import yaml

from monitor.config.json_schema import json_schema
from monitor.config.reference import reference_markdown
from monitor.config.rights_shape import ConfigFile
from monitor.config.starter import TEXT

ROOT = Path(__file__).resolve().parents[3]


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read a file: numbers, true/false and null are typed."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(null|Null|NULL|~|)$", ["n", "N", "~", ""]),
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def as_an_editor_reads(text: str) -> Any:  # noqa: ANN401 - JSON
    return yaml.load(text, Loader=CoreLoader)  # noqa: S506 - a safe loader


def complaints(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(json_schema())
    return [error.json_path for error in validator.iter_errors(as_an_editor_reads(text))]


def test_the_schema_is_a_schema_of_draft_2020_12() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")


def test_the_starter_and_the_sample_are_valid_as_an_editor_reads_them(sample: str) -> None:
    assert complaints(TEXT) == []
    assert complaints(sample) == []


def test_words_that_editors_type_are_valid() -> None:
    text = "version: 1\nholders: [{id: h, name: 4711}]\nassets:\n"
    asset = "  - {id: a, kind: word_mark, holder: h, text: true, registration_number: 1e3}\n"
    assert complaints(text + asset) == []


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("kind: word_mark", "kind: wordmark", "$.assets[0].kind"),
        ("[18, 25]", "[18, 46]", "$.assets[0].nice_classes[1]"),
        ("    text: ACME\n", "    txet: ACME\n", "$.assets[0]"),
        ("    text: ACME\n", "", "$.assets[0]"),
        ("    images: [logo.png]\n", "", "$.assets[1]"),
        ("office: CN", "office: UK", "$.assets[0].office"),
        ("every: 6h", "every: 6", "$.watches[0].every"),
        ("version: 1\n", "", "$"),
        ("url: https://shop", "url: shop", "$.sources[0].url"),
        ("port: 1025", "port: 70000", "$.service.smtp"),
        ("delivery: daily", "delivery: weekly", "$.recipients[0].delivery"),
    ],
)
def test_an_editor_shows_the_same_mistake(sample: str, right: str, wrong: str, where: str) -> None:
    assert right in sample
    assert any(path.startswith(where) for path in complaints(sample.replace(right, wrong, 1)))


def described(field: dict[str, Any], schema: dict[str, Any]) -> bool:
    name = field.get("$ref", "").removeprefix("#/$defs/")
    return bool(schema["$defs"].get(name, {}).get("description"))


def test_every_key_has_a_description() -> None:
    schema = json_schema()
    shapes = {"": schema, **schema["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, shape in shapes.items()
        for key, field in shape.get("properties", {}).items()
        if not (field.get("description") or described(field, schema))
    ]
    assert silent == []


def test_the_reference_page_is_what_the_program_says() -> None:
    written = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
    assert written == reference_markdown(), (
        "run: rightswatch schema --markdown > docs/reference/configuration.md"
    )


def test_the_reference_page_names_every_key() -> None:
    page = reference_markdown()
    schema = json_schema()
    keys = {key for shape in schema["$defs"].values() for key in shape.get("properties", {})}
    assert keys | set(ConfigFile.model_fields) <= set(
        re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    )
