"""Provider: somebody else who says who a person is (OpenID Connect, authorization code, PKCE).

Believed is one address, when the provider says that it is verified, in a token that it signed for
this desk and this departure. Everything is asked anew each time, its keys too: a sign-in is rare,
and a key that was taken back must not live on in a memory.

Source: OpenID Connect Core 1.0, 3.1.2 and 3.1.3.7; Discovery 1.0, 4.3; RFC 7636 (PKCE); RFC 9207.
Layer: web; joserfc (extra `oidc`).
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self
from urllib.parse import quote_plus, urlencode, urlsplit

from monitor.domain.errors import ProviderRefused
from monitor.ports.http import EgressRule, Http
from monitor.web.departures import Departure

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

BACK: Final = "/sign-in-with/back"
"""Where the provider sends people back to; its operator registers that address."""
ALGORITHMS: Final = ("RS256", "PS256", "ES256")
"""That a token may be signed by: public keys alone, so that nobody signs with what all know."""
_KEY_TYPES: Final = frozenset({"RSA", "EC"})
CLOCKS_APART_S: Final = 60
NOT_INSTALLED: Final = 'a sign-in provider needs an extra: pip install "rightswatch[oidc]"'
_FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Where a provider answers. posts_secret: it takes the secret in the form alone."""

    authorization: str
    token: str
    keys: str
    posts_secret: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider, and what this desk is called there. name: as people know it."""

    name: str
    issuer: str
    client_id: str
    public_url: str
    http: Http
    rule: EgressRule
    client_secret: str = field(repr=False)

    @classmethod
    def of(cls, **parts: Any) -> Self:  # noqa: ANN401 - the fields
        """The same, where what reads tokens is installed.

        Raises:
            ProviderRefused: it is not.
        """
        try:
            import joserfc  # noqa: F401, PLC0415 - an extra
        except ModuleNotFoundError as error:
            raise ProviderRefused(parts["issuer"], NOT_INSTALLED) from error
        return cls(**parts)

    def address(self, departure: Departure) -> str:
        """Where a browser goes to say there who it is.

        Raises:
            FetchFailed, SourceBusy, EgressRefused: the provider cannot be asked where that is.
            ProviderRefused: what it says of itself cannot be used.
        """
        challenge = hashlib.sha256(departure.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "scope": "openid email",
            "client_id": self.client_id,
            "redirect_uri": self.back,
            "state": departure.state,
            "nonce": departure.nonce,
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        there = self.endpoints().authorization
        return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"

    def check_return(self, issuer: str, error: str) -> None:
        """Look at what came back beside the code; "" = it was not said.

        Raises:
            ProviderRefused: it lets nobody in, or another provider answers.
        """
        if issuer and issuer != self.issuer:
            self._refuse(f"another one answers: {issuer[:200]!r}")
        if error:
            self._refuse(f"it answers {error[:100]!r}")

    def email(self, code: str, departure: Departure, now: datetime) -> str:
        """The verified address of whoever came back with a code.

        Raises:
            FetchFailed, SourceBusy, EgressRefused: the provider cannot be asked.
            ProviderRefused: it refuses the code, or what it says is not believed.
        """
        endpoints = self.endpoints()
        token = self._token(endpoints, code, departure)
        told = self._claims(token, self._keys(endpoints.keys), departure, now)
        email = told.get("email")
        if not isinstance(email, str) or not email:
            self._refuse("it names no mail address: let it tell this desk `email`")
        if told.get("email_verified") is not True:
            self._refuse("it does not say that the mail address is verified")
        return email

    def endpoints(self) -> Endpoints:
        """Where it answers, as it says itself.

        Raises:
            FetchFailed, SourceBusy, EgressRefused: it cannot be asked.
            ProviderRefused: it is another one, or names no address that can be used.
        """
        at = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        told = self._told("GET", at)
        if told.get("issuer") != self.issuer:
            self._refuse(f"at its address answers {str(told.get('issuer'))[:200]!r}")
        ways = told.get("token_endpoint_auth_methods_supported")
        ways = ways if isinstance(ways, list) else ["client_secret_basic"]
        return Endpoints(
            authorization=self._place(told, "authorization_endpoint"),
            token=self._place(told, "token_endpoint"),
            keys=self._place(told, "jwks_uri"),
            posts_secret="client_secret_basic" not in ways,
        )

    @property
    def back(self) -> str:
        """Where it sends people back to; it must be registered there."""
        return f"{self.public_url}{BACK}"

    def _place(self, told: Mapping[str, Any], name: str) -> str:
        """An address that it names: encrypted, unless the provider itself is not."""
        place = told.get(name)
        try:
            scheme = urlsplit(place).scheme if isinstance(place, str) else ""
        except ValueError:
            scheme = ""
        if not isinstance(place, str) or scheme not in {"https", urlsplit(self.issuer).scheme}:
            self._refuse(f"its {name} is no address that can be used")
        return place

    def _token(self, endpoints: Endpoints, code: str, departure: Departure) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": departure.verifier,
        }
        headers = {"Content-Type": _FORM}
        if endpoints.posts_secret:
            form |= {"client_id": self.client_id, "client_secret": self.client_secret}
        else:
            pair = f"{quote_plus(self.client_id)}:{quote_plus(self.client_secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        told = self._told("POST", endpoints.token, headers, urlencode(form).encode())
        token = told.get("id_token")
        if not isinstance(token, str):
            self._refuse("it gives no token for the code")
        return token

    def _keys(self, at: str) -> "KeySet":
        """Its public keys; one that cannot be read spoils no other."""
        from joserfc.errors import JoseError  # noqa: PLC0415 - an extra
        from joserfc.jwk import JWKRegistry, KeySet  # noqa: PLC0415 - an extra

        listed = self._told("GET", at).get("keys")
        found = []
        for one in listed if isinstance(listed, list) else []:
            if not isinstance(one, dict) or one.get("kty") not in _KEY_TYPES:
                continue
            try:
                found.append(JWKRegistry.import_key(one))
            except (JoseError, ValueError, TypeError, KeyError):
                continue
        if not found:
            self._refuse("it lists no key that signs tokens")
        return KeySet(found)

    def _claims(
        self, token: str, keys: "KeySet", departure: Departure, now: datetime
    ) -> Mapping[str, Any]:
        """What a token says, when it is this provider's, for this desk and this departure."""
        from joserfc import jwt  # noqa: PLC0415 - an extra
        from joserfc.errors import JoseError  # noqa: PLC0415 - an extra

        rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=CLOCKS_APART_S,
            iss={"essential": True, "value": self.issuer},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        )
        try:
            told = jwt.decode(token, keys, algorithms=list(ALGORITHMS)).claims
            rules.validate(told)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            self._refuse(f"its token is not believed: {error}")
        if told.get("nonce") != departure.nonce:
            self._refuse("its token is the answer to another sign-in")
        ours = told.get("aud") in (self.client_id, [self.client_id])
        if not ours or told.get("azp", self.client_id) != self.client_id:
            self._refuse("its token is for somebody else")
        return told

    def _told(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Mapping[str, Any]:
        """What it answers, a JSON object; nothing of it is followed elsewhere."""
        asked = {"Accept": "application/json", **(headers or {})}
        page = self.http.send(method, url, headers=asked, body=body, rule=self.rule)
        try:
            told = json.loads(page.body)
        except (ValueError, RecursionError):
            told = None
        if page.status != 200 or not isinstance(told, dict):
            why = told.get("error") if isinstance(told, dict) else None
            because = (
                f"{str(why)[:100]!r}" if why else f"status {page.status}, no answer of its kind"
            )
            self._refuse(f"{urlsplit(url).path} answers {because}")
        return told

    def _refuse(self, because: str) -> NoReturn:
        """Say why nobody is let in.

        Raises:
            ProviderRefused: always.
        """
        raise ProviderRefused(self.issuer, because)
