"""What the rules, the decider, the recorder and `verify` say in English, said as a reader needs it.

Layer: alerts, pure.
Keys are regular expressions for one clause; a named group goes into the braces of the same name.
Groups called `how`, `field` and `kind` are said in the same language, the others stay as they are.
English needs sayings for pictures only, whose sentences name digests and ids.
A clause that stands in no key is shown as it was written (`alerts.email.sayings`).
"""

from collections.abc import Mapping
from typing import Final

from alerts.email.words.checks import CHINESE_CHECKS
from alerts.email.words.laws import CHINESE_LAWS

_PICTURE: Final = (
    r"offered picture \S+ is (?P<bits>\d+) of (?P<of>\d+) bits from registered picture \S+ of .* "
    r"\((?P<how>[^()]*)\)"
)
_LOGO: Final = (
    r"offered picture \S+ shows, from (?P<left>\S+) to (?P<right>\S+) % across and "
    r"(?P<top>\S+) to (?P<bottom>\S+) % down, registered picture \S+ of .*: "
    r"(?P<points>\d+) points match in place, and the outlines agree to (?P<outlines>\S+)"
)

_SHOWN: Final = (
    r"offered picture \S+ shows, from (?P<left>\S+) to (?P<right>\S+) % across and "
    r"(?P<top>\S+) to (?P<bottom>\S+) % down, "
)
_PART: Final = (
    r"(?P<shown>\S+) of photograph \S+ of .*: (?P<points>\d+) points match in place, and the light "
    r"agrees to (?P<light>\S+)"
)
_COPY: Final = _SHOWN + _PART
_MIRRORED: Final = _SHOWN + "mirrored, " + _PART
_VIEW: Final = _SHOWN + (
    r"view (?P<view>\d+) of (?P<views>\d+) of design .*: outline (?P<outline>\S+), inner lines "
    r"(?P<inner>\S+), and of what is shown there (?P<shared>\S+) stands in the view"
)

ENGLISH_SAYINGS: Final[Mapping[str, str]] = {
    _PICTURE: "{bits} of {of} bits apart ({how})",
    _LOGO: "from {left} to {right} % across and {top} to {bottom} % down; {points} points match in "
    "place, and the outlines agree to {outlines}",
    _COPY: "from {left} to {right} % across and {top} to {bottom} % down; {shown} of the "
    "photograph; {points} points match in place, and the light agrees to {light}",
    _MIRRORED: "from {left} to {right} % across and {top} to {bottom} % down; {shown} of the "
    "photograph, mirrored; {points} points match in place, and the light agrees to {light}",
    _VIEW: "overall visual effect, view {view} of {views}, from {left} to {right} % across and "
    "{top} to {bottom} % down: outline {outline}, inner lines {inner}; of what is shown there "
    "{shared} stands in the view",
    r"PDQ of the picture": "PDQ of the whole picture",
    r"PDQ of its figure": "PDQ of its figure",
    r"pHash": "pHash of the whole picture",
}

