"""What the rules say of the law of the place, said in Chinese (`sayings.py` tells of the keys)."""

from collections.abc import Mapping
from typing import Final

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
    r"allowed by (?P<law>[^;]+)": "依据：{law}",
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
