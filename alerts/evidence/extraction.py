"""The extraction record (提取笔录): what was taken from where, how, when and in what surroundings.

One page to read and to print, in Chinese and English, sealed inside the bundle. It is made from the
other members alone and names the digest of each of them. Lines for names and signatures stay empty:
they are for people.

Layer: evidence, pure. Source: what China's rules on taking electronic data over a network ask of a
record (public security 2019, procuratorate 2021): address, way, steps, time, tool, surroundings,
integrity values, who was there. Designed with them in mind, not certified.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from alerts.evidence.cleanliness import ENV_NAME, State

EXTRACTION_NAME: Final = "evidence/extraction.html"
DIGEST_ROW: Final = re.compile(r'<tr class="digest"><td>([^<]*)</td><td>([0-9a-f]{64})</td></tr>')
Row = tuple[str, str]
TITLE: Final = "电子数据网络在线提取笔录<br>Record of electronic data taken over a network"
BESIDE: Final = (
    "本文件所在证据包的摘要见同目录 SHA256SUMS；日志与时间戳见 VERIFY.txt。<br>The digest of the "
    "bundle that holds this page stands in SHA256SUMS beside it; log and time stamps: VERIFY.txt."
)
STYLE: Final = (
    "body{font:14px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5em}"
    "th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}th{width:16em;font-weight:600}"
    ".digest td{font-family:monospace;font-size:12px}.line td{height:2.2em}"
)
STATES: Final = {
    State.PASS: "通过 pass",
    State.FAIL: "未通过 fail",
    State.UNKNOWN: "未知 unknown",
}
CONDITIONS: Final = {
    "hosts_file": "主机文件 hosts file",
    "proxy": "代理 proxy",
    "resolver": "域名解析 resolver",
    "trust_store": "根证书 trust store",
    "extensions": "浏览器扩展 extensions",
    "cookies": "提取前Cookie cookies before",
    "clock": "时钟 clock",
    "programs": "程序摘要 programs",
}
SIGNATURES: Final = (
    "提取人 extracted by",
    "见证人 witnessed by",
    "记录人 recorded by",
    "单位 office",
    "日期 date",
)
STEPS: Final = (
    "爬取程序读取该页面 the crawl read the page",
    "启动全新浏览器环境，无Cookie、无缓存、无扩展 a fresh browser context without cookies or cache",
    "打开网址并等待页面静止 the address was opened and the page waited for",
    "向下滚动，使延迟加载的图片载入 scrolled down, so that lazy pictures load",
    "停止页面脚本，保存文本、DOM和全页截图 scripts stopped; text, DOM and whole picture kept",
    "未点击、未登录、未输入 nothing was clicked, entered or logged into",
    "计算摘要并封存 digests computed, sealed",
)


def extraction_record(members: Mapping[str, bytes]) -> bytes:
    """The page, from the other members of a bundle."""
    capture = json.loads(members["evidence/capture.json"])
    env = json.loads(members[ENV_NAME]) if ENV_NAME in members else None
    parts = [
        '<!doctype html><html lang="zh"><head><meta charset="utf-8">',
        f"<title>电子数据提取笔录 {_safe(capture['capture_id'])}</title>",
        f"<style>{STYLE}</style></head><body><h1>{TITLE}</h1>",
        _table(_heads(capture)),
        _titled("提取步骤 Steps", _table(_steps(capture))),
        _titled("提取环境清洁性检查 Cleanliness of the surroundings", _table(_surroundings(env))),
        _titled("完整性校验值 Integrity values (SHA-256)", _digests(members)),
        f"<p>{BESIDE}</p>",
        _titled("签名 Signatures", _lines()),
        "</body></html>\n",
    ]
    return "".join(parts).encode("utf-8", "replace")


def digests_told(page: bytes) -> dict[str, str]:
    """Name -> SHA-256 of the members that an extraction record names.

    Raises:
        ValueError: it is not UTF-8, or names a member twice.
    """
    rows = DIGEST_ROW.findall(page.decode())
    told = {html.unescape(name): digest for name, digest in rows}
    if len(told) != len(rows):
        message = "it names a member twice"
        raise ValueError(message)
    return told


def _heads(capture: Mapping[str, Any]) -> Iterator[Row]:
    visit = capture["visit"] or {}
    yield "案件编号 case", capture["case_number"]
    yield "提取编号 capture", capture["capture_id"]
    yield (
        "网络地址 network address",
        visit.get("requested_url") or capture["trigger"].get("url", ""),
    )
    yield "最终地址 final address", visit.get("final_url", "")
    yield "跳转 redirects", " → ".join(visit.get("redirects", ()))
    yield "服务器IP地址 addresses of the hosts", "; ".join(_hosts(visit))
    yield "页面类型 kind of page", str(capture["page_kind"] or "未经浏览器查看 no browser looked")
    yield "开始时间 began (UTC)", capture["started_at"]
    yield "结束时间 ended (UTC)", capture["ended_at"]
    yield "提取方式 way of access", _way(capture)
    yield "提取工具 tool", capture["software"]
    yield "浏览器 browser", _browser(visit)
    yield (
        "页面语言与时区 language, time zone",
        f"{visit.get('locale', '')} {visit.get('timezone', '')}",
    )
    yield "截图 picture", _picture(visit)
    yield "未能保存 not kept", "; ".join(capture["missing"]) or "无 none"


def _hosts(visit: Mapping[str, Any]) -> Iterator[str]:
    for one in visit.get("hosts", ()):
        yield f"{one['host']} {one['address']}:{one['port']}"


def _way(capture: Mapping[str, Any]) -> str:
    supplied = capture.get("supplied")
    if supplied:
        return f"由他人提供，非本程序获取 supplied by {supplied['by']}, not fetched by this program"
    led = capture.get("connect_to")
    public = "公开网页，未登录，直接连接 a public page, not logged in, connected to directly"
    return f"{public}；连接至 led to {led}" if led else public


def _browser(visit: Mapping[str, Any]) -> str:
    browser = visit.get("browser", {})
    return " ".join(filter(None, (browser.get("stated"), visit.get("user_agent"))))


def _picture(visit: Mapping[str, Any]) -> str:
    if not visit:
        return "无 none"
    size = " × ".join(map(str, visit.get("page_px", ())))
    cut = "（有截断 cut）" if visit.get("truncated") else ""
    return f"整页无损PNG a lossless PNG of the whole page {size}{cut}"


def _steps(capture: Mapping[str, Any]) -> Iterator[Row]:
    seen_at = capture["trigger"].get("seen_at", "")
    visited = STEPS if capture["visit"] else (STEPS[0], STEPS[-1])
    for number, step in enumerate(visited, 1):
        yield str(number), f"{step} {seen_at}" if number == 1 else step


def _surroundings(env: Mapping[str, Any] | None) -> Iterator[Row]:
    if env is None:
        yield "未检查 not looked at", "无浏览器访问 no browser visited the page"
        return
    for told in env["conditions"]:
        name = CONDITIONS.get(told["name"], told["name"])
        yield name, f"{STATES[told['state']]}: {told['because']}"


def _digests(members: Mapping[str, bytes]) -> str:
    rows = (
        f'<tr class="digest"><td>{_safe(name)}</td>'
        f"<td>{hashlib.sha256(content).hexdigest()}</td></tr>"
        for name, content in sorted(members.items())
    )
    return f"<table>{''.join(rows)}</table>"


def _lines() -> str:
    rows = (f'<tr class="line"><th>{label}</th><td></td></tr>' for label in SIGNATURES)
    return f"<table>{''.join(rows)}</table>"


def _table(rows: Iterable[Row]) -> str:
    told = (f"<tr><th>{_safe(head)}</th><td>{_safe(text)}</td></tr>" for head, text in rows)
    return f"<table>{''.join(told)}</table>"


def _titled(title: str, table: str) -> str:
    return f"<h2>{title}</h2>{table}"


def _safe(text: str) -> str:
    """Text in a page, on one line: what a site wrote must not speak for us."""
    return html.escape(" ".join(str(text).split()))