_GATES: Final = {
    r"the right (?P<n>[^;]+) is in force on (?P<day>\S+)": "权利 {n} 在 {day} 有效",
    r"the right (?P<n>[^;]+) has been invalidated": "权利 {n} 已被宣告无效",
    r"the right (?P<n>[^;]+) has expired": "权利 {n} 已过期",
    r"the right (?P<n>[^;]+) expired on (?P<end>\S+), before (?P<day>[^\s;]+)": (
        "权利 {n} 已于 {end} 到期，早于发现商品的 {day}"
    ),
    r"the right (?P<n>[^;]+) is applied for, not yet registered": "权利 {n} 已申请，尚未注册",
    r"the right (?P<n>[^;]+) comes into force on (?P<start>\S+), after (?P<day>[^\s;]+)": (
        "权利 {n} 自 {start} 起生效，晚于发现商品的 {day}"
    ),
    r"the right (?P<n>[^;]+) is registered, and opposed": "权利 {n} 已注册，正在异议中",
    r"the identical mark on identical goods needs no confusion, (?P<how>[^;]+)": (
        "相同商标用于相同商品，无须证明混淆（{how}）"
    ),
    r"the identical mark on identical goods needs no confusion, (?P<law>[^;]+)": (
        "相同商标用于相同商品，无须证明混淆（{law}）"
    ),
    r"alike in (?P<how>[a-z ]+), compared by the whole": "{how}相近（整体比对）",
    r"alike in (?P<how>[a-z ]+), compared by the dominant part": "{how}相近（要部比对）",
    r"appearance": "外观",
    r"sound": "读音",
    r"meaning": "含义",
    r"appearance and sound": "外观和读音",
    r"appearance and meaning": "外观和含义",
    r"sound and appearance": "读音和外观",
    r"sound and meaning": "读音和含义",
    r"meaning and appearance": "含义和外观",
    r"meaning and sound": "含义和读音",
    r"(?:appearance|sound|meaning) and (?:appearance|sound|meaning) and \w+": "外观、读音和含义",
    r"the goods are those of the register": "商品属于注册商品或其类别",
    r"the goods are near those of the register": "商品与注册商品相邻",
    r"the goods are far from those of the register": "商品与注册商品相去较远",
    r"the goods are of another group than those of the register": "商品与注册商品不在同一类似群",
    r"the goods are not known well enough": "对商品了解不足",
    r"confusion is for a person to weigh, (?P<how>[^;]+)": "是否容易混淆由人判断（{how}）",
    r"confusion is for a person to weigh, (?P<law>[^;]+)": "是否容易混淆由人判断（{law}）",
    r"no gate was found closed": "未发现妨碍主张权利的情形",
}

_RELISTINGS: Final = {
    r"both show the same photograph (?P<picture>\w+), which nobody else shows": (
        "两者使用同一张照片 {picture}，未见他人使用"
    ),
    r"both show the same photograph (?P<picture>\w+), which (?P<n>\d+) sellers show": (
        "两者使用同一张照片 {picture}，共 {n} 个卖家使用"
    ),
    r"both show the holder's own photograph (?P<picture>\w+), which nobody else shows": (
        "两者使用权利人的照片 {picture}，未见他人使用"
    ),
    r"both show the holder's own photograph (?P<picture>\w+), which (?P<n>\d+) sellers show": (
        "两者使用权利人的照片 {picture}，共 {n} 个卖家使用"
    ),
    r"(?P<body>\d+%) of the description and (?P<title>\d+%) of the title agree": (
        "描述有 {body} 相同，标题有 {title} 相同"
    ),
    r"(?P<title>\d+%) of the title agrees": "标题有 {title} 相同",
    r"both are of the seller (?P<seller>['\"].*['\"])": "两者同属卖家 {seller}",
    r"their sellers share (?P<way>.*)": "两个卖家共用 {way}",
}

