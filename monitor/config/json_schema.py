"""JSON Schema (draft 2020-12) of the configuration file, for completion and checks in editors.

Layer: config. Flow: the shapes -> `rightswatch schema` -> editors.
"""

from typing import Any

from monitor.config.codes import OFFICES
from monitor.config.rights_shape import NEEDS, ConfigFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema as plain JSON values."""
    schema = _with_offices_once(ConfigFile.model_json_schema())
    schema["$defs"]["Office"] = {
        "description": "State or organisation, code of WIPO ST.3.",
        "type": "string",
        "enum": sorted(OFFICES),
    }
    for definition in schema["$defs"].values():
        _allow_empty(definition)
    _allow_empty(schema)
    schema["$defs"]["AssetEntry"]["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]},
            "then": {"allOf": [{"anyOf": [{"required": [key]} for key in g]} for g in groups]},
        }
        for kind, groups in NEEDS.items()
    ]
    return {"$schema": DIALECT, **schema, "title": "Rightswatch configuration"}


def _allow_empty(definition: dict[str, Any]) -> None:
    """A list whose key is written without a value is an empty list."""
    for field in definition.get("properties", {}).values():
        if field.get("type") == "array" and "default" in field:
            field["type"] = ["array", "null"]


def _with_offices_once(schema: Any) -> Any:  # noqa: ANN401 - JSON
    """The 260 codes stand once, under $defs, and are referred to."""
    if isinstance(schema, dict):
        if schema.get("enum") == sorted(OFFICES):
            return {"$ref": "#/$defs/Office"}
        return {key: _with_offices_once(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_with_offices_once(value) for value in schema]
    return schema
