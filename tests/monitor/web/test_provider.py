"""Signing in by a provider: whom it names and nobody else, and nothing that is forged."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from monitor.domain.person import LookKind
from monitor.ports.http import EgressRule
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from monitor.web.provider import Provider
from spiders.fetch.client import GuardedClient
from tests.fixtures.interface import Told
from tests.fixtures.provider import CLIENT, SECRET, SignInProvider, unsigned
from tests.monitor.web.conftest import OFFICER, Browser, HandClock, desk_over, served


@pytest.fixture
def desk(
    store: SqlStore, clock: HandClock, tmp_path: Path, sign_in_provider: SignInProvider
) -> Iterator[Desk]:
    """A desk that the provider knows."""
    plain = desk_over(store, tmp_path, clock)
    provider = Provider.of(
        name="Bureau account",
        issuer=sign_in_provider.issuer,
        client_id=CLIENT,
        client_secret=SECRET,
        public_url=plain.public_url,
        http=GuardedClient("tests"),
        rule=EgressRule(allow_private_addresses=True),
    )
    made = replace(plain, provider=provider)
    with served(made):
        yield made
        while Browser.opened:
            Browser.opened.pop().client.close()


def leaves(browser: Browser, then: str = "/you") -> str:
    """Where the browser is sent to."""
    answer = browser.get(f"/sign-in-with?then={then}")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def comes_back(browser: Browser, provider: SignInProvider, **more: str) -> Any:  # noqa: ANN401 - the client's response
    """The whole way; what the desk answers at its end."""
    back = provider.signs_in(leaves(browser, **more), browser.desk.clock.now())
    return browser.get(back.removeprefix(browser.desk.public_url))


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_a_person_whom_the_provider_names_is_in_and_it_is_written_down(
    stranger: Browser, sign_in_provider: SignInProvider, store: SqlStore, alg: str
) -> None:
    sign_in_provider.alg, sign_in_provider.email = alg, "LI@Bureau.example"
    assert 'href="/sign-in-with?then=/cases"' in stranger.get("/sign-in?then=/cases").text
    answer = comes_back(stranger, sign_in_provider)
    assert (answer.status_code, answer.headers["location"]) == (303, "/you")
    assert "Li Wen" in stranger.get("/you").text
    with store.transaction() as tx:
        (_, look), *_ = tx.desk.looks(9)
    assert (look.by, look.kind, look.what) == (
        OFFICER.email,
        LookKind.SIGNED_IN,
        "Bureau account",
    )


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(
    stranger: Browser, sign_in_provider: SignInProvider
) -> None:
    sign_in_provider.posts_secret = True
    assert comes_back(stranger, sign_in_provider).status_code == 303
    (asked,) = sign_in_provider.interface.of("/token")
    assert "authorization" not in asked.headers


def test_nobody_gets_an_account_by_being_known_to_the_provider(
    stranger: Browser, sign_in_provider: SignInProvider, store: SqlStore
) -> None:
    sign_in_provider.email = "who@else.example"
    answer = comes_back(stranger, sign_in_provider)
    assert answer.status_code == 403
    assert "who@else.example" in answer.text
    assert stranger.get("/you").status_code == 303
    with store.transaction() as tx:
        ((_, look),) = tx.desk.looks(9)
    assert (look.by, look.kind) == ("who@else.example", LookKind.SIGN_IN_REFUSED)


FORGED: dict[str, dict[str, Any]] = {
    "of another issuer": {"iss": "https://evil.example"},
    "for somebody else": {"aud": "another-desk"},
    "for us and somebody else": {"aud": [CLIENT, "another-desk"]},
    "asked for by somebody else": {"azp": "another-desk"},
    "for nobody": {"aud": None},
    "of another sign-in": {"nonce": "stolen"},
    "with a list of nonces": {"nonce": ["a", "b"]},
    "of no sign-in": {"nonce": None},
    "run out": {"exp": 1_700_000_000},
    "that never runs out": {"exp": None},
    "that runs out some day": {"exp": "tomorrow"},
    "from the future": {"iat": 4_000_000_000},
    "not valid yet": {"nbf": 4_000_000_000},
    "of nobody": {"sub": None},
    "with an address not verified": {"email_verified": False},
    "with an address verified in words": {"email_verified": "true"},
    "with an address of which nothing is said": {"email_verified": None},
    "without an address": {"email": None},
    "with two addresses": {"email": ["li@bureau.example", "who@else.example"]},
}


@pytest.mark.parametrize("claims", FORGED.values(), ids=FORGED)
def test_a_token_is_not_believed(
    stranger: Browser, sign_in_provider: SignInProvider, claims: dict[str, Any]
) -> None:
    sign_in_provider.claims = claims
    refused(stranger, comes_back(stranger, sign_in_provider))


def by_nobody(_provider: SignInProvider, claims: dict[str, Any]) -> str:
    """Unsigned, and says so."""
    return unsigned({"alg": "none"}, claims)


def by_the_public_key(provider: SignInProvider, claims: dict[str, Any]) -> str:
    """Signed with what everybody may know, as if it were a secret."""
    begun = unsigned({"alg": "HS256", "kid": "RS256"}, claims).rstrip(".")
    key = provider.keys["RS256"].as_pem(private=False)
    mac = hmac.new(key, begun.encode(), hashlib.sha256).digest()
    return f"{begun}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def by_a_key_it_brings(_provider: SignInProvider, claims: dict[str, Any]) -> str:
    """Signed with a key that stands in the token itself."""
    key = RSAKey.generate_key(2048)
    header = {"alg": "RS256", "kid": "RS256", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, claims, key)


def by_the_wrong_kind(provider: SignInProvider, claims: dict[str, Any]) -> str:
    """Signed, but said to be by another algorithm."""
    begun = unsigned({"alg": "ES256", "kid": "RS256"}, claims)
    return begun + provider.signed(claims).rpartition(".")[2]


def by_its_own_key_for_other_claims(provider: SignInProvider, claims: dict[str, Any]) -> str:
    """A true signature beneath other words."""
    true = provider.signed({**claims, "email": "who@else.example"})
    begun = unsigned({"alg": "RS256", "kid": "RS256"}, claims)
    return begun + true.rpartition(".")[2]


def by_no_token(_provider: SignInProvider, _claims: dict[str, Any]) -> str:
    """No token at all."""
    return "\x00..é"


@pytest.mark.parametrize(
    "forged",
    [
        by_nobody,
        by_the_public_key,
        by_a_key_it_brings,
        by_the_wrong_kind,
        by_its_own_key_for_other_claims,
        by_no_token,
    ],
)
def test_a_forged_signature_is_not_believed(
    stranger: Browser,
    sign_in_provider: SignInProvider,
    forged: Callable[[SignInProvider, dict[str, Any]], str],
) -> None:
    address = leaves(stranger)
    back = sign_in_provider.signs_in(address, stranger.desk.clock.now())
    (asked,) = sign_in_provider.codes.values()
    sign_in_provider.token = forged(sign_in_provider, sign_in_provider.says(asked))
    refused(stranger, stranger.get(back.removeprefix(stranger.desk.public_url)))


def test_an_answer_works_once_in_the_browser_that_left_and_for_ten_minutes(
    stranger: Browser, desk: Desk, sign_in_provider: SignInProvider, clock: HandClock
) -> None:
    back = sign_in_provider.signs_in(leaves(stranger), clock.now())
    path = back.removeprefix(desk.public_url)
    thief = Browser(desk)
    thief.get("/sign-in")
    refused(thief, thief.get(path), 410)
    assert stranger.get(path).status_code == 303
    stranger.client.cookies.delete("rightswatch")
    refused(stranger, stranger.get(path), 410)
    late = sign_in_provider.signs_in(leaves(stranger), clock.now())
    clock.turn(minutes=10)
    refused(stranger, stranger.get(late.removeprefix(desk.public_url)), 410)
    refused(stranger, stranger.get("/sign-in-with/back"), 410)


def test_a_code_that_was_used_lets_nobody_in(
    stranger: Browser, desk: Desk, sign_in_provider: SignInProvider, clock: HandClock
) -> None:
    back = sign_in_provider.signs_in(leaves(stranger), clock.now())
    assert stranger.get(back.removeprefix(desk.public_url)).status_code == 303
    thief = Browser(desk)
    state = sign_in_provider.signs_in(leaves(thief), clock.now()).partition("state=")[2]
    sign_in_provider.codes.clear()
    refused(thief, thief.get(f"/sign-in-with/back?code=code-0&state={state}"))


@pytest.mark.parametrize("said", ["iss=https://evil.example", "error=access_denied"])
def test_an_answer_of_another_provider_and_a_refusal_let_nobody_in(
    stranger: Browser, sign_in_provider: SignInProvider, clock: HandClock, said: str
) -> None:
    back = sign_in_provider.signs_in(leaves(stranger), clock.now())
    path = back.removeprefix(stranger.desk.public_url)
    refused(stranger, stranger.get(f"{path}&{said}"))
    assert not sign_in_provider.interface.of("/token"), "no code went out"


def test_a_provider_that_is_away_or_another_one_is_told_and_nobody_is_in(
    stranger: Browser, sign_in_provider: SignInProvider
) -> None:
    told = sign_in_provider.discovery
    there = "/.well-known/openid-configuration"
    say = sign_in_provider.interface.on
    say("GET", there, lambda asked: Told({**told(asked).body, "issuer": "https://evil.example"}))
    refused(stranger, stranger.get("/sign-in-with"))
    say("GET", there, lambda asked: Told({**told(asked).body, "jwks_uri": "file:///etc/passwd"}))
    refused(stranger, stranger.get("/sign-in-with"))
    say("GET", there, Told(b"[" * 100_000))
    refused(stranger, stranger.get("/sign-in-with"))
    say("GET", there, Told(b"", 503, {"Retry-After": "60"}))
    refused(stranger, stranger.get("/sign-in-with"), 502)


def test_a_provider_on_a_private_network_is_asked_only_where_that_is_said(
    stranger: Browser, desk: Desk, sign_in_provider: SignInProvider
) -> None:
    assert desk.provider is not None
    object.__setattr__(desk.provider, "rule", EgressRule())
    refused(stranger, stranger.get("/sign-in-with"))
    assert not sign_in_provider.interface.asked, "not a byte went out"


def test_the_address_of_the_provider_holds_no_secret(stranger: Browser) -> None:
    address = leaves(stranger)
    assert urlsplit(address).path == "/authorize"
    assert "realm=officers&" in address
    assert "s3cret" not in address


def refused(browser: Browser, answer: Any, status: int = 403) -> None:  # noqa: ANN401 - the client's response
    assert answer.status_code == status, answer.text
    assert "rightswatch" not in answer.cookies
    assert browser.get("/you").status_code == 303
