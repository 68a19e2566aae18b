"""Files that an import wrote: read by lines, with the very values and places of the parser."""

import json

import pytest

from monitor.config.document import Path
from monitor.config.reading import _parsed, read_document
from monitor.config.written import read_written

NOTE = "# Written by `rightswatch import` from e.csv: the next import replaces it.\nassets:\n"
ASSET = {"id": "cn-1", "text": "诺德林 \"A\": #1, {b} 'c' \\ \t\x0b😀", "goods": ["伞", "", " b "]}


def file_of(*assets: object) -> str:
    lines = [f"  - {json.dumps(asset, ensure_ascii=False)}\n" for asset in assets]
    return NOTE + "".join(lines)


def test_values_and_places_are_those_of_the_parser() -> None:
    plain = {**ASSET, "text": "诺德林 \"A\": #1, {b} 'c' \\ \t😀"}
    text = file_of(plain, {"id": "no", "nice_classes": ["09"], "goods": []})
    assert read_written(text) is not None
    quick, slow = read_document("f", text.encode()), _parsed("f", text)
    assert quick.value == slow.value
    paths: list[Path] = [(), ("assets",), ("assets", 1), ("assets", 1, "nice_classes", 0)]
    for path in paths:
        for at_key in (False, True):
            there = [one.fault(path, "wrong", "mend", at_key=at_key) for one in (quick, slow)]
            assert there[0] == there[1]


@pytest.mark.parametrize(
    "text",
    [
        file_of(ASSET)[1:],
        file_of(ASSET).replace("  - ", "  -  "),
        file_of(ASSET).replace("assets", "holders"),
        file_of(ASSET) + "sources: []\n",
        file_of(ASSET) + "# a note\n",
        file_of(ASSET)[:-1] + " # a note\n",
        file_of(ASSET).replace("}\n", "}\r\n"),
        file_of(ASSET),  # \u000b is an escape
        file_of({"id": True}),
        file_of({"id": None}),
        file_of({"id": 1}),
        file_of({"id": ["a", ["b"]]}),
        file_of({"id": {"a": "b"}}),
        file_of({"id": "a"}, ["b"]),
        NOTE + '  - {"id": "a", "id": "b"}\n',
        NOTE + "  - {id: a}\n",
        NOTE + "}\n",
        NOTE,
        file_of({"goods": ["a"] * 400_000}),
    ],
)
def test_what_deviates_is_left_to_the_parser(text: str) -> None:
    assert read_written(text) is None
