"""Phrases in many languages, as plain words: what stands before a mark, what after, what anywhere.

Written by us from the usage of marketplaces. Words of scripts that part words by blanks are bounded
at both ends; Chinese, Japanese, Korean, Thai and Devanagari run on.
"""

import re
from functools import cache
from typing import Final

from rules.language.views import folded

# " / " parts phrases. "…" at an end leaves that end open: "совместим…" has many endings.
_FITS_BEFORE: Final = """
    compatible con / compatibles con / repuesto… para / recambio… para / valido para / apto para
    compativel com / compativeis com / serve em / serve para / reposicao para / peca… para
    compatibile con / compatibili con / ricambi… per / ricambio per / adatto a / adatti per
    compatibles / compatible avec / convient a / adapte a / adaptable sur / rechange pour
    kompatibel mit / kompatibel zu / passend zu / passend fur / zubehor fur / ersatzteil… fur
    geschikt voor / past op / compatibel met / pasuje do / kompatybiln… z / zamiennik do
    tuong thich voi / tuong thich / phu hop voi / thay the cho / lap cho
    kompatibel dengan / cocok untuk / uyumlu
    чехол на / чехлы на / чехол для / коврик… на / коврик… для / накладк… на / стекло на
    совместим… с / подход… для / подход… к / запчаст… для / аналог для / замена для
    συμβατ… με / καταλληλ… για / ανταλλακτικ… για
    متوافق مع / متوافقة مع / متوافقه مع / مناسب ل… / مناسبة ل… / يناسب / تناسب / بديل ل… / خاص ب…
    תואם / תואמת / תואמים / תואמות / מתאים ל… / מתאימה ל… / מתאימים ל… / תחליף ל…
    ใช้กับ / ใช้ได้กับ / ใช้ร่วมกับ / รองรับ / เข้ากันได้กับ
    互換 / 호환
"""
_FOR: Final = """
    for / fur / fuer / pour / para / per / voor / til / dla / icin / untuk / danh cho / dung cho
    для / για / ל / עבור / ل / สำหรับ
"""
_FITS_AFTER: Final = """
    compatible / compatibles / kompatibel / compativel / compatibile / uyumlu / icin
    متوافق مع / متوافقة مع / के लिए / के साथ संगत / के अनुकूल / संगत
    対応 / 互換 / 専用 / 適合 / に使える / 兼用 / 호환 / 전용 / 용으로 / ใช้ได้
    适用 / 适配 / 专用 / 通用 / 兼容 / 可用 / 替换
"""
_DENIES_BEFORE: Final = """
    no es / no son / sin marca / nao e / nao sao / sem marca / non e / non sono / nie jest / nie
    ce n'est pas / n'est pas / pas du / pas de / ist kein / keine / kein / ikke / inte / niet
    khong phai / khong phai la / bukan / bukan dari / degil
    не является / не / без / это не / δεν ειναι / οχι / χωρις
    ليس / ليست / ليس من / غير / بدون / לא / לא של / אינו / אינה / ללא
    ไม่ใช่ / ไม่ใช่ของ / 非 / 不是 / 并非 / 无
"""
_DENIES_AFTER: Final = """
    ではありません / ではない / ではございません / じゃない / とは関係 / とは無関係
    아님 / 아닙니다 / 아닌 / 와 무관 / 과 무관 / नहीं है / नहीं / degil / ไม่เกี่ยวข้อง / 无关
"""
_ABOUT_BEFORE: Final = """
    history of / story of / rise of / life of / art of / world of / behind / how to draw / guide to
    historia de / historia do / historia da / historia del / storia di / storia della
    histoire de / histoire du / l'histoire de / geschichte von / geschichte der / geschichte des
    история / история компании / история бренда / история марки / книга о / биография
    ιστορια της / ιστορια του / قصة / قصة شركة / تاريخ / كتاب عن / סיפורה של / ההיסטוריה של
    ประวัติ / lich su / lich su hang / cau chuyen / sejarah / kisah
    reparacion de / reparacao de / riparazione / reparation de / reparatur von / ремонт / επισκευη
    اصلاح / صيانة / תיקון / ซ่อม / sua chua / servis / reparacion / reparacao / reparation
    we mend your / we fix / we fix your / we repair / we repair your / servicing / repair your
    repair of / fix your / mends your / 维修 / 修理 / 수리
"""
_ABOUT_AFTER: Final = """
    の歴史 / の物語 / 創業者 / 物語 / 修理 / の修理 / 創辦人 / 创始人 / 创办人 / 品牌故事
    传记 / 发展史
    창업자 / 이야기 / 의 역사 / 역사 / 수리 / का इतिहास / की कहानी / मरम्मत
    story / history / biography / memoir / museum / repair / repairs / ceo / founder
"""
_RESOLD: Final = """
    seminovo / de segunda mano / segunda mao / usado / usada / usados / usato / usata
    d'occasion / seconde main / gebraucht / gebrauchte / tweedehands / uzywan… / begagnad
    ikinci el / bekas / preloved / da qua su dung / hang cu / do cu / secondhand / 2nd hand
    б у / бывш… в употреблении / с пробегом / подержанн… / μεταχειρισμεν…
    مستعمل / مستعملة / مستعمله / استعمال خفيف / יד שנייה / יד שניה / יד 2 / משומש / משומשת
    มือสอง / สภาพใช้งาน / ของใช้แล้ว / सेकंड हैंड / पुराना / पुरानी / इस्तेमाल किया / यूज़्ड
    古着 / 中古 / ユーズド / 使用済み / 중고 / 구제 / 빈티지 구제
"""
_ABOUT_SOMEBODY: Final = """
    biography / autobiography / memoir / memoirs / biografia / biografi / autobiografia / biographie
    biografie / биография / мемуары / βιογραφια / سيرة ذاتية / ביוגרפיה / ชีวประวัติ / tieu su / जीवनी
    传记 / 自传 / 评传 / 回忆录 / 伝記 / 評伝 / 자서전 / 평전 / 전기문
"""
_PRINTED: Final = """
    service manual / workshop manual / repair manual / owners manual / reparaturanleitung
    manuel d'atelier / manual de taller / revue technique / 维修手册 / 整備書 / 정비 매뉴얼
    books / bok / boeken / paperback / hardcover / hardback / novel / novels / textbook
    essays / magazine
    libro / libros / tapa dura / livro / capa dura / libri / buch / bucher
    taschenbuch / gebunden / boek / ksiazka / kitap / buku / книга / книги
    βιβλιο / كتاب / رواية / ספר / หนังสือ / นิยาย / किताब / पुस्तक / 单行本 / 単行本 / 書籍 / 小説
    图书 / 书籍 / 小说 / 도서 / 소설 / 단행본
"""
_RECORDED: Final = """
    dvd / blu ray / vinyl / vinyl record / vinyl lp / soundtrack / film poster / movie poster
    lp / songbook / sheet music / 黑胶 / 唱片 / 蓝光 / レコード
"""
_RUN_ON: Final = re.compile("[\u0900-\u0dff\u0e00-\u0eff\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OPEN: Final = "…"


def plain(phrases: str) -> str:
    """Alternatives of a pattern over folded text; longer phrases first."""
    words = {part.strip() for line in phrases.splitlines() for part in line.split(" / ")}
    ordered = sorted(words - {""}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_bounded(word) for word in ordered) + ")"


def _bounded(phrase: str) -> str:
    parts = phrase.split(_OPEN)
    body = r"\w*".join(r"\s+".join(map(re.escape, folded(part).split(" "))) for part in parts)
    if _RUN_ON.search(folded(phrase)):
        return body
    return rf"\b{body}" + ("" if phrase.endswith(_OPEN) else r"\b")


@cache
def fits_before() -> re.Pattern[str]:
    """Words before what the goods fit."""
    return re.compile(plain(_FITS_BEFORE))


@cache
def meant_for() -> re.Pattern[str]:
    """Words for "for": of what it fits, but of people and seasons too."""
    return re.compile(plain(_FOR))


@cache
def fits_after() -> re.Pattern[str]:
    """The same, where they follow at once or behind a model's name."""
    model = r"[a-z0-9][\w.+\-]{0,11}|手机|电脑|系列|model[eo]?|シリーズ|시리즈|모델|موديل|/|,|、"
    behind = rf"(?:{plain(_FITS_AFTER)}|用(?=[\s\u3000]))"
    return re.compile(rf"^(?:[\s\-]*(?:{model})){{0,4}}[\s\-]*{behind}")


@cache
def denies_before() -> re.Pattern[str]:
    """Words that deny what follows at once."""
    return re.compile(plain(_DENIES_BEFORE) + r"[\s\-]*$")


@cache
def denies_after() -> re.Pattern[str]:
    """Words that deny what stands before them."""
    return re.compile(r"^[\s\-]*" + plain(_DENIES_AFTER))


@cache
def about_before() -> re.Pattern[str]:
    """Words that make what follows the subject of a story or of a repair."""
    return re.compile(plain(_ABOUT_BEFORE) + r"[\s\-]*(?:the|an?|la|le|el|o|die|das)?\s*$")


@cache
def about_after() -> re.Pattern[str]:
    """Words that make what stands before them the subject of a story or of a repair."""
    return re.compile(r"^['’]?s?[\s\-]*" + plain(_ABOUT_AFTER))


@cache
def resold() -> re.Pattern[str]:
    """Words of resale, anywhere in a title."""
    return re.compile(plain(_RESOLD))


@cache
def about_somebody() -> re.Pattern[str]:
    """Kinds of books that are about a person or a firm."""
    return re.compile(plain(_ABOUT_SOMEBODY))


@cache
def printed() -> re.Pattern[str]:
    """Words for books."""
    return re.compile(plain(_PRINTED) + r"|\bbook\b(?! ?(?:tote|bag|cover|case|end|style))")


@cache
def recorded() -> re.Pattern[str]:
    """Words for records and films."""
    return re.compile(plain(_RECORDED))
