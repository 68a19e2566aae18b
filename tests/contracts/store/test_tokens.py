"""Tokens that programs show: kept by their digest, taken back once and for good."""

from dataclasses import replace

from monitor.domain.token import Scope, Token
from monitor.ports.store import Store
from tests.contracts.store.made import HOUR_S, NOON, after

MADE = Token(
    id=0,
    name="partner's shop watch",
    email="li@bureau.example",
    scopes=(Scope.LISTINGS, Scope.CASES),
    made_at=NOON,
    made_by="ops",
    until=after(HOUR_S),
)


def test_a_token_is_found_by_the_digest_of_its_secret_alone(store: Store) -> None:
    with store.transaction() as tx:
        kept = tx.tokens.keep(MADE, b"s" * 32)
        assert kept == replace(MADE, id=kept.id)
        assert tx.tokens.of(b"s" * 32) == kept
        assert tx.tokens.of(b"t" * 32) is None


def test_the_use_of_a_token_is_noted(store: Store) -> None:
    with store.transaction() as tx:
        kept = tx.tokens.keep(MADE, b"s" * 32)
        tx.tokens.used(kept.id, after(9))
        assert tx.tokens.of(b"s" * 32) == replace(kept, used_at=after(9))


def test_a_token_is_taken_back_once(store: Store) -> None:
    with store.transaction() as tx:
        kept = tx.tokens.keep(MADE, b"s" * 32)
        gone = tx.tokens.revoke(kept.id, "ops", after(9))
        assert gone == replace(kept, revoked_at=after(9), revoked_by="ops")
        assert tx.tokens.revoke(kept.id, "somebody else", after(10)) is None
        assert tx.tokens.revoke(kept.id + 1, "ops", after(10)) is None
        assert tx.tokens.of(b"s" * 32) == gone


def test_a_token_serves_until_it_is_old_or_taken_back() -> None:
    assert MADE.serves(after(HOUR_S - 1))
    assert not MADE.serves(after(HOUR_S))
    assert not replace(MADE, revoked_at=after(1)).serves(after(2))


def test_tokens_are_listed_newest_first(store: Store) -> None:
    with store.transaction() as tx:
        made = [tx.tokens.keep(MADE, bytes([n]) * 32) for n in range(3)]
        assert tx.tokens.all(2) == [made[2], made[1]]
