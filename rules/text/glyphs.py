"""Which signs are taken for which letters: confusables, digits and symbols for letters, skeletons.

The tables are our own, small and written by hand: letters of other scripts that a buyer reads as
Latin. The idea of a skeleton is that of Unicode Technical Standard 39, section 4.
"""

from typing import Final

# Pairs: a folded letter of another script, then the Latin letter or digit the eye reads.
_CYRILLIC: Final = (
    "аa бb вb гr дd еe ѕs зz иn іi јj кk ӏl лn мm нh оo пn рp сc тt уy фf хx цu чy шw щw ъb ыbl ьb "
    "эe юio яr ѵv ѡw ԁd ԛq ԝw һh ґr єe қk ҝk ҡk ңh ҳx үy ұy әe ғf ӿx ҫc ҽe ԍg ӕae ҩo ԑe ҙz ҷy ҹy"
)
_GREEK: Final = (
    "αa βb γy δd εe ζz ηn θo ιi κk λl μm νv ξe οo πn ρp σo ςc τt υu φo χx ψw ωw ϲc ϳj ϵe ϱp ϰk"
)
_OTHERS: Final = (
    "հh ոn սu ցg օo յj զq ւl կu տm ꓐb ꓑp ꓓd ꓔt ꓖg ꓗk ꓙj ꓚc ꓝf ꓟm ꓠn ꓡl ꓢs ꓣr ꓦv ꓧh ꓪw ꓫx ꓬy ꓮa "
    "ꓯv ꓰe ꓲi ꓳo ꓴu ꮯc ꭰd ꭱr ꭲt ꮋm ꭺa ꮮl ꮲp ꮪs ꮤw ꮩv ꮓz ꮶk ꭻj ꮐg ꮇm ꭼe ꮃw "
    "ᎪA ᏴB ᏟC ᎠD ᎬE ᎻH ᏆI ᎫJ ᏦK ᏞL "
    "ᎷM ᏢP ᏒR ᏚS ᎢT ᏙV ᎳW ᏃZ оo ϝf ⲟo ⲣp ⲥc ⲁa ⲕk ⲙm ⲛn ⲏh ⲧt ⲭx ⲩy ⲓi ⲉe"
)
_HAN: Final = (
    "卂a 乃b 匚c 刀d 乇e 卄h 廾h 丨i 亅j 长k 乚l 冂n 口o 囗o 尸p 尺r 丂s 丅t 凵u 山w 乂x 丫y "
    "乙z 工i 爪m 几n 己b 力f 了j 二z 王e 三e 丁t"
)


def _pairs(*tables: str) -> dict[str, str]:
    return {pair[0].casefold(): pair[1:].lower() for table in tables for pair in table.split()}


CONFUSABLE: Final = _pairs(_CYRILLIC, _GREEK, _OTHERS)
"""Folded letter of another script -> the Latin letters it passes for."""

HAN_LETTERS: Final = _pairs(_HAN)
"""Han characters drawn for Latin letters; they count only where a whole run is made of them."""

WHOLLY: Final = frozenset("аеѕіјӏорсухѵԁԛԝһьвнткмαβεζηικμνορτυχ")
"""Cyrillic and Greek letters that pass for Latin even where the whole word is made of them."""

SYMBOL_LETTERS: Final = {
    "$": "s", "@": "a", "!": "i", "|": "i", "€": "e", "¥": "y", "£": "l", "+": "t",
    "¡": "i", "§": "s", "ƒ": "f", "¢": "c", "∂": "d", "∑": "e", "√": "v", "×": "x",
    "△": "a", "▲": "a", "○": "o", "●": "o", "〇": "o", "◯": "o", "⭕": "o", "☆": "a", "★": "a",
}  # fmt: skip
"""Signs used for letters inside a word."""

MASKS: Final = frozenset("*＊✱_□■×●○〇?？#~～^")
"""Signs that stand where a letter was taken out."""

CLASSES: Final = str.maketrans(
    {
        "0": "o", "1": "i", "l": "i", "!": "i", "|": "i", "3": "e", "4": "a", "5": "s",
        "6": "b", "7": "t", "8": "b", "9": "g", "2": "z", "q": "g", "j": "i",
    }
)  # fmt: skip
DIGRAPHS: Final = (("rn", "m"), ("vv", "w"), ("uu", "w"), ("cl", "d"))
"""Letters that stand close enough to read as one; folds.skeletons does the same for many words."""


def skeleton(word: str) -> str:
    """Folded word -> what the eye reads: equal skeletons look alike in many typefaces."""
    for pair, single in DIGRAPHS:
        if pair in word:
            word = word.replace(pair, single)
    return word.translate(CLASSES)


def unleet(word: str) -> str:
    """Replace symbols used for letters; everything else stays."""
    return "".join(SYMBOL_LETTERS.get(sign, sign) for sign in word)


def as_latin(word: str) -> str | None:
    """Read a word of look-alike letters as Latin; None when it is honest text of its own script.

    Source: the mixed-script and whole-script tests of Unicode Technical Standard 39, section 5.
    """
    latin = any(letter.isascii() and letter.isalpha() for letter in word)
    foreign = [letter for letter in word if not letter.isascii()]
    if not foreign or not all(letter in CONFUSABLE for letter in foreign):
        return None
    if not latin and not all(letter in WHOLLY for letter in foreign):
        return None
    return "".join(CONFUSABLE.get(letter, letter) for letter in word)
