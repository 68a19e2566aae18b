"""What a page is, before anything is read from it.

Layer: spiders.extract, pure.

Several signals each: a captcha script alone is no challenge, ten Chinese characters are a page, and
a status code is one signal among others.
"""

import re
from dataclasses import dataclass
from typing import Final

from spiders.extract.document import Document

_CHALLENGE_TITLE: Final = re.compile(
    r"(?i)robot or human|just a moment|attention required|"
    r"access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)|"
    r"verify(?:ing)? (?:you are|that you)|security (?:check|challenge|verification)|captcha|"
    r"pardon our interruption|请?(?:完成)?(?:安全)?验证|人机|访问(?:受限|被拒绝)|滑块|"
    r"unusual traffic|bot (?:check|detection)|please wait\W*$|un momento|einen moment|проверка|"
    r"human verification|checking your browser|punish"
)
_CHALLENGE_TEXT: Final = re.compile(
    r"(?i)press (?:&|and) hold|please enable js and disable|request unsuccessful|"
    r"don't have permission to access|reference #\d|why have i been blocked|"
    r"verify (?:that )?you(?:'| a)re (?:a )?human|are you a robot|not a robot|"
    r"unusual (?:traffic|activity)|enable (?:javascript and )?cookies to continue|"
    r"automated access|checking (?:if the site connection is secure|your browser)|"
    r"enter the characters you see|type the characters|robot check|complete the security check|"
    r"access to this page has been denied|you have been blocked|拖动(?:下方)?滑块|请?按住滑块|"
    r"拖动到最右|完成验证|安全验证|访问过于频繁|系统检测到|亲,?.{0,8}验证|验证码|アクセスが集中|"
    r"ロボットではない|自動アクセス|подтвердите,? что|вы не робот|no soy un robot|"
    r"não sou um robô|ich bin kein roboter"
)
_CHALLENGE_MARKS: Final = (
    b"cf-chl",
    b"challenge-platform",
    b"cf_chl",
    b"px-captcha",
    b"_pxcaptcha",
    b"perimeterx",
    b"datadome",
    b"captcha-delivery",
    b"_incapsula_resource",
    b"distil_r_captcha",
    b"/punish",
    b"x5secdata",
    b"x5step",
    b"nocaptcha",
    b"geetest",
    b"funcaptcha",
    b"arkoselabs",
    b"awswaf",
    b"challenge.js",
    b"sec-if-cpt",
    b"validatecaptcha",
    b"h-captcha",
    b"g-recaptcha",
    b"recaptcha/api",
    b"turnstile",
    b"kasada",
    b"ips.js",
)
"""What scripts of walls carry; ordinary pages load some of them too."""
_LOGIN_TITLE: Final = re.compile(
    r"(?i)\b(?:log\s?in|sign\s?in|anmeld\w+|connexion|se connecter|iniciar sesi|entrar|accedi|"
    r"inloggen|zaloguj|логин|вход|войти|авторизация)|登录|登入|登陆|ログイン|로그인"
)
_LOGIN_PATH: Final = re.compile(
    r"(?i)/(?:log-?in|sign-?in|signon|passport|member/login|ap/signin|auth(?:/|$)|sso/|"
    r"account-verification)|"
    r"^https?://(?:login|passport|signin|accounts?)\."
)
_ERROR_TITLE: Final = re.compile(
    r"(?i)^\W*(?:error\s*)?(?:400|401|403|404|410|500|502|503|504)\b|\b(?:404|"
    r"410)\b.{0,12}(?:error|not found)|not found|page (?:cannot|can't|could not) be found|"
    r"server error|bad gateway|service unavailable|gateway time-?out|"
    r"seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|no encontrada|"
    r"não encontrada|non trovata|не найдена|nie znaleziono|页面不存在|找不到|出错|不存在|"
    r"ページが見つかりません|404错误|forbidden"
)
_ERROR_TEXT: Final = re.compile(
    r"(?i)page (?:you (?:requested|are looking for|were looking for)|not found)|(?:could not|"
    r"couldn't|cannot|can't) (?:be found|find (?:that|this|the) page)|no longer (?:exists|"
    r"available at this)|looking for something\?.{0,80}not a functioning page|"
    r"很抱歉,?.{0,20}(?:不存在|找不到|下架|删除)|您(?:查看|访问)的.{0,12}(?:不存在|已删除)|"
    r"internal server error|指定されたページ"
)
_ROOT: Final = re.compile(
    r"(?i)^(?:root|app|__next|__nuxt|react-root|main-app|app-root|ice-container|container|"
    r"svelte|page|q-app|gatsby)$"
)
_SCRIPT_ON: Final = re.compile(
    r"(?i)(?:enable|activate|turn on|requires?|need)\s+java\s?script|"
    r"javascript\s+(?:is\s+)?(?:required|disabled)|启用\s*javascript|javascriptを有効"
)


