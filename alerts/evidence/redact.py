"""Redaction: session cookies and tokens leave the record, a keyed tag stays in their place.

The tag is an HMAC under a key of this installation: the same secret gives the same tag within it,
and nobody without the key can test a guess. What is redacted is counted and named in the bundle.
A value that the offer itself shows (its number, its title) is never taken for a secret.
"""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from alerts.evidence.shot import Exchange, Headers
from monitor.domain.page import Page, PageRef

SECRET_HEADERS = frozenset({
    "authorization",
    "proxy-authorization",
    "x-api-key",
    "x-auth-token",
    "x-csrf-token",
    "x-xsrf-token",
})
SECRET_KEYS = frozenset({
    "_token",
    "access_token",
    "accesstoken",
    "api_key",
    "apikey",
    "auth_token",
    "authorization",
    "client_secret",
    "csrf",
    "csrf_token",
    "csrfmiddlewaretoken",
    "id_token",
    "jsessionid",
    "jwt",
    "passwd",
    "password",
    "phpsessid",
    "pwd",
    "refresh_token",
    "secret",
    "session",
    "session_id",
    "sessionid",
    "sessiontoken",
    "token",
    "x-amz-credential",
    "x-amz-security-token",
    "x-amz-signature",
    "xsrf",
})
"""Query and form keys whose value is always a secret."""
DOUBTFUL_KEYS = frozenset({
    "auth",
    "code",
    "key",
    "sid",
    "sig",
    "sign",
    "signature",
    "ticket",
})
"""Keys whose value is a secret when it looks like one: a shop's `code` may be its article."""
LOOKS_SECRET = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.~+/=%:|-]{16,}", re.ASCII)
PLAIN = re.compile(rb"text/|json|javascript|xml|x-www-form-urlencoded", re.IGNORECASE)
PAIR = re.compile(r"([^&;=?#\s]+)=([^&;#\s]*)")
KEY_BYTES = 32


def installation_key(path: Path) -> bytes:
    """Read the key of this installation, made on first use: 32 bytes, mode 0600.

    Raises:
        OSError: the file can neither be read nor made.
        ValueError: the file is not such a key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    if not path.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            os.link(draft, path)  # whoever comes first makes the key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        message = f"{path} is not a redaction key: {len(key)} bytes instead of {KEY_BYTES}"
        raise ValueError(message)
    return key


class Redactor:
    """Replaces secrets of one visit. First `learn`, then the other methods.

    shown: text of the offer; what stands in it is no secret. names: header and key names whose
    values were redacted. count: how many values.
    """

    def __init__(self, key: bytes, shown: str) -> None:
        self._key = key
        self._shown = shown
        self._secrets: dict[str, str] = {}
        self.names: set[str] = set()
        self.count = 0

    def learn(
        self, exchanges: Iterable[Exchange], answer: Page | PageRef | None, urls: Iterable[str] = ()
    ) -> None:
        """Collect the secrets of all headers and addresses, to find them in texts as well."""
        for url in urls:
            self.address(url)
        for exchange in exchanges:
            self._learn_headers(exchange.request_headers)
            self._learn_headers(exchange.response_headers)
            self.address(exchange.url)
        if answer:
            self._learn_headers(answer.headers)
            self.address(answer.url)
            self.address(answer.requested_url)
        self.count = 0
        self.names.clear()

    def tag(self, value: str) -> str:
        """The tag of one value."""
        code = hmac.new(self._key, value.encode("utf-8", "replace"), hashlib.sha256)
        return f"redacted-{code.hexdigest()[:20]}"

    def exchange(self, exchange: Exchange) -> Exchange:
        """The exchange without secrets."""
        return replace(
            exchange,
            url=self.address(exchange.url),
            request_headers=self.headers(exchange.request_headers),
            response_headers=self.headers(exchange.response_headers),
            request_body=self._form(exchange),
            body=self.body(exchange.body, exchange.response_headers),
        )

    def page(self, page: Page) -> Page:
        """The crawl's answer without secrets."""
        return replace(
            page,
            url=self.address(page.url),
            requested_url=self.address(page.requested_url),
            headers=self.headers(page.headers),
            body=self.body(page.body, page.headers),
        )

    def headers(self, headers: Headers) -> Headers:
        """Headers with tags for cookies and credentials; addresses in them too."""
        return tuple((name, self._header(name, value)) for name, value in headers)

    def address(self, url: str) -> str:
        """A URL with tags for the values of secret query keys, and without user and password."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return url
        host = parts.netloc.rpartition("@")[2]
        query, fragment = self._pairs(parts.query), self._pairs(parts.fragment)
        if (host, query, fragment) == (parts.netloc, parts.query, parts.fragment):
            return self.text(url)
        return self.text(urlunsplit((parts.scheme, host, parts.path, query, fragment)))

    def text(self, text: str) -> str:
        """A text with tags for secrets met elsewhere in the visit."""
        for value, tag in self._secrets.items():
            found = text.count(value)
            if found:
                text = text.replace(value, tag)
                self.count += found
        return text

    def content(self, content: bytes) -> bytes:
        """The same for bytes of text."""
        for value, tag in self._secrets.items():
            found = content.count(value.encode())
            if found:
                content = content.replace(value.encode(), tag.encode())
                self.count += found
        return content

    def body(self, body: bytes, headers: Headers) -> bytes:
        """The same for a body, when its type says that it is text."""
        kinds = [value for name, value in headers if name.lower() == "content-type"]
        plain = not kinds or PLAIN.search(kinds[0].encode("utf-8", "replace"))
        return self.content(body) if plain else body

    def _learn_headers(self, headers: Headers) -> None:
        self.headers(headers)

    def _header(self, name: str, value: str) -> str:
        low = name.lower()
        if low in SECRET_HEADERS:
            return self._replace(low, value)
        if low == "set-cookie":
            pair, semicolon, attributes = value.partition(";")
            return f"{self._cookie(pair)}{semicolon}{attributes}"
        if low == "cookie":
            return "; ".join(self._cookie(pair.strip()) for pair in value.split(";"))
        return self.address(value) if "://" in value else self.text(value)

    def _cookie(self, pair: str) -> str:
        name, equals, value = pair.partition("=")
        return f"{name}={self._replace(f'cookie {name.strip()}', value)}" if equals else pair

    def _form(self, exchange: Exchange) -> bytes:
        kinds = [value for name, value in exchange.request_headers if name == "content-type"]
        body = self.content(exchange.request_body)
        if kinds and "x-www-form-urlencoded" in kinds[0]:
            return self._pairs(body.decode("utf-8", "replace")).encode()
        return body

    def _pairs(self, query: str) -> str:
        return PAIR.sub(self._pair, query) if query else query

    def _pair(self, match: re.Match[str]) -> str:
        name, value = match.groups()
        low = unquote(name).lower()
        secret = low in SECRET_KEYS or (low in DOUBTFUL_KEYS and LOOKS_SECRET.fullmatch(value))
        return f"{name}={self._replace(low, value)}" if secret and value else match.group()

    def _replace(self, name: str, value: str) -> str:
        bare = value.strip().strip('"')
        if not bare or bare.startswith("redacted-"):
            return value
        self.names.add(name)
        self.count += 1
        tag = self.tag(bare)
        for spelling in {bare, unquote(bare), bare.rpartition(" ")[2]}:
            if LOOKS_SECRET.fullmatch(spelling) and spelling not in self._shown:
                self._secrets.setdefault(spelling, tag)
        return tag
