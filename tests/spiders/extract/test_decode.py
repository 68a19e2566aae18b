"""Encodings by mark, header, declaration and trial."""

import pytest

from spiders.extract.decode import MAX_BYTES, decode

CHINESE = "<p>蓝色帆布双肩背包，全新正品，顺丰包邮，七天无理由退换货，支持花呗分期付款</p>" * 5
JAPANESE = "<p>青いキャンバスのリュックサックです。送料無料でお届けします。</p>" * 5


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "big5", "utf-8", "utf-16", "utf-8-sig"])
def test_chinese_is_read_without_a_declaration(encoding: str) -> None:
    text = (
        CHINESE
        if encoding != "big5"
        else "<p>藍色帆布雙肩背包，全新正品，免運費，七天鑑賞期，支援信用卡付款</p>" * 5
    )
    assert decode(text.encode(encoding)).utf8.decode() == text


@pytest.mark.parametrize("encoding", ["euc_jp", "shift_jis"])
def test_japanese_is_read_without_a_declaration(encoding: str) -> None:
    assert decode(JAPANESE.encode(encoding)).utf8.decode() == JAPANESE


def test_the_header_decides_where_the_bytes_allow() -> None:
    body = "<p>Größe: 38, Preis: 20 €</p>".encode("iso8859-15")
    decoded = decode(body, "text/html; charset=iso-8859-15")
    assert "Größe: 38, Preis: 20 €" in decoded.utf8.decode()


def test_a_declaration_that_the_bytes_contradict_is_a_signal() -> None:
    decoded = decode(b'<meta charset="gbk">' + CHINESE.encode())
    assert CHINESE in decoded.utf8.decode()
    assert decoded.signals == ("declared gb18030, is utf-8",)


def test_destroyed_text_is_flagged() -> None:
    decoded = decode("蓝色\ufffd\ufffd\ufffd背包".encode() * 10)
    assert decoded.destroyed
    assert "text-destroyed" in decoded.signals


def test_a_page_beyond_the_cap_is_cut() -> None:
    decoded = decode(b"a" * (MAX_BYTES + 5))
    assert len(decoded.utf8) == MAX_BYTES
    assert decoded.signals == ("truncated",)


@pytest.mark.parametrize("name", [b"utf-7", b"rot13", b"hex", b"zip", b"idna", b"nonsense"])
def test_a_page_cannot_choose_a_codec_that_is_no_charset(name: bytes) -> None:
    body = b'<meta charset="' + name + b'"><p>\xff\xfe caf\xe9</p>'
    assert b"caf" in decode(body).utf8