_CIRCUMSTANCES: Final = {
    r"(?P<domain>\S+) is a shop the holder authorised": "{domain} 是权利人授权的店铺",
    r"(?P<seller>['\"].*['\"]) is on the holder's list for (?P<market>[^;]+)": (
        "卖家 {seller} 在权利人的授权名单上（{market}）"
    ),
    r"it ships to (?P<places>[^;]+)": "发货至 {places}",
    r"it ships only to (?P<places>[^;]+)": "只发货至 {places}",
    r"the right covers (?P<places>[^;]+)": "权利覆盖 {places}",
    r"the market (?P<host>\S+) suggests (?P<place>[^\s;]+)": "从平台 {host} 看面向 {place}",
    r"the currency (?P<money>\S+) suggests (?P<place>[^\s;]+)": "从币种 {money} 看面向 {place}",
    r"the (?P<field>\w+) says what the goods fit: (?P<near>.*)": "{field}写的是适配对象：{near}",
    r"the (?P<field>\w+) denies being of the mark: (?P<near>.*)": "{field}否认属于该品牌：{near}",
    r"the (?P<field>\w+) names the goods of another: (?P<near>.*)": (
        "{field}用商标指称权利人自己的商品：{near}"
    ),
    r"the condition is (?P<words>['\"].*['\"])": "成色写作 {words}",
    r"the (?P<field>\w+) says (?P<words>'[^']*'|\"[^\"]*\")": "{field}写有 {words}",
    r"the brand field names another maker: (?P<words>['\"].*['\"])": (
        "品牌栏写的是其他厂商：{words}"
    ),
    r"(?P<word>['\"].*['\"]) shows that another thing of this name is meant": (
        "{word} 表明所指为同名的另一事物"
    ),
    r"(?P<word>['\"].*['\"]) in the seller's name may be the trader's own name": (
        "卖家名称中的 {word} 可能是经营者自己的名称"
    ),
    r"the title opens with another name: (?P<word>['\"].*['\"])": "标题以其他名称 {word} 开头",
    r"(?P<word>['\"].*['\"]) is part of a longer word": "{word} 只是更长词语的一部分",
    r"(?P<word>['\"].*['\"]) is an ordinary word, written as a name may be": (
        "{word} 也是普通词语，此处写法可能是名称"
    ),
    r"(?P<word>['\"].*['\"]) is an ordinary word, written without a sign of a name": (
        "{word} 也是普通词语，此处写法不带名称的特征"
    ),
    r"(?P<word>['\"].*['\"]) is an ordinary word, written in lower case": (
        "{word} 也是普通词语，此处以小写书写"
    ),
    r"the offer speaks of copies: (?P<words>['\"].*['\"])": "页面使用仿冒行业用语：{words}",
    r"the offer leans on the mark: (?P<words>['\"].*['\"])": "页面借用商标招揽买家：{words}",
    r"the offer speaks of goods meant for another market: (?P<words>['\"].*['\"])": (
        "页面称商品原定销往其他市场：{words}"
    ),
    r"the goods are of the product class that the design is registered for": (
        "商品属于外观设计登记的产品类别"
    ),
    r"the goods are registered ones: (?P<word>['\"].*['\"])": "商品属于注册的商品：{word}",
    r"the goods are next to the product class that the design is registered for": (
        "商品与外观设计登记的产品类别相近"
    ),
    r"the goods are far from the product class that the design is registered for": (
        "商品与外观设计登记的产品类别相差较远"
    ),
    r"every view shown is as near to a design known before as to the registered one": (
        "所示各视图与现有设计的接近程度不低于与登记设计的接近程度"
    ),
    r"the goods are not known well enough to compare": "对商品了解不足，无法比较",
    r"(?P<goods>['\"][^;]*): a class the mark is registered for": "{goods}：属于商标注册的类别",
    r"(?P<goods>['\"][^;]*): next to the registered classes (?P<known>[\d, ]+)": (
        "{goods}：与注册类别 {known} 相邻"
    ),
    (
        r"(?P<goods>['\"][^;]*): of the registered class (?P<known>[\d, ]+)"
        r" in the edition of 2026 only"
    ): "{goods}：自 2026 版区分表起方属于注册类别 {known}",
    r"(?P<goods>['\"][^;]*): far from the registered classes (?P<known>[\d, ]+)": (
        "{goods}：与注册类别 {known} 相去较远"
    ),
    r"it is offered at (?P<price>[^;]+)": "售价 {price}",
    r"the holder's goods cost (?P<price>\S+ \S+) at least": "权利人的商品售价不低于 {price}",
    r"of (?P<count>\d+) offers of (?P<word>['\"].*['\"]) half ask (?P<price>\S+ \S+) or less": (
        "{count} 个 {word} 商品中，半数售价不高于 {price}"
    ),
    r"the offer is made to traders: (?P<words>['\"].*['\"])": "页面面向批发买家：{words}",
    r"(?P<count>\d+) other offers of this seller were confirmed": (
        "该卖家另有 {count} 个商品已被确认"
    ),
    r"(?P<count>\d+) other offers of this seller were dismissed or found licensed": (
        "该卖家另有 {count} 个商品曾被驳回或认定为已获授权"
    ),
    r"such goods can hurt people: (?P<word>['\"].*['\"])": "此类商品可能危及人身安全：{word}",
    r"(?P<units>\d+) are said to be sold": "页面称已售 {units} 件",
    r"(?P<units>\d+) are said to be in stock": "页面称库存 {units} 件",
    r"each is offered at (?P<price>\S+ \S+)": "单价 {price}",
    r"it ships to (?P<count>\d+) countries": "发往 {count} 个国家或地区",
    r"it ships to the whole world": "发往全球",
    r"nothing is said of numbers, price or shipping": "页面未说明数量、价格和发货范围",
    r"an? (?P<kind>[a-z ]+) is for a person to compare, never a machine": (
        "{kind}须由人比对，不能交给机器判断"
    ),
}

