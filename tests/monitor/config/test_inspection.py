"""What `check` looks at beyond loading: pictures, short marks, ended rights, gaps in coverage."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from monitor.cli.configuration import program
from monitor.config.inspection import Inspection, inspect, weight
from monitor.config.loading import read_configuration
from monitor.config.plainness import plain_shape
from monitor.config.starter import draw_logo
from monitor.domain.errors import ConfigFault
from tests.monitor.config.conftest import Write

TODAY = date(2026, 11, 23)


def inspected(path: Path) -> Inspection:
    return inspect(read_configuration(path), TODAY, program())


def spots(faults: list[ConfigFault]) -> list[tuple[str, str]]:
    return [(fault.key, fault.remedy) for fault in faults]


def test_a_configuration_that_holds_raises_nothing_but_what_nothing_compares(
    sample: str, write: Write
) -> None:
    text = sample.replace('[acme-word, "*-logo"]', "['*']")
    inspection = inspected(write(text))
    assert inspection.faults == []
    (warning,) = inspection.warnings
    assert warning.key == "assets[6]"
    assert warning.problem.endswith("acme-song (copyright_work), acme-table (data_ip)")
    assert "`rightswatch match`" in warning.remedy


def test_marks_without_goods_or_classes_are_told_of_in_one_warning(
    sample: str, write: Write
) -> None:
    for number in range(7):
        mark = f"  - {{id: mark-{number}, kind: word_mark, holder: acme, text: ZORVEX{number}}}\n"
        sample = sample.replace("sources:\n", f"{mark}sources:\n", 1)
    told = [w for w in inspected(write(sample)).warnings if "`goods`" in w.problem]
    assert [(w.key, w.problem.endswith("mark-4 and 2 more")) for w in told] == [("assets[8]", True)]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("    dictionary_word: false\n", "", False),  # ACME is in no list of ordinary words
        ("    text: ACME\n", "    text: Orange\n", False),  # said to be a name
        ("text: ACME\n    aliases: [艾克米]\n    dictionary_word: false", "text: Orange", True),
        ("text: ACME\n    aliases: [艾克米]\n    dictionary_word: false", "text: 苹果", True),
        ("text: ACME\n    aliases: [艾克米]\n    dictionary_word: false", "text: 艾克米", False),
    ],
)
def test_an_ordinary_word_is_asked_whether_it_is_one(
    sample: str, write: Write, right: str, wrong: str, *, told: bool
) -> None:
    assert right in sample
    warnings = inspected(write(sample.replace(right, wrong, 1))).warnings
    assert any("`dictionary_word` is not written" in w.problem for w in warnings) == told


@pytest.mark.parametrize(
    ("right", "wrong", "key", "words"),
    [
        ("text: ACME\n", "text: HP\n", "assets[0].text", "by chance"),
        ("[艾克米]", "[艾]", "assets[0].aliases[0]", "by chance"),
        ("text: ACME TOOLS", "text: '!!'", "assets[2].text", "by chance"),
        ("2085-03-01", "2026-11-22", "assets[0].expiry_date", "ran out"),
        ("2085-03-01", "2027-01-31", "assets[0].expiry_date", "in 69 days"),
        ("status: registered", "status: expired", "assets[0].status", "never raises"),
        ("status: registered", "status: invalidated", "assets[0].status", "never raises"),
        ("text: ACME TOOLS,", "text: ACME TOOLS, claims: [a],", "assets[2].claims", "not compared"),
        ("text: Ode to", "nice_classes: [9], text: Ode to", "assets[6].nice_classes", "not comp"),
        ("text: Ode to the anvil", "dictionary_word: true, text: Anvil",
         "assets[6].dictionary_word", "proves nothing"),
        ('assets: ["*"]', "assets: [acme-word]", "assets[1].id", "nobody hears"),
        ("assets: [acme-*]", "assets: [acme-logo]", "assets[2].id", "no watch covers"),
        ("source: lab", "source: shop", "sources[1].id", "never visited"),
        ("evidence: data/evidence", "browser: {sandbox: false}",
         "service.browser.sandbox", "sandbox"),
        ("tls: none", "tls: none, allow_cleartext: true",
         "service.smtp.allow_cleartext", "in clear"),
    ],
)  # fmt: skip
def test_what_will_not_work_well_is_warned_of_at_its_place(
    sample: str, write: Write, right: str, wrong: str, key: str, words: str
) -> None:
    assert right in sample
    inspection = inspected(write(sample.replace(right, wrong, 1)))
    assert inspection.faults == []
    told = [fault for fault in inspection.warnings if fault.key == key]
    assert told
    assert all(words in fault.problem and fault.remedy and fault.line for fault in told)


def test_a_person_who_hears_of_nothing_is_told_of(sample: str, write: Write) -> None:
    text = sample.replace("assets: [acme-*]", "assets: [acme-logo]")
    text += "  - {email: other@bureau.example, assets: [acme-song]}\n"
    told = spots(inspected(write(text)).warnings)
    assert ("recipients[1].email", "Widen `assets`, or add a watch.") in told


def test_an_unknown_site_is_a_mistake(sample: str, write: Write) -> None:
    text = sample.replace("min_delay_s: 2.0", "site: generc")
    assert spots(inspected(write(text)).faults) == [("sources[0].site", "Did you mean generic?")]


def test_a_picture_that_is_none_is_a_mistake_wherever_it_is_named(
    sample: str, write: Write, tmp_path: Path
) -> None:
    path = write(sample)
    (tmp_path / "logo.png").write_text("<html>not a picture</html>")
    inspection = inspected(path)
    assert [fault.key for fault in inspection.faults] == [
        "assets[1].images[0]", "assets[2].images[0]", "assets[3].images[0]",
    ]  # fmt: skip


def test_mistakes_of_all_sorts_are_told_together_and_once(
    sample: str, write: Write, tmp_path: Path
) -> None:
    text = sample.replace("office: CN", "office: XY").replace("text: ACME TOOLS", "text: AT")
    path = write(text.replace("[logo.png], locarno", "[lost.png], locarno"))
    (tmp_path / "logo.png").write_bytes(b"no picture at all")
    inspection = inspected(path)
    assert [fault.key for fault in inspection.faults] == [
        "assets[0].office", "assets[1].images[0]", "assets[2].images[0]", "assets[3].images[0]",
    ]  # fmt: skip
    assert "assets[2].text" in {fault.key for fault in inspection.warnings}


def test_a_browser_that_is_not_there_is_told_of(sample: str, write: Write) -> None:
    text = sample.replace("evidence: data/evidence", "browser: {executable: bin/chromium}")
    told = spots(inspected(write(text)).warnings)
    assert ("service.browser.executable", "Correct it, or delete the line.") in told


def test_a_decompression_bomb_is_a_mistake(sample: str, write: Write, tmp_path: Path) -> None:
    path = write(sample)
    Image.new("1", (13_000, 13_000)).save(tmp_path / "logo.png")
    assert len(inspected(path).faults) == 3


def drawn(*, ground: str = "white") -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (300, 240), ground)
    return picture, ImageDraw.Draw(picture)


def plain_pictures() -> dict[str, Image.Image]:
    blank, _ = drawn()
    nearly, pen = drawn()
    pen.point((20, 20), fill="#eeeeee")
    disc, pen = drawn()
    pen.ellipse((60, 40, 220, 200), fill="#c00000")
    bar, pen = drawn(ground="#002060")
    pen.rectangle((30, 90, 270, 150), fill="#ffd700")
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    return {"blank": blank, "nearly blank": nearly, "disc": disc, "bar": bar, "clear": clear}


@pytest.mark.parametrize("name", plain_pictures())
def test_blank_and_plain_pictures_are_warned_of(
    sample: str, write: Write, tmp_path: Path, name: str
) -> None:
    path = write(sample.replace('[acme-word, "*-logo"]', "['*']"))
    plain_pictures()[name].save(tmp_path / "logo.png")
    inspection = inspected(path)
    assert inspection.faults == []
    assert [fault.key for fault in inspection.warnings if "images" in fault.key] == [
        "assets[1].images[0]", "assets[2].images[0]", "assets[3].images[0]",
    ]  # fmt: skip


def test_a_mark_that_photographs_draw_by_chance_is_warned_of_with_its_asset(
    sample: str, write: Write, tmp_path: Path
) -> None:
    ring = Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(ring).ellipse((50, 50, 250, 250), outline=(30, 60, 200), width=30)
    ring.save(tmp_path / "logo.png")
    told = [w for w in inspected(write(sample)).warnings if "photographs" in w.problem]
    assert [w.key for w in told] == ["assets[1].images[0]", "assets[2].images[0]"]  # marks alone
    assert "acme-logo" in told[0].problem


def telling_pictures() -> dict[str, Image.Image]:
    ring, pen = drawn()
    pen.ellipse((60, 40, 220, 200), outline="black", width=20)
    pen.ellipse((120, 100, 160, 140), fill="black")
    framed, pen = drawn()
    pen.rectangle((30, 30, 270, 210), fill="#c00000")
    pen.text((60, 60), "NORDLYN", fill="white", font_size=60)
    triangle, pen = drawn()
    pen.polygon(((150, 20), (280, 220), (20, 220)), fill="green")
    return {"ring": ring, "framed words": framed, "triangle": triangle, "logo": draw_logo()}


@pytest.mark.parametrize("name", telling_pictures())
def test_pictures_with_a_figure_of_their_own_are_not_called_plain(name: str) -> None:
    assert not plain_shape(telling_pictures()[name])


@pytest.mark.parametrize("side", [1, 2, 5, 17])
def test_pictures_of_a_few_pixels_are_looked_at_without_failing(side: int) -> None:
    picture = Image.new("RGB", (side, side), "white")
    picture.putpixel((side // 2, side // 2), (0, 0, 0))
    assert isinstance(plain_shape(picture), bool)


@pytest.mark.parametrize(
    ("words", "enough"),
    [("HP", False), ("3M", False), ("茅", False), ("茅台", True), ("VW3", True), ("A!?", False),
     ("ク", False), ("삼성", True), ("Ä.Ö.Ü", True), ("", False), ("K 茶", True)],
)  # fmt: skip
def test_three_letters_or_two_characters_are_enough_to_recognise(
    words: str, *, enough: bool
) -> None:
    assert (weight(words) >= 3) == enough
