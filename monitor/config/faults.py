"""From the schema's errors to mistakes with place and remedy.

Layer: config. Flow: ValidationError + Document -> ConfigFault.
"""

import re
import typing
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from monitor.config.document import Document, Path
from monitor.config.words import listed, nearest, shown
from monitor.domain.errors import ConfigFault

# Keys that people know from elsewhere -> ours, where the place has such a key.
_ALSO_CALLED: Final = {
    "brand": "text",
    "classes": "nice_classes",
    "country": "territories",
    "delay": "min_delay_s",
    "expires": "expiry_date",
    "frequency": "every",
    "image": "images",
    "interval": "every",
    "keywords": "queries",
    "lang": "language",
    "locale": "language",
    "logo": "images",
    "mail": "email",
    "mark": "text",
    "markets": "sources",
    "marks": "assets",
    "name": "text",
    "nice": "nice_classes",
    "number": "registration_number",
    "owner": "holder",
    "owners": "holders",
    "rights": "assets",
    "schedule": "every",
    "server": "host",
    "shops": "sources",
    "sites": "sources",
    "trademarks": "assets",
    "translations": "aliases",
    "type": "kind",
    "tz": "timezone",
    "user": "username",
    "words": "text",
}


def translate(
    errors: list[ErrorDetails], model: type[BaseModel], document: Document, base: Path
) -> list[ConfigFault]:
    """Make a fault of every error. base: path of the validated value in the document."""
    faults = [_fault(error, model, document, base) for error in errors]
    return _without_renamed(faults, errors, model)


def _fault(
    error: ErrorDetails, model: type[BaseModel], document: Document, base: Path
) -> ConfigFault:
    path = (*base, *error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    if kind == "refused":
        return document.fault(path, context["problem"], context["remedy"])
    if kind == "extra_forbidden":
        return unknown_key(document, path, _model_around(model, error["loc"]))
    if kind == "missing":
        return missing_key(document, path, _model_around(model, error["loc"]))
    problem, remedy = _in_words(kind, context, error["input"])
    return document.fault(path, problem, remedy)


def unknown_key(document: Document, path: Path, model: type[BaseModel]) -> ConfigFault:
    """A key that `model` does not have."""
    key = str(path[-1])
    if key == "<<":
        remedy = "Merge keys are not used here: write the keys out, or use &anchor and *alias."
    elif meant := meant_key(key, model):
        remedy = f"Did you mean {meant}?"
    else:
        remedy = f"Allowed here: {listed(model.model_fields)}."
    return document.fault(path, f"there is no key {shown(key)} here", remedy, at_key=True)


def missing_key(document: Document, path: Path, model: type[BaseModel]) -> ConfigFault:
    """A key that `model` must have."""
    key = str(path[-1])
    field = model.model_fields[key]
    example = (field.examples or ["..."])[0]
    value = f"[{', '.join(map(str, example))}]" if isinstance(example, list) else example
    return document.fault(path[:-1], f"the key `{key}` is missing", f"Add `{key}: {value}`.")


def _in_words(kind: str, context: dict[str, Any], given: object) -> tuple[str, str]:
    """Problem and remedy of pydantic's own checks."""
    if given is None:
        return "there is no value", "Write a value, or delete the line."
    if kind in {"enum", "literal_error"}:
        allowed = re.findall(r"'([^']*)'", context["expected"])
        near = nearest(given, allowed) if isinstance(given, str) else None
        hint = f"Did you mean {near}? " if near else ""
        what = shown(given) if isinstance(given, str) else "a list or mapping"
        return f"{what} is not possible here", f"{hint}Possible: {listed(allowed)}."
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        side = "at least" if "ge" in context else "at most"
        return f"{given} is out of range", f"Write {side} {bound:g}."
    if kind in {"model_type", "dict_type"}:
        return "keys and values belong here", "Write `key: value`, one a line, indented."
    return f"not valid ({kind.replace('_', ' ')})", "See docs/reference/configuration.md."


def _model_around(model: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel]:
    """The model whose key the last step of `loc` is."""
    for name in loc[:-1]:
        if isinstance(name, str):
            model = model_in(model.model_fields[name].annotation) or model
    return model


def model_in(annotation: object) -> type[BaseModel] | None:
    """The model in X, X | None or tuple[X, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (model_in(arm) for arm in typing.get_args(annotation))
    return next((found for found in inside if found), None)


def meant_key(written: str, model: type[BaseModel]) -> str | None:
    """The key of `model` that somebody probably means."""
    words = {name: name for name in model.model_fields}
    words |= {also: ours for also, ours in _ALSO_CALLED.items() if ours in words} | words
    near = nearest(written, words)
    return words[near] if near else None


def _without_renamed(
    faults: list[ConfigFault], errors: list[ErrorDetails], model: type[BaseModel]
) -> list[ConfigFault]:
    """Drop `x is missing` where a misspelt x stands in the same mapping: one mistake, one fault."""
    misspelt = {
        (*loc[:-1], meant_key(str(loc[-1]), _model_around(model, loc)))
        for error in errors
        if error["type"] == "extra_forbidden" and (loc := error["loc"])
    }
    return [
        fault
        for error, fault in zip(errors, faults, strict=True)
        if error["type"] != "missing" or error["loc"] not in misspelt
    ]
