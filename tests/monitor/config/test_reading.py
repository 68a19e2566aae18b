"""Bytes to plain values and places; hostile bytes to one plain refusal, quickly."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.document import Document, Path, Value
from monitor.config.reading import MAX_BYTES, read_document
from monitor.config.tree import MAX_DEPTH
from monitor.domain.errors import ConfigFault, ConfigRefused


def values(text: str) -> Value:
    return read_document("c.yaml", text.encode()).value


def refusal(content: bytes) -> ConfigFault:
    with pytest.raises(ConfigRefused) as refused:
        read_document("c.yaml", content)
    return refused.value.faults[0]


@pytest.mark.parametrize(
    "written",
    ["NO", "no", "on", "off", "012345", "0o17", "0x1F", "1e3", "1_000", "1.50", "null", "~", ".inf",
     "2015-03-01", "12:30:45", "true", "艾克米", "=", "0123456789012345678901234567890"],
)  # fmt: skip
def test_a_plain_scalar_stays_what_was_written(written: str) -> None:
    assert values(f"key: {written}\nlist: [{written}]") == {"key": written, "list": [written]}


def test_an_empty_value_is_none_and_empty_quotes_are_an_empty_text() -> None:
    assert values("a:\nb: ''\nc: \"\"\nd: [x, '']") == {"a": None, "b": "", "c": "", "d": ["x", ""]}


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    document = read_document("c.yaml", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert document.value == {"a": "1", "b": "2"}
    assert document.fault(("b",), "", "").line == 2


def test_block_texts_and_comments_are_read_as_yaml_has_them() -> None:
    text = "a: >-\n  one\n  two\nb: |\n  x\n  y\n# c: 3\n"
    assert values(text) == {"a": "one two", "b": "x\ny\n"}


def test_an_alias_stands_for_its_anchor_and_faults_point_at_the_anchor() -> None:
    document = read_document("c.yaml", b"goods: &g [bags,\n  shoes]\nmore: *g\n")
    assert document.value == {"goods": ["bags", "shoes"], "more": ["bags", "shoes"]}
    fault = document.fault(("more", 1), "", "")
    assert (fault.line, fault.column) == (2, 3)


def test_a_fault_below_what_is_there_points_at_the_innermost_value_that_is() -> None:
    document = read_document("c.yaml", "a:\n  - {b: 中文, c: x}\n".encode())
    fault = document.fault(("a", 0, "c", 7, "d"), "p", "r")
    assert (fault.line, fault.column, fault.key) == (2, 16, "a[0].c[7].d")
    at_key = document.fault(("a", 0, "c"), "p", "r", at_key=True)
    assert (at_key.line, at_key.column) == (2, 13)


HOSTILE = {
    "nothing": (b"", "empty"),
    "only a comment": (b"# nothing here\n", "empty"),
    "an empty document": (b"---\n", "empty"),
    "latin-1": ("version: 1\nname: Müller".encode("latin-1"), "not UTF-8"),
    "utf-16": ("version: 1".encode("utf-16"), "not UTF-8"),
    "a control character": (b"a: b\x00c", "U+0000"),
    "an escape character": (b"a: \x1b[31mred", "U+001B"),
    "a line separator that editors do not count": ("a: b\u2028c: d".encode(), "U+2028"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not UTF-8"),
    "too many bytes": (b"a" * (MAX_BYTES + 1), "too much"),
    "too deep brackets": (b"[" * 100 + b"]" * 100, f"more than {MAX_DEPTH} levels"),
    "endless brackets": (b"[" * 1_000_000, f"more than {MAX_DEPTH} levels"),
    "endless braces": (b"{a: " * 500_000, f"more than {MAX_DEPTH} levels"),
    "endless dashes": (b"- " * 500_000, f"more than {MAX_DEPTH} levels"),
    "endless question marks": (b"? " * 500_000, "where a key belongs"),
    "too deep indentation": (
        "\n".join(f"{' ' * n}a:" for n in range(100)).encode(), f"more than {MAX_DEPTH} levels"
    ),
    "two documents": (b"a: 1\n---\nb: 2\n", "second YAML document"),
    "a list as key": (b"? [a, b]\n: c\n", "where a key belongs"),
    "an alias as key": (b"a: &x y\n*x : z\n", "where a key belongs"),
    "an alias without anchor": (b"a: *nobody\n", "no anchor before it"),
    "an anchor inside itself": (b"a: &x [*x]\n", "what it stands in"),
    "a tag that makes objects": (b"a: !!python/object/apply:os.system [id]\n", "tag"),
    "a tag that makes numbers": (b"a: !!int 7\n", "tag"),
    "an unknown directive": (b"%YAML 9.0\n---\na: b\n", ""),
    "a repeated key": (b"a: 1\nb: 2\na: 3\n", "written twice"),
    "a repeated key deep inside": (b"a: [{b: 1, 'b': 2}]\n", "written twice"),
    "a tab": (b"a:\n\tb: 1\n", "tab"),
    "an open quotation mark": (b"a: 'b\n", "goes on"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_refused_with_a_place_and_a_remedy(name: str) -> None:
    content, problem = HOSTILE[name]
    began = time.monotonic()
    fault = refusal(content)
    assert problem in fault.problem
    assert fault.remedy
    assert fault.line >= 1
    assert fault.column >= 1
    assert time.monotonic() - began < 20


def test_an_alias_bomb_is_counted_in_full() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    fault = refusal("\n".join(lines).encode())
    assert "400,000 keys and values" in fault.problem


def test_depth_that_is_hidden_behind_aliases_is_counted_in_full() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 5000)]
    fault = refusal("\n".join(lines).encode())
    assert f"more than {MAX_DEPTH} levels" in fault.problem
    assert fault.line == MAX_DEPTH


def test_several_repeated_keys_are_all_told() -> None:
    with pytest.raises(ConfigRefused) as refused:
        read_document("c.yaml", b"a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [(f.line, f.column) for f in refused.value.faults] == [(2, 1), (3, 11)]


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff")
)
trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(trees.filter(lambda tree: not isinstance(tree, str)))
def test_what_another_writer_writes_is_read_back_as_it_was(tree: Value) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    assert values(written) == tree


@given(st.dictionaries(texts, texts, min_size=1, max_size=5))
def test_every_place_is_where_the_text_stands(tree: dict[str, str]) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"', width=10**6)
    document = read_document("c.yaml", written.encode())
    lines = written.split("\n")
    for key, text in tree.items():
        place, key_place = document.place_of((key,)), document.place_of_key((key,))
        assert yaml.safe_load(lines[place.line][place.column :]) == text
        assert lines[key_place.line][key_place.column :].startswith(('"', "?"))


def read_or_refuse(content: bytes) -> Document | list[ConfigFault]:
    try:
        return read_document("c.yaml", content)
    except ConfigRefused as refused:
        return refused.faults


@given(st.binary(max_size=400))
def test_any_bytes_give_values_or_a_refusal(content: bytes) -> None:
    assert read_or_refuse(content)


@given(st.text("&*!|>%@`{}[],:#'\"-? \n\tab", max_size=80))
def test_any_yaml_signs_give_values_or_a_refusal_with_places(text: str) -> None:
    paths: list[Path] = [(), ("a",), (0, "b")]
    read = read_or_refuse(text.encode())
    faults = read if isinstance(read, list) else [read.fault(path, "", "") for path in paths]
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults)
