"""What the rules say of the law of the place, said in Chinese (`sayings.py` tells of the keys)."""

import re
from collections.abc import Mapping
from typing import Final

_CN: Final = "China Trademark Law (2019 version, in force to the end of 2026)"
_CN_SAID: Final = "中国《商标法》（2019 年修正，适用至 2026 年年底）"


def _union(article: str, directive: str) -> tuple[str, str]:
    cited = (
        f"Regulation (EU) 2017/1001 {article}, for a national mark its law after Directive (EU) "
        f"2015/2436 {directive}"
    )
    said = (
        f"《欧盟商标条例》(EU) 2017/1001 第 {article} 条，成员国注册的商标适用依《商标指令》(EU) "
        f"2015/2436 第 {directive} 条制定的该国法律"
    )
    return cited, said


_CITED: Final = {
    f"{_CN} article 57 item 1": f"{_CN_SAID}第五十七条第一项",
    f"{_CN} article 57 item 2": f"{_CN_SAID}第五十七条第二项",
    f"{_CN} article 59 paragraph 1": f"{_CN_SAID}第五十九条第一款",
    "the doctrine of indicative use in China": "中国司法实践中的指示性使用",
    "the doctrine of exhaustion in China": "中国司法实践中的权利用尽",
    **dict([
        _union("9(2)(a)", "10(2)(a)"),
        _union("9(2)(b)", "10(2)(b)"),
        _union("14(1)(b)", "14(1)(b)"),
        _union("14(1)(c)", "14(1)(c)"),
        _union("15(1)", "15(1)"),
    ]),
    "15 U.S.C. 1114(1)": "《美国法典》第 15 编第 1114(1) 条",
    "15 U.S.C. 1115(b)(4)": "《美国法典》第 15 编第 1115(b)(4) 条",
    "New Kids on the Block v. News America Publishing, 971 F.2d 302 (9th Cir. 1992)": (
        "New Kids on the Block v. News America Publishing 案，971 F.2d 302"
        "（美国联邦第九巡回上诉法院，1992 年）"
    ),
    "Champion Spark Plug v. Sanders, 331 U.S. 125 (1947)": (
        "Champion Spark Plug v. Sanders 案，331 U.S. 125（美国联邦最高法院，1947 年）"
    ),
    "NEC Electronics v. CAL Circuit Abco, 810 F.2d 1506 (9th Cir. 1987)": (
        "NEC Electronics v. CAL Circuit Abco 案，810 F.2d 1506（美国联邦第九巡回上诉法院，1987 年）"
    ),
}
"""Citations of `rules/context/laws.py`; one of an earlier version is shown as it was written."""

CHINESE_LAWS: Final[Mapping[str, str]] = {
    r"the mark is an ordinary word": "商标是普通词语，显著性较弱",
    r"the mark is no ordinary word": "商标不是普通词语",
    r"besides a person weighs distinctiveness and renown, attention of the related public, intent, "
    r"actual confusion": "另由人考量显著性和知名度、相关公众的注意程度、主观意图和实际混淆",
    r"besides a person weighs distinctiveness and renown, attention of the average consumer, "
    r"interdependence of marks and goods": (
        "另由人考量显著性和知名度、普通消费者的注意程度，以及商标与商品近似程度的相互依存"
    ),
    r"besides a person weighs strength of the mark, marketing channels, care of the buyers, "
    r"intent, actual confusion, bridging the gap": (
        "另由人考量商标强度、销售渠道、购买者的谨慎程度、主观意图、实际混淆和跨入该市场的可能"
    ),
    r"allowed by (?P<how>[^;]+)": "依据：{how}",
    r"allowed by (?P<law>[^;]+)": "依据：{law}",
    **{re.escape(cited): said for cited, said in _CITED.items()},
    r"the offer compares its goods with those of the mark: (?P<words>['\"].*['\"])": (
        "页面将其商品与该商标的商品作比较：{words}"
    ),
    r"the public of the European Union does not read (?P<word>['\"].*['\"])": (
        "欧盟的公众不识读 {word}"
    ),
    r"first sold outside the European Economic Area: (?P<words>['\"].*['\"])": (
        "首次销售在欧洲经济区以外，权利未用尽：{words}"
    ),
    r"said to be first sold within the European Economic Area: (?P<words>['\"].*['\"])": (
        "页面称首次销售在欧洲经济区以内：{words}"
    ),
    r"said to be genuine goods from abroad: (?P<words>['\"].*['\"])": (
        "页面称是来自境外的正品：{words}"
    ),
    r"goods from abroad that differ from those sold here: (?P<words>['\"].*['\"])": (
        "来自境外、与当地销售的商品有别：{words}"
    ),
    r"goods from abroad whose codes or labels are taken off: (?P<words>['\"].*['\"])": (
        "来自境外、编码或标签已被去除：{words}"
    ),
    r"(?P<word>'[^']*') \(group (?P<code>\d{4}) (?P<name>\S+) [^()]*\): a group the mark is "
    r"registered for": "{word}（类似群 {code} {name}）：属于商标注册的类似群",
    r"(?P<word>'[^']*') \(group (?P<code>\d{4}) (?P<name>\S+) [^()]*\): not presumed similar to "
    r"the registered (?P<known>[\d, ]+)": (
        "{word}（类似群 {code} {name}）：与注册的类似群 {known} 不推定为类似商品"
    ),
    r"the goods are of a registered class, and of a group that is not known": (
        "商品属于注册类别，类似群不明"
    ),
}
