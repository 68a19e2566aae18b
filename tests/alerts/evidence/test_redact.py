import stat
from dataclasses import replace
from pathlib import Path

import pytest

from alerts.evidence.redact import Redactor, installation_key
from alerts.evidence.shot import Exchange
from tests.alerts.evidence.samples import KEY, exchange

COOKIE = "cookie0value1secret"


def redacted(one: Exchange, shown: str = "") -> tuple[Exchange, Redactor]:
    redactor = Redactor(KEY, shown)
    redactor.learn([one], None)
    return redactor.exchange(one), redactor


def test_cookies_leave_a_tag_and_keep_their_names_and_attributes() -> None:
    clean, redactor = redacted(exchange())
    sent = dict(clean.request_headers)["Cookie"]
    came = dict(clean.response_headers)["Set-Cookie"]
    assert sent == f"session={redactor.tag(COOKIE)}"
    assert came == f"session={redactor.tag(COOKIE)}; Path=/; HttpOnly"
    assert redactor.names >= {"cookie session", "token"}
    assert redactor.count >= 3


def test_a_cookie_s_value_is_found_in_texts_as_well() -> None:
    clean, redactor = redacted(replace(exchange(), body=f"var s='{COOKIE}';".encode()))
    assert clean.body == f"var s='{redactor.tag(COOKIE)}';".encode()


def test_bytes_of_a_picture_are_never_touched() -> None:
    kind = (("Content-Type", "image/png"),)
    clean, _ = redacted(replace(exchange(), body=COOKIE.encode(), response_headers=kind))
    assert clean.body == COOKIE.encode()


def test_what_the_offer_shows_is_no_secret() -> None:
    one = replace(exchange(), body=b"article cookie0value1secret")
    clean, _ = redacted(one, shown="article cookie0value1secret")
    assert clean.body == one.body


@pytest.mark.parametrize("value", ["1", "dark", "EUR", "last-seen-pump", "zh-CN"])
def test_a_cookie_that_does_not_look_like_a_secret_is_not_hunted_for_in_texts(value: str) -> None:
    one = replace(
        exchange(),
        request_headers=(("Cookie", f"view={value}"),),
        response_headers=(("Content-Type", "text/html"),),
        body=f"<b>{value}</b>".encode(),
    )
    assert redacted(one)[0].body == one.body


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://s.example/o?id=7&code=PUMP7", True),
        ("https://s.example/o?sid=12", True),
        ("https://s.example/o?id=7&access_token=abc", False),
        ("https://s.example/o?code=4f0a9b7c6d5e4f3a2b1c", False),
        ("https://user:pass@s.example/o", False),
        ("https://s.example/o#id_token=abcdef", False),
    ],
)
def test_an_address_loses_its_tokens_and_nothing_else(url: str, kept: bool) -> None:  # noqa: FBT001
    redactor = Redactor(KEY, "")
    clean = redactor.address(url)
    assert (clean == url) is kept
    assert clean.startswith("https://s.example/o")
    assert redactor.address(clean) == clean


def test_another_installation_tags_the_same_secret_otherwise() -> None:
    assert Redactor(KEY, "").tag(COOKIE) != Redactor(b"j" * 32, "").tag(COOKIE)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "state" / "redaction.key"
    first = installation_key(path)
    assert installation_key(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["redaction.key"]


def test_a_key_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "redaction.key"
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="5 bytes"):
        installation_key(path)
