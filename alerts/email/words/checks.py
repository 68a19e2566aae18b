"""What `verify` finds of evidence, in Chinese: what is damaged, open or refused.

Layer: alerts. What passed is not told in words.
"""

from collections.abc import Mapping
from typing import Final

_SURROUNDINGS: Final = {
    r"the browser was told addresses of names: (?P<switch>.*)": (
        "浏览器被指定了域名所对应的地址：{switch}"
    ),
    r"the hosts file could not be read": "无法读取 hosts 文件",
    r"the hosts file leads (?P<hosts>.*)": "hosts 文件改变了主机的指向：{hosts}",
    r"the browser did not tell the switches it ran with": "浏览器未说明其启动参数",
    r"the browser was given another way out: (?P<switch>.*)": "浏览器被指定了其他出口：{switch}",
    r"the environment names a proxy \((?P<names>.*)\); nothing was sent by it": (
        "环境变量中设有代理（{names}），但未经其发送任何内容"
    ),
    r"the list of name servers could not be read": "无法读取域名服务器列表",
    r"no name server is listed": "未列出任何域名服务器",
    r"the browser was told to trust more than it should: (?P<switch>.*)": (
        "浏览器被要求信任不应信任的内容：{switch}"
    ),
    r"the browser is ruled by (?P<files>.*)": "浏览器受策略文件管控：{files}",
    r"the chain of (?P<host>\S+) leads to (?P<root>.*), added to this machine": (
        "{host} 的证书链指向本机另行添加的根证书 {root}"
    ),
    r"the browser ran with an extension: (?P<extension>.*)": "浏览器运行时带有扩展：{extension}",
    r"the browser did not tell what runs in it": "浏览器未说明其中运行的内容",
    r"the cookies of the fresh context were not counted": "未统计全新环境中的 Cookie",
    r"(?P<count>\d+) cookies were there before the visit": "访问之前已有 {count} 个 Cookie",
    r"the clock was moved by (?P<by>\S+) s during the visit": "访问期间时钟被调动了 {by} 秒",
    r"the kernel does not say that it is synchronised": "内核未表明时钟已同步",
    r"(?P<count>\d+) hosts dated their answers otherwise": "{count} 个主机的应答时间与本机不符",
    r"(?P<count>\d+) files are not as they were installed: (?P<first>.*)": (
        "{count} 个文件与安装时不一致：{first}"
    ),
}

_VERDICTS: Final = {
    r"(?P<asset>.*): it was sealed before circumstances were kept with a verdict": (
        "{asset}：封存时尚未随判断保存有关情况"
    ),
    r"(?P<asset>.*): the asset it was reached on is not enclosed": (
        "{asset}：未附作出判断所依据的权利"
    ),
    r"(?P<asset>.*): (?P<method>\S+) is not at hand to reach it again": (
        "{asset}：手头没有 {method}，无法重新得出判断"
    ),
    r"(?P<asset>.*): (?P<method>\S+) does not reach it: (?P<difference>.*)": (
        "{asset}：{method} 得不出该判断：{difference}"
    ),
    r"(?P<asset>.*): it cannot be reached again: (?P<error>.*)": (
        "{asset}：无法重新得出判断：{error}"
    ),
}

