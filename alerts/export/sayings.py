"""What `verify` says of open ends, in Chinese: see `alerts.email.words.sayings`.

What stands in no key is shown as it was written, and marked so.
"""

from collections.abc import Mapping
from typing import Final

CHECKS: Final[Mapping[str, str]] = {
    r"sealed, not yet time-stamped: the times are those of the recording machine's clock alone": (
        "已封存，尚无时间戳：所载时间仅出自固定证据的计算机"
    ),
    r"a time stamp is there, but no root certificate to check it by \(--root, or --config\)": (
        "有时间戳，但缺少用于核验的根证书"
    ),
    r"no browser looked at the page": "没有用浏览器查看页面",
    r"the page was supplied by (?P<by>.*), not fetched by this program": (
        "页面由 {by} 提供，并非本程序抓取"
    ),
    r"supplied by (?P<by>.*), not fetched by this program: there is no screenshot, DOM or traffic "
    r"of its own": "由 {by} 提供，并非本程序抓取：没有截图、DOM 和网络往来",
    r"the page was of the kind (?P<page>\w+): no evidence of an offer": (
        "页面类型为 {page}：不能作为存在商品的证据"
    ),
    r"the recording machine's clock was wrong: (?P<why>.*)": "固定证据的计算机时钟有误：{why}",
    r"no proof is at hand that the entry stands in a signed log": (
        "手头没有证明该记录载于已签名日志的证明"
    ),
    r"withheld, and so neither proven nor disproven: (?P<fields>.*)": (
        "以下字段已隐去，本副本既不证明也不否定其内容：{fields}"
    ),
    r"(?P<asset>.*): (?P<method>\S+) is not at hand to reach it again": (
        "{asset}：手头没有 {method}，无法重新得出判断"
    ),
}