@dataclass(frozen=True, slots=True)
class Weather:
    """What stands in the way of reading a page, each with the signals that say so."""

    challenge: tuple[str, ...] = ()
    login: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    shell: tuple[str, ...] = ()


def letters_shown(document: Document) -> int:
    """Letters a visitor can read; one of Chinese, Japanese or Korean counts for three."""
    return len("".join(document.stream[:20_000].split()).encode("utf-8", "ignore"))


_SCRIPTS: Final = (
    ("ja", re.compile(r"[\u3040-\u30ff]"), 30),
    ("ko", re.compile(r"[\uac00-\ud7af]"), 30),
    ("zh", re.compile(r"[\u3400-\u9fff]"), 50),
    ("he", re.compile(r"[\u05d0-\u05ea]"), 60),
    ("th", re.compile(r"[\u0e00-\u0e7f]"), 60),
)


def language_by_script(document: Document) -> str | None:
    """The language that only one script writes, where the page declares none."""
    text = document.stream[:20_000]
    for language, letters, least in _SCRIPTS:
        if len(letters.findall(text)) >= least:
            return language
    return None


def look(document: Document, utf8: bytes, status: int | None) -> Weather:
    """Collect the signals of walls, errors and empty shells."""
    shown = letters_shown(document)
    text = document.stream[:6000]
    return Weather(
        challenge=_challenge(document, utf8, status, shown, text),
        login=_login(document, shown),
        error=_error(document, status, shown, text),
        shell=_shell(document, shown),
    )


def _challenge(
    document: Document, utf8: bytes, status: int | None, shown: int, text: str
) -> tuple[str, ...]:
    signals = []
    if _CHALLENGE_TITLE.search(document.title[:200]):
        signals.append("title of a challenge")
    if shown < 4000 and _CHALLENGE_TEXT.search(text):
        signals.append("asks to prove being human")
    mark = _mark_in(utf8) if shown < 2500 else None
    if mark:
        signals.append(f"script of a challenge: {mark}")
        if shown < 150 and len(utf8) < 12_000:
            signals.append("nothing but a script")
    if status in {401, 403, 405, 429, 503}:
        signals.append(f"status {status}")
    return tuple(signals)


def _mark_in(utf8: bytes) -> str | None:
    low = utf8[:150_000].lower()
    return next((mark.decode() for mark in _CHALLENGE_MARKS if mark in low), None)


def _login(document: Document, shown: int) -> tuple[str, ...]:
    signals = []
    if _LOGIN_TITLE.search(document.title[:120]):
        signals.append("title of a login")
    if _LOGIN_PATH.search(document.url):
        signals.append("address of a login")
    secret = any(
        document.attr(node, "type").lower() == "password" for node in document.nodes("input")
    )
    if secret:
        signals.append("asks for a password")
    if shown < 1500:
        signals.append("little text")
    return tuple(signals)


def _error(document: Document, status: int | None, shown: int, text: str) -> tuple[str, ...]:
    signals = []
    if status is not None and status >= 400:
        signals.append(f"status {status}")
    if _ERROR_TITLE.search(document.title[:200]):
        signals.append("title of an error")
    tops = " ".join(document.text(node, 200) for node in document.nodes("h1")[:3])
    if _ERROR_TITLE.search(tops):
        signals.append("heading of an error")
    if shown < 3000 and _ERROR_TEXT.search(text):
        signals.append("says the page is gone")
    return tuple(signals)


def _shell(document: Document, shown: int) -> tuple[str, ...]:
    signals = []
    if shown < 200:
        signals.append("hardly any text")
    if len(document.scripts) >= 1 and shown < 600:
        signals.append("scripts but little text")
    for name, node in document.ids.items():
        if _ROOT.match(name) and document.text_to[node] - document.text_from[node] < 80:
            signals.append(f"empty root #{name[:20]}")
            break
    if shown < 800 and _SCRIPT_ON.search(document.stream[:3000]):
        signals.append("asks for JavaScript")
    return tuple(signals)
