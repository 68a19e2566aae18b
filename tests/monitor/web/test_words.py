"""Words of the desk: both languages say the same things, and templates ask for nothing else."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.domain.case import CaseState
from monitor.domain.person import LookKind, Role
from monitor.domain.reason import REASONS, Reason, noted, told_reason
from monitor.web.words import desk_words_for
from monitor.web.words.every_page import CHINESE, ENGLISH

HAN = re.compile(r"[\u4e00-\u9fff]")
SAME = {"other_language", "other_tag", "no_mail"}


def texts(words: Any, path: str = "") -> dict[str, str]:  # noqa: ANN401 - words within words
    found: dict[str, str] = {}
    for field in fields(words):
        value, name = getattr(words, field.name), f"{path}{field.name}"
        if is_dataclass(value):
            found |= texts(value, f"{name}.")
        elif isinstance(value, str):
            found[name] = value
        elif isinstance(value, tuple):
            found |= {f"{name}.{n}": one[1] for n, one in enumerate(value)}
        else:
            found |= {f"{name}.{key}": text for key, text in value.items()}
    return found


def test_each_language_says_everything_and_fills_in_the_same_places() -> None:
    ours, theirs = texts(ENGLISH), texts(CHINESE)
    assert ours.keys() == theirs.keys()
    for name, text in ours.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", theirs[name])), name
        if not SAME & set(name.split(".")):
            assert HAN.search(theirs[name]), name
            assert not HAN.search(text), name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_member_has_a_word(language: str) -> None:
    words = desk_words_for(language)
    assert words.roles.keys() == words.role_means.keys() == set(Role)
    assert words.kinds.keys() == set(LookKind)
    assert words.queue.reasons.keys() == set(Reason)
    assert words.queue.decide.keys() == words.queue.decided.keys() == set(CaseState)


def test_each_reason_speaks_for_one_decision_and_is_read_back_from_a_note() -> None:
    assert sorted(reason for some in REASONS.values() for reason in some) == sorted(Reason)
    for reason in Reason:
        assert told_reason(noted(reason, " old [stock] ")) == (reason, "old [stock]")
    for note in ("", "plain", "[unknown] word", "[misread", "misread] x"):
        assert told_reason(note) == (None, note)
    assert noted(None, " why ") == "why"


def test_no_template_speaks_by_itself() -> None:
    folder = Path(__file__).parents[3] / "monitor" / "web" / "templates"
    for path in folder.glob("*.html"):
        bare = re.sub(
            r"\{[%{#].*?[%}#]\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert set(re.findall(r"[A-Za-z]{2,}", bare)) <= {"Rightswatch", "CSV", "JSON"}, path.name
