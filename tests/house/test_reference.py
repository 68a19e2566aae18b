"""docs/reference says what the code says."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from monitor.bootstrap import asking, parts

ROOT = Path(__file__).resolve().parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reference"] = module
    spec.loader.exec_module(module)
    return module


PAGES = [
    "api.md",
    "commands.md",
    "configuration.md",
    "demo-market.md",
    "errors.md",
    "metrics.md",
    "ports.md",
    "scorer.md",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_reference_agrees_with_the_code(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == generator().PAGES[name](), "run `make reference` and read what changed"


def test_every_page_of_the_documentation_is_linked_from_its_front_page() -> None:
    front = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [path for path in (ROOT / "docs").rglob("*.md") if path.name != "README.md"]
    assert not [
        str(path.relative_to(ROOT / "docs"))
        for path in pages
        if str(path.relative_to(ROOT / "docs")) not in front
    ]


def test_the_readme_names_the_two_commands_that_continuous_integration_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pipeline = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme
    assert "make test" in pipeline
    assert "make check" in pipeline


def test_the_reference_names_every_site_that_can_be_watched() -> None:
    page = (ROOT / "docs" / "reference" / "sites.md").read_text(encoding="utf-8")
    known = {seeding.name for seeding in (*parts.spiders(), *asking.askers())}
    assert {name for name in known if f"`{name}`" not in page} == set()
