"""Planted mistakes: each is told at its line and column (the place of ¦), with what to write."""

import pytest

from monitor.config import load
from monitor.domain.errors import ConfigRefused
from tests.monitor.config.conftest import Write

# what is replaced -> what is written instead, ¦ where the fault must point; words of the remedy
MISTAKES = [
    ("kind: word_mark", "kind: ¦wordmark", "Did you mean word_mark?"),
    ("kind: word_mark", "¦type: word_mark", "Did you mean kind?"),
    ("    text: ACME\n", "    ¦txet: ACME\n", "Did you mean text?"),
    (
        "    kind: word_mark\n    holder: acme\n    text: ACME\n",
        "    kind: ¦word_mark\n    holder: acme\n",
        "Add `text`",
    ),
    (
        "    kind: figurative_mark\n    holder: acme\n    images: [logo.png]\n",
        "    kind: ¦figurative_mark\n    holder: acme\n",
        "Add `images`",
    ),
    (
        "kind: combined_mark, holder: acme, text: ACME TOOLS",
        "kind: ¦combined_mark, holder: acme",
        "Add `text`",
    ),
    (
        'kind: patent, holder: acme, claims: ["1. A pump: with a rotor"]',
        "kind: ¦patent, holder: acme",
        "Add `claims`",
    ),
    ("    holder: acme\n    text", "    holder: ¦amce\n    text", "Did you mean acme?"),
    (
        "  - id: acme-logo\n    kind: figurative_mark\n    holder: acme\n",
        "  - ¦id: acme-logo\n    kind: figurative_mark\n",
        "Add `holder: acme`",
    ),
    ("id: acme-cup", "id: ¦acme-word", "its own id"),
    ("id: acme-cup", "id: ¦ACME cup", "such as acme-cup"),
    ("[18, 25]", "[18, ¦46]", "at most 45"),
    ("[18, 25]", "[18, ¦class 25]", "digits"),
    ("[18, 25]", "¦18", "Write [18]"),
    ("office: CN", "office: ¦UK", "Did you mean GB?"),
    ("[CN, EM]", "[CN, ¦EU]", "Did you mean EM?"),
    ("[CN, EM]", "[CN, ¦cn]", "Did you mean CN?"),
    ("[26.1.3]", "[¦99.1.3]", "26.01.03"),
    ("[7-1]", "[¦bottle]", "09-01"),
    ("[F04D]", "[¦pumps]", "F04D"),
    ("2085-03-01", "¦01.03.2085", "year-month-day"),
    ("2085-03-01", "¦2085/3/1", "2085-03-01"),
    ("2085-03-01", "¦2085-02-30", "exists"),
    ("2085-03-01", "¦2001-03-01", "Correct one"),
    ("status: registered", "status: ¦register", "Did you mean registered?"),
    ("dictionary_word: false", "dictionary_word: ¦maybe", "true or false"),
    ("    images: [logo.png]", "    images: [¦lgoo.png]", "Put it there"),
    ("source: shop\n", "source: ¦shoop\n", "Did you mean shop?"),
    ("assets: [acme-*]", "assets: [¦acne-*]", "acme-"),
    ("assets: [acme-*]", "assets: ¦[]", "acme-*"),
    ("every: 6h", "every: ¦6", "6h"),
    ("every: 6h", "every: ¦six hours", "90s, 30m, 6h"),
    ("every: 6h", "¦interval: 6h", "Did you mean every?"),
    ("queries: auto", "queries: ¦acme bag", "auto, []"),
    ("url: https://shop.example/", "url: ¦shop.example", "https://shop.example/"),
    ("url: https://shop.example/", "url: ¦http://192.168.0.7/", "allow_private_addresses: true"),
    ("url: https://shop.example/", "url: ¦https://me:secret@shop.example/", "without"),
    ("min_delay_s: 2.0", "min_delay_s: ¦0.1", "0.5 or more"),
    ("min_delay_s: 2.0", "min_delay_s: ¦2s", "without a unit"),
    ("min_delay_s: 2.0", "connect_to: ¦127.0.0.1:80", "allow_private_addresses: true"),
    ("timezone: Asia/Shanghai", "timezone: ¦Asia/Shangai", "Did you mean Asia/Shanghai?"),
    ("timezone: Asia/Shanghai", "timezone: ¦CST8", "IANA"),
    ("language: zh\n", "language: ¦cn\n", "zh and en"),
    ("from_grade: alert", "from_grade: ¦none", "alert and review"),
    ("delivery: daily", "delivery: ¦weekly", "at_once, grouped and daily"),
    ("    digest_at: 7:30", "    digest_at: 7:30\n    quiet_hours: ¦22:00", "22:00-07:00"),
    ("    digest_at: 7:30", "    digest_at: 7:30\n    quiet_hours: ¦22:00-7", "such as 08:00"),
    ("    digest_at: 7:30", "    digest_at: ¦7:30\n    quiet_hours: 22:00-08:00", "outside"),
    ("    digest_at: 7:30", "    digest_at: 7:30\n    sources: [¦shopp]", "Did you mean shop?"),
    ("    digest_at: 7:30", "    digest_at: 7:30\n    escalate_to: ¦a@b.example", "officer@bureau"),
    (
        "    digest_at: 7:30",
        "    digest_at: 7:30\n    escalate_to: ¦officer@bureau.example",
        "Let the last contact have none",
    ),
    ("    digest_at: 7:30", "    digest_at: 7:30\n    most_an_hour: ¦0", "at least 1"),
    ("    digest_at: 7:30", "    channels: [email, ¦siem]", "service.webhooks"),
    ("    digest_at: 7:30", "    channels: ¦[]", "[email]"),
    (
        "holders:\n",
        '  webhooks: [{id: ¦siem, url: "https://siem.example/"}]\nholders:\n',
        "Write one of them",
    ),
    (
        "holders:\n",
        '  webhooks: [{id: ¦email, url: "https://siem.example/", secret: s}]\nholders:\n',
        "another id",
    ),
    (
        "holders:\n",
        '  webhooks: [¦{id: siem, url: "https://siem.example/", secret: "whsec_?"}]\nholders:\n',
        "whole secret",
    ),
    (
        "holders:\n",
        '  webhooks: [{id: siem, url: "https://siem.example/", secret_file: ¦no.txt}]\nholders:\n',
        "Put it there",
    ),
    ("digest_at: 7:30", "digest_at: ¦half past seven", "08:00"),
    ("email: officer@bureau.example", "email: ¦Officer <officer@bureau.example>", "bare address"),
    ("contact: ops@bureau.example", "contact:¦ ", "Add `contact: ops@bureau.example`"),
    ("host: 127.0.0.1, port: 1025, tls: ", "host: mail.example, tls: ¦", "allow_cleartext"),
    ("host: 127.0.0.1, port: 1025", "host: 127.0.0.1, port: ¦70000", "at most 65535"),
    ("database: sqlite:///data/rightswatch.db", "database: ¦mysql://root@db/rw", "postgresql://"),
    ("database: sqlite:///data/rightswatch.db", "database: ¦${NOT_SET_HERE}", "Set it before"),
    ("version: 1", "version: ¦2", "`version: 1`"),
    ("version: 1\n", "¦", "Add `version: 1`"),
    ("holders:\n", "¦owners:\n", "Did you mean holders?"),
    ("    name: ACME Ltd\n", "    name: ACME Ltd\n    ¦name: ACME plc\n", "Keep one"),
    ("    text: ACME\n", "    text: ¦!!python/name:os.system ACME\n", "without a tag"),
    ("    text: ACME\n", "    text: ACME¦: best tools\n", "Quote"),
    ("    text: ACME\n", "¦\ttext: ACME\n", "spaces"),
    ("    text: ACME\n", "   ¦text: ACME\n", "indentation"),
    ("    text: ACME\n", '    text: ¦"ACME\n', "quotation mark"),
    ("    text: ACME\n", "    text: ¦*acme\n", "Define &acme"),
    ("text: ACME\n    aliases: [艾克米]\n    ", "text: [\n    aliases: [艾克米]\n    ¦", "Close"),
    ("    text: ACME\n", "    text: ¦[A, B]\n", "one text"),
    ("    text: ACME\n", "    text: ¦{a: b}\n", "Quote"),
    ("    text: ACME\n", "    text: ¦AC\u200bME\n", "without it"),
    ("    text: ACME\n", "    ¦<<: {}\n    text: ACME\n", "Merge keys"),
    ("recipients:\n", "¦---\nrecipients:\n", "one document"),
    ("recipients:\n  - email", "recipients:\n    ¦email", "- "),
]


def planted(sample: str, right: str, wrong: str) -> tuple[str, int, int]:
    """The sample with one mistake; line and column of it, from 1."""
    assert right in sample
    marked = sample.replace(right, wrong, 1)
    before, _, after = marked.partition("¦")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize(("right", "wrong", "remedy"), MISTAKES)
def test_a_mistake_is_told_at_its_place_with_what_to_write(
    sample: str, write: Write, right: str, wrong: str, remedy: str
) -> None:
    text, line, column = planted(sample, right, wrong)
    path = write(text)
    with pytest.raises(ConfigRefused) as refused:
        load(path)
    fault = next((f for f in refused.value.faults if (f.line, f.column) == (line, column)), None)
    assert fault is not None, refused.value.faults
    assert remedy in fault.remedy
    assert fault.file == str(path)
    assert len(refused.value.faults) == 1, refused.value.faults