_MEASUREMENTS: Final = {
    r"the words in picture (?P<n>\d+) say .*; the mark is (?P<mark>['\"].*['\"]) for "
    r"(?P<known>['\"].*['\"]): (?P<how>.*)": (
        "图片 {n} 中的文字，对照 {mark}（商标 {known}）：{how}"
    ),
    r"the words in picture (?P<n>\d+) say .*; the mark is (?P<mark>['\"].*['\"]): (?P<how>.*)": (
        "图片 {n} 中的文字，对照商标 {mark}：{how}"
    ),
    r"the \w+ says .*; the mark is (?P<mark>['\"].*['\"]) for "
    r"(?P<known>['\"].*['\"]): (?P<how>.*)": ("对照 {mark}（商标 {known}）：{how}"),
    r"the \w+ says .*; the mark is (?P<mark>['\"].*['\"]): (?P<how>.*)": "对照商标 {mark}：{how}",
    r"claim (?P<n>\d+) of (?P<name>['\"].*['\"]): the offer says all (?P<all>\d+) elements": (
        "{name} 权利要求 {n}：商品描述述及全部 {all} 个技术特征"
    ),
    r"claim (?P<n>\d+) of (?P<name>['\"].*['\"]): the offer says (?P<met>\d+) of (?P<all>\d+) "
    r"elements, and otherwise on (?P<words>['\"].*['\"])": (
        "{name} 权利要求 {n}：述及 {all} 个技术特征中的 {met} 个，而 {words} 与之不符"
    ),
    r"claim (?P<n>\d+) of (?P<name>['\"].*['\"]): the offer says (?P<met>\d+) of (?P<all>\d+) "
    r"elements, and nothing on (?P<words>['\"].*['\"])": (
        "{name} 权利要求 {n}：述及 {all} 个技术特征中的 {met} 个，未述及 {words}"
    ),
    _PICTURE: "{of} 位指纹中相差 {bits} 位（{how}）",
    _LOGO: "横向 {left}%–{right}%、纵向 {top}%–{bottom}% 处可见：{points} 个点位吻合，"
    "轮廓一致度 {outlines}",
    _COPY: "横向 {left}%–{right}%、纵向 {top}%–{bottom}% 处"
    "可见照片的 {shown}：{points} 个点位吻合，明暗一致度 {light}",
    _MIRRORED: "横向 {left}%–{right}%、纵向 {top}%–{bottom}% 处可见照片的 {shown}（左右镜像）："
    "{points} 个点位吻合，明暗一致度 {light}",
    _VIEW: "整体视觉效果，视图 {view}（共 {views} 幅），横向 {left}%–{right}%、纵向 {top}%–"
    "{bottom}% 处：外轮廓一致度 {outline}，内部线条一致度 {inner}；所示线条中 {shared} 见于该视图",
    r"PDQ of the picture": "整图 PDQ 指纹",
    r"PDQ of its figure": "图形 PDQ 指纹",
    r"pHash": "整图 pHash 指纹",
}

