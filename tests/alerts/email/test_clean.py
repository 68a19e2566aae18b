"""Words of strangers."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from alerts.email.clean import clean_header, clean_line, isolate, shorten, show, web_link

any_text = st.text(st.characters(), max_size=400)


@given(any_text)
def test_a_header_is_one_line_without_hidden_letters(text: str) -> None:
    cleaned = clean_header(text)
    assert len(cleaned) <= 180
    assert cleaned == " ".join(cleaned.split())
    assert not {unicodedata.category(letter) for letter in cleaned} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(any_text)
def test_cleaning_a_header_twice_changes_nothing(text: str) -> None:
    assert clean_header(clean_header(text)) == clean_header(text)


@given(any_text)
def test_a_line_shows_what_is_hidden_and_stays_bounded(text: str) -> None:
    cleaned = clean_line(text, 100)
    assert len(cleaned) <= 100
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(cleaned) & set("\u200b\u202e\u2066\ufeff")


@given(any_text)
def test_a_link_is_ascii_and_leads_to_the_web_or_is_none(url: str) -> None:
    for tried in (url, f"http://{url}", f"https://shop.example/{url}"):
        link = web_link(tried)
        assert link is None or (link.isascii() and link.lower().startswith(("http://", "https://")))


def test_a_family_and_a_persian_word_keep_their_joiners() -> None:
    assert show("👩‍👩‍👧") == "👩‍👩‍👧"
    assert show("می‌خواهم") == "می‌خواهم"
    assert show("NI\u200dKE") == "NI‹U+200D›KE"


def test_piled_up_marks_are_thinned_out() -> None:
    assert clean_line("e" + "\u0301" * 50) == "e" + "\u0301" * 3


def test_a_cut_never_separates_a_mark_from_its_letter() -> None:
    assert shorten("abce\u0301fgh", 5) == "abc…"


def test_only_right_to_left_text_is_isolated() -> None:
    assert isolate("NORTHWIND 北风") == "NORTHWIND 北风"
    assert isolate("متجر") == "\u2068متجر\u2069"
