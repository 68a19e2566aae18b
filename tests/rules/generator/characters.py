"""How sellers bend Han characters: same sound, dialect sound, one stroke off, signs between.

Groups are typed by hand for the characters of this generator's marks: sounds as spoken, dialect
pairs as people who do not part n/l, f/h, zh/z or -n/-ng hear them, shapes by radical and stroke.
"""

import random

SOUND = {
    "青": "清轻卿", "木": "沐目牧", "泉": "全拳权", "蓝": "兰篮澜", "鹊": "却雀阙",
    "白": "柏百佰", "桦": "画华话", "林": "临琳霖", "天": "添", "工": "公功宫", "锤": "垂捶陲",
    "金": "今斤津", "舵": "惰跺", "手": "守首", "乐": "勒", "途": "图徒涂", "安": "鞍氨桉",
    "思": "丝斯司", "科": "柯颗棵", "朗": "浪", "佳": "家加嘉", "宁": "凝柠", "堡": "保宝饱",
    "维": "唯惟", "兰": "蓝篮", "卓": "桌捉", "劳": "痨", "力": "利立", "士": "是仕",
    "阿": "啊", "迪": "笛狄敌", "达": "答", "斯": "丝思司", "古": "谷骨", "驰": "池迟",
    "香": "湘箱", "奈": "耐", "儿": "尔", "雅": "亚哑", "诗": "施师", "黛": "代戴", "可": "渴",
    "口": "扣", "百": "摆佰", "事": "士世",
}  # fmt: skip
DIALECT = {
    "青": "亲", "林": "凌宁", "宁": "林铃", "蓝": "南男", "兰": "南难", "朗": "囊",
    "金": "京经", "士": "四寺", "斯": "师", "思": "诗师", "诗": "丝思", "手": "叟", "乐": "热",
    "安": "昂", "天": "田", "泉": "船", "事": "四", "驰": "词", "香": "先", "奈": "赖",
    "劳": "挠", "力": "逆",
}  # fmt: skip
SHAPE = {
    "青": "靑肯胄", "木": "术本朩", "泉": "皋汆", "蓝": "篮监", "鹊": "鸦鹄", "白": "自日臼",
    "桦": "烨梓", "林": "沐枺株", "天": "夭无夫", "工": "土王匚", "锤": "捶睡", "金": "全佥",
    "舵": "舱陀", "手": "毛千", "乐": "东尔", "途": "涂逾", "安": "妥桉", "思": "恩恖",
    "科": "料枓", "朗": "郎郞", "佳": "隹住", "宁": "宇字", "堡": "垡煲", "维": "唯淮",
    "兰": "三羊", "卓": "桌早", "劳": "荣苈", "力": "刀九", "士": "土壬", "阿": "呵何",
    "迪": "油笛", "达": "辶过", "斯": "期欺", "古": "吉右", "驰": "弛驼", "香": "杳番",
    "奈": "佘柰", "儿": "几八", "雅": "稚鸦", "诗": "侍待", "黛": "黨默", "口": "囗回",
    "可": "司叵", "百": "白自", "事": "亊争",
}  # fmt: skip
TRADITIONAL = {
    "蓝": "藍", "鹊": "鵲", "桦": "樺", "锤": "錘", "乐": "樂", "宁": "寧", "维": "維",
    "兰": "蘭", "劳": "勞", "达": "達", "驰": "馳", "儿": "兒", "诗": "詩", "华": "華",
    "为": "爲",
}  # fmt: skip
PINYIN = {
    "青木泉": "qing mu quan", "蓝鹊": "lan que", "白桦林": "bai hua lin",
    "天工锤": "tian gong chui", "金舵手": "jin duo shou", "乐途安": "le tu an",
    "思科朗": "si ke lang", "佳宁堡": "jia ning bao", "维兰卓": "wei lan zhuo",
    "劳力士": "lao li shi", "阿迪达斯": "a di da si", "古驰": "gu chi",
    "香奈儿": "xiang nai er", "雅诗兰黛": "ya shi lan dai", "可口可乐": "ke kou ke le",
}  # fmt: skip

Draw = random.Random  # noqa: S311 - cases, not secrets


def _bent(table: dict[str, str], mark: str, draw: Draw) -> str | None:
    places = [place for place, sign in enumerate(mark) if sign in table]
    if not places or len(mark) < 2:
        return None
    place = draw.choice(places)
    return mark[:place] + draw.choice(table[mark[place]]) + mark[place + 1 :]


def same_sound(mark: str, draw: Draw) -> str | None:
    """One character of the same sound."""
    return _bent(SOUND, mark, draw)


def dialect(mark: str, draw: Draw) -> str | None:
    """One character that is of the same sound in a dialect."""
    return _bent(DIALECT, mark, draw)


def shape(mark: str, draw: Draw) -> str | None:
    """One character that looks nearly alike."""
    return _bent(SHAPE, mark, draw)


def traditional(mark: str, draw: Draw) -> str | None:
    """The long forms."""
    del draw
    other = "".join(TRADITIONAL.get(sign, sign) for sign in mark)
    return other if other != mark else None


def between(mark: str, draw: Draw) -> str | None:
    """Signs between the characters."""
    return draw.choice("*·-.／ +_~").join(mark)


def pinyin(mark: str, draw: Draw) -> str | None:
    """The sound in Latin letters, joined or apart."""
    if mark not in PINYIN:
        return None
    return draw.choice((PINYIN[mark], PINYIN[mark].replace(" ", "")))


def part_pinyin(mark: str, draw: Draw) -> str | None:
    """One character in Latin letters, the others as they are."""
    if mark not in PINYIN:
        return None
    syllables = PINYIN[mark].split()
    place = draw.randrange(len(mark))
    return mark[:place] + syllables[place] + mark[place + 1 :]