_SPELLINGS: Final = {
    r"(?P<how>.*) \(a name known for it\)": "{how}（公众对它的称呼）",
    r"(?P<how>.*) \(its dominant word\)": "{how}（商标的主要部分）",
    r"(?P<how>.*), in other case": "{how}，大小写不同",
    r"letter for letter": "逐字相同",
    r"joined or parted": "连写或拆开",
    r"run together with an ordinary word": "与普通词语连写",
    r"letters set apart": "字母被隔开",
    r"half in characters and half in pinyin": "一半写汉字，一半写拼音",
    r"with a character taken apart": "把一个汉字拆开书写",
    r"in pinyin": "以拼音书写",
    r"in Chinese characters of that sound": "以同音汉字书写",
    r"misspelt, (?P<how>with .*)": "拼写有误，{how}",
    r"with signs that look like its letters": "含有形似其字母的符号",
    r"with signs used for letters": "以符号代替字母",
    r"with look-alike letters of another script": "含有其他文字的形近字母",
    r"with characters drawn for letters": "以图形字符代替字母",
    r"with invisible signs between its letters": "字母之间藏有不可见字符",
    r"with letters drawn as symbols": "以符号样式的字母书写",
    r"with signs between the characters": "字符之间夹有符号",
    r"with a letter masked": "遮去了一个字母",
    r"with two characters changed over": "两个字符互换",
    r"with a character more or less": "多或少一个字符",
    r"with one other character": "有一个字符不同",
    r"with (?P<one>['\"].*['\"]), which looks like (?P<other>['\"].*['\"])": "{one} 形似 {other}",
    r"with (?P<one>['\"].*['\"]), which sounds like (?P<other>['\"].*['\"])": "{one} 音近 {other}",
    r"as (?P<word>['\"].*['\"]), which sounds alike": "写作 {word}，读音相近",
    r"as (?P<word>['\"].*['\"]), with other vowels": "写作 {word}，元音不同",
    r"as (?P<word>['\"].*['\"]) in another script": "以另一种文字写作 {word}",
    r"as (?P<word>['\"].*['\"]) in Chinese": "以中文写作 {word}",
    r"as (?P<word>['\"].*['\"])": "写作 {word}",
}

_MISSING: Final = {
    r"no browser is at hand: screenshot, DOM and traffic are missing": (
        "没有可用的浏览器：缺少截图、DOM 和网络往来"
    ),
    r"the crawl's answer that caused the verdicts is no longer kept": (
        "作出判断所依据的抓取内容已不再保存"
    ),
    r"the picture (?P<digest>\w+) that a verdict cites is not kept": (
        "判断所引用的图片 {digest} 没有保存"
    ),
    r"the browser was shown a page of the kind (?P<page>\w+), not the offer": (
        "浏览器看到的不是商品页面（{page}）"
    ),
    r"the browser could not keep the page: (?P<error>.*)": "浏览器未能固定页面：{error}",
    r"what was supplied is a row of a table, not a page": "所提供的是表格中的一行，而不是页面",
    r"the bytes as they were supplied are no longer kept": "所提供的原始文件已不再保存",
}

_LETTERS: Final = {
    r"came back with (?P<status>[\d.]+): (?P<said>.*)": "被退回（{status}）：{said}",
    r"its owner asked for no more mail": "收件人要求不再接收邮件",
}

CHINESE_SAYINGS: Final[Mapping[str, str]] = {
    **_GATES,
    **CHINESE_LAWS,
    **_RELISTINGS,
    **_CIRCUMSTANCES,
    **_MEASUREMENTS,
    **_SPELLINGS,
    **_MISSING,
    **_LETTERS,
    **CHINESE_CHECKS,
}
