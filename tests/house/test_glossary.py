"""One word, one thing: retired words name no module, class or function of ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("monitor", "spiders", "rules", "alerts")
RETIRED = frozenset({
    "data",
    "exhibit",
    "finding",
    "helper",
    "hit",
    "info",
    "item",
    "manager",
    "merchant",
    "product",
    "result",
    "util",
    "vault",
})
# Names that a library or a format chose, with whose they are.
FOREIGN = {
    "_main_product": "schema.org calls it Product",
    "data": "the method that an lxml parser target has",
    "handle_DATA": "aiosmtpd",
    "handle_data": "html.parser",
    "process_item": "scrapy",
    "process_result_value": "sqlalchemy.TypeDecorator",
    "product_token": "RFC 9309, 2.2.1",
    "read_product": "schema.org calls it Product",
}


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name, lower case, singular."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {part.lower().removesuffix("s") if len(part) > 3 else part.lower() for part in parts}


def names(path: Path) -> Iterator[tuple[int, str]]:
    yield 0, path.parent.name if path.stem == "__init__" else path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_class_or_function_bears_a_retired_word(package: str) -> None:
    broken = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted((ROOT / package).rglob("*.py"))
        for line, name in names(path)
        if name not in FOREIGN and words(name) & RETIRED
    ]
    assert not broken, "choose a word of the glossary (docs/reference/glossary.md):\n" + "\n".join(
        broken
    )


@pytest.mark.parametrize(
    ("name", "retired"),
    [("parse_results", True), ("ItemLoader", True), ("Exhibition", False), ("white", False)],
)
def test_words_are_compared_whole(name: str, *, retired: bool) -> None:
    assert bool(words(name) & RETIRED) is retired
