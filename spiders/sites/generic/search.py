"""Where an unknown shop's search is: its form, its own statement of it, or its software's habit.

Pure. A search target is planned before anything of the site is known, as the home page with the
query in the fragment; when the home page has been read, it becomes the real search address.
"""

import json
import re
from typing import Final
from urllib.parse import parse_qs, quote, quote_plus, urlencode, urljoin, urlsplit

from lxml import html
from lxml.etree import LxmlError

MARK: Final = "rightswatch-search="
_QUERY_NAMES: Final = frozenset(
    {
        "q", "query", "s", "k", "w", "wd", "kw", "key", "word", "words", "keyword", "keywords",
        "search", "searchtext", "search_text", "search_query", "searchterm", "search_term",
        "searchkey", "suche", "text", "term", "_nkw", "buscar", "busca", "cerca", "recherche",
        "fraza", "szukaj", "sok",
    }
)  # fmt: skip
_TYPES: Final = frozenset({"", "text", "search"})
_SECRET: Final = re.compile(r"(?i)csrf|token|nonce|_key$|signature")
_HABITS: Final = (  # what the page's source gives away -> the software's own search address
    (re.compile(rb"(?i)cdn\.shopify\.com|Shopify\.theme"), "/search?type=product&q={}"),
    (re.compile(rb"(?i)woocommerce"), "/?post_type=product&s={}"),
    (re.compile(rb"(?i)Magento_|/static/version\d+/frontend/"), "/catalogsearch/result/?q={}"),
    (
        re.compile(rb"(?i)index\.php\?route=(common|product)/"),
        "/index.php?route=product/search&search={}",
    ),
    (re.compile(rb"(?i)prestashop"), "/search?controller=search&s={}"),
)


def planned(home_url: str, query: str) -> str:
    """The address of a search whose place is not known yet."""
    return f"{home_url}#{MARK}{quote(query, safe='')}"


def planned_query(url: str) -> str | None:
    """The query of a planned search; None for any other address."""
    fragment = urlsplit(url).fragment
    if not fragment.startswith(MARK):
        return None
    return parse_qs("q=" + fragment.removeprefix(MARK).replace("+", "%2B"))["q"][0]


def search_url(body: bytes, page_url: str, query: str, encoding: str = "utf-8") -> str | None:
    """The address that searches the shop for a query; None when the page shows no search."""
    try:
        tree = html.fromstring(body, base_url=page_url)
    except (LxmlError, ValueError):
        return None
    return (
        _by_form(tree, page_url, query, encoding)
        or _by_statement(tree, page_url, query)
        or _by_habit(body, page_url, query)
    )


def _by_form(tree: html.HtmlElement, page_url: str, query: str, encoding: str) -> str | None:
    rated = [(_rate(form), form) for form in tree.iter("form")]
    forms = sorted((entry for entry in rated if entry[0] > 0), key=lambda entry: -entry[0])
    if not forms:
        return None
    form = forms[0][1]
    field = _query_field(form)
    charset = (form.get("accept-charset") or encoding).split()[0].split(",")[0]
    pairs = [(name, value) for name, value in _fixed(form) if name != field]
    try:
        filled = urlencode([*pairs, (field or "q", query)], encoding=charset)
    except (LookupError, UnicodeError):
        filled = urlencode([*pairs, (field or "q", query)])
    action = urljoin(page_url, (form.get("action") or page_url).strip())
    return f"{action.partition('#')[0].partition('?')[0]}?{filled}"


def _rate(form: html.HtmlElement) -> int:
    """How much a form looks like the shop's search; 0 = it does not."""
    field = _query_field(form)
    if (form.get("method") or "get").lower() != "get" or field is None:
        return 0
    words = " ".join(
        form.get(name) or "" for name in ("action", "class", "id", "role", "name")
    ).lower()
    known = field.lower() in _QUERY_NAMES
    if not known and "search" not in words:
        return 0
    return 1 + 2 * known + 2 * ("search" in words) + ("type" in form.attrib)


def _query_field(form: html.HtmlElement) -> str | None:
    """Name of the one field a visitor writes the query into."""
    free = [
        entry
        for entry in form.iter("input")
        if (entry.get("type") or "").lower() in _TYPES and entry.get("name")
    ]
    if any(
        (entry.get("type") or "").lower() in {"password", "email"} for entry in form.iter("input")
    ):
        return None
    known = [entry for entry in free if (entry.get("name") or "").lower() in _QUERY_NAMES]
    searching = [entry for entry in free if (entry.get("type") or "").lower() == "search"]
    best = known or searching or (free if len(free) == 1 else [])
    return best[0].get("name") if best else None


def _fixed(form: html.HtmlElement) -> list[tuple[str, str]]:
    """What the form sends besides the query: hidden fields and first choices."""
    hidden = [
        (entry.get("name") or "", entry.get("value") or "")
        for entry in form.iter("input")
        if (entry.get("type") or "").lower() == "hidden"
    ]
    chosen = [
        (entry.get("name") or "", (entry.xpath(".//option[@selected]/@value") or [""])[0])
        for entry in form.iter("select")
    ]
    return [(name, value) for name, value in hidden + chosen if name and not _SECRET.search(name)]


def _by_statement(tree: html.HtmlElement, page_url: str, query: str) -> str | None:
    """schema.org SearchAction in JSON-LD."""
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or "SearchAction" not in text:
            continue
        found = re.search(r'"(?:urlTemplate|target)"\s*:\s*("(?:[^"\\]|\\.)*")', text)
        if found is None:
            continue
        try:
            template: str = json.loads(found[1])
        except ValueError:
            continue
        if "{" in template:
            return urljoin(page_url, re.sub(r"\{[^}]*\}", lambda _: quote_plus(query), template))
    return None


def _by_habit(body: bytes, page_url: str, query: str) -> str | None:
    for trace, address in _HABITS:
        if trace.search(body):
            return urljoin(page_url, address.format(quote_plus(query)))
    return None
