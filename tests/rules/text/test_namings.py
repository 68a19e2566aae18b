"""Faces of many assets at once: the same as those of each."""

from collections import defaultdict

from monitor.domain.asset import Asset, AssetKind
from rules.text.faces import MARK, Naming, faces
from rules.text.namings import namings
from rules.text.tokens import WORD
from tests.rules.making import word_mark

MARKS = (
    "Northwind", "north wind", " The North Wind ", "NikeAir Max", "a1b2 C3", "!!!", "Color's",
    "El Corte Blanqués", "le  grand-bateau9", "no\nline", "A" * 250, "h&m", "x\x00y", "7eleven 7",
    "Hound & Hare", "Bell and Thorn", "Mann+Hummle", "Uno y Dos", "Rock n Rolle", "茶 & 隼 店",
    "Abcdefgh abcdefgh", "la casa de las flores grandes", "nike", "耐克", "耐克 nike", "Старт",
    "ナイキ", "ＡＢＣ", "\ud800 broken", "los los los",
)  # fmt: skip


def test_many_marks_are_read_as_each_is() -> None:
    assets = [word_mark(text, id=str(number)) for number, text in enumerate(MARKS)]
    assets += [word_mark("Kestrelle", "茶隼", "Red Falcon", id="aliased")]
    assets += [Asset(id="p", kind=AssetKind.PATENT, holder_id="h", text="Northwind")]
    read = namings(assets)
    words = [tuple(line.split(" ")) for line in read.latin.decode().split("\n")[:-1]]
    given: dict[int, list[Naming]] = defaultdict(list)
    for mark, spelt in zip(read.marks, words, strict=False):
        given[mark].append(Naming(assets[mark].text or "", MARK, spelt, WORD))
    for one, spelt in zip(read.more, words[len(read.marks) :], strict=True):
        assert one.naming.words == spelt
    for one in read.behind:
        given[one.asset].append(one.naming)
        assert one.as_mark == (one.naming.text == assets[one.asset].text)
    for number, asset in enumerate(assets):
        assert sorted(map(repr, given[number])) == sorted(map(repr, faces(asset))), asset.text
    assert sum(map(len, given.values())) > len(MARKS)


def test_no_marks_give_no_faces() -> None:
    read = namings([])
    assert (read.marks, read.behind, read.latin) == ([], [], b"")