_SEALS: Final = {
    r"what is sealed inside makes no sense: (?P<error>.*)": "所封存的内容无法理解：{error}",
    r"no entry of a log is at hand: a consistent forgery cannot be told from the original": (
        "手头没有日志记录：无法将前后一致的伪造与原件区分开来"
    ),
    r"no proof is at hand that the entry stands in a signed log": (
        "手头没有证明该记录载于已签名日志的证明"
    ),
    r"no key is pinned: who signed the checkpoint cannot be told \(--key, or --config\)": (
        "未指定公钥：无法得知日志由谁签名"
    ),
    r"the checkpoint is signed by none of the pinned keys": "日志的签名与所指定的公钥均不相符",
    r"the proof does not lead from the entry to the root of its checkpoint": (
        "由该记录推不出已签名日志的根"
    ),
    r"the entry names another digest: this is not the file that was sealed": (
        "日志记录所载摘要不同：这不是当时封存的文件"
    ),
    r"the entry names another size": "日志记录所载大小不同",
    r"the entry names another list of fields": "日志记录所载字段清单不同",
    r"SHA256SUMS names another digest than (?P<file>\S+) has, or it is gone": (
        "SHA256SUMS 所载摘要与 {file} 不符，或该文件已不存在"
    ),
    r"not as they were sealed: (?P<fields>.*)": "与封存时不一致：{fields}",
    r"withheld, and so neither proven nor disproven: (?P<fields>.*)": (
        "以下字段已隐去，本副本既不证明也不否定其内容：{fields}"
    ),
}

_TIMES: Final = {
    r"sealed, not yet time-stamped: the times are those of the recording machine's clock alone": (
        "已封存，尚无时间戳：所载时间仅出自固定证据的计算机"
    ),
    r"a time stamp is there, but no root certificate to check it by \(--root, or --config\)": (
        "有时间戳，但缺少用于核验的根证书"
    ),
    r"the recording machine's clock was wrong: it says (?P<at>\S+), after the stamp of "
    r"(?P<stamp>\S+)": "固定证据的计算机时钟有误：所载 {at} 晚于时间戳 {stamp}",
    r"the recording machine's clock was wrong: it says (?P<at>\S+), before the stamp inside of "
    r"(?P<stamp>\S+)": "固定证据的计算机时钟有误：所载 {at} 早于包内时间戳 {stamp}",
    r"(?P<token>\S+\.tsr): (?P<error>.*)": "时间戳 {token} 不予采用：{error}",
    r"the token inside: (?P<error>.*)": "包内时间戳不予采用：{error}",
}

_ORIGINS: Final = {
    r"(?P<host>\S+) was met at (?P<address>\S+), port (?P<port>\d+)": (
        "{host} 的地址为 {address}，端口 {port}"
    ),
    r"no certificate speaks for (?P<host>\S+): the page came without TLS": (
        "{host} 没有证书：页面未经 TLS 传送"
    ),
    r"the certificate of (?P<host>\S+) was not kept": "{host} 的证书未能保存",
    r"(?P<host>\S+) showed the browser a certificate of (?P<issuer>.*), in a chain of "
    r"(?P<count>\d+), with (?P<stamps>\d+) stamps of certificate transparency": (
        "{host} 向浏览器出示了 {issuer} 签发的证书：证书链 {count} 级，透明度时间戳 {stamps} 个"
    ),
    r"the crawl read no title that the browser's page could show": (
        "抓取时未读到标题，无从与浏览器所见比对"
    ),
    r"the title that the crawl read stands in the page that the browser was shown later": (
        "抓取时读到的标题，也见于浏览器随后看到的页面"
    ),
    r"the title that the crawl read does not stand in the page that the browser was shown": (
        "抓取时读到的标题，不见于浏览器看到的页面"
    ),
}

_PAGES: Final = {
    r"no browser looked at the page": "没有用浏览器查看页面",
    r"the page was supplied by (?P<by>.*), not fetched by this program": (
        "页面由 {by} 提供，并非本程序抓取"
    ),
    r"supplied by (?P<by>.*), not fetched by this program: there is no screenshot, DOM or traffic "
    r"of its own": "由 {by} 提供，并非本程序抓取：没有截图、DOM 和网络往来",
    r"the page was of the kind (?P<page>\w+): no evidence of an offer": (
        "页面类型为 {page}：不能作为存在商品的证据"
    ),
}

CHINESE_CHECKS: Final[Mapping[str, str]] = {
    **_SURROUNDINGS,
    **_VERDICTS,
    **_SEALS,
    **_TIMES,
    **_ORIGINS,
    **_PAGES,
}
