"""Assets: what is registered, and every version for ever."""

from dataclasses import replace
from datetime import date

from monitor.domain.asset import ReferenceImage
from monitor.ports.store import Store
from tests.contracts.store.made import NOON, after, asset


def test_saving_tells_what_is_new_changed_and_gone(store: Store) -> None:
    first, second, third = asset("a"), asset("b"), asset("c")
    with store.transaction() as tx:
        changes = tx.assets.save([second, first], NOON)
        assert (changes.added, changes.changed, changes.withdrawn) == (("a", "b"), (), ())
    with store.transaction() as tx:
        changes = tx.assets.save([replace(first, text="ACMÉ"), third], after(1))
        assert (changes.added, changes.changed, changes.withdrawn) == (("c",), ("a",), ("b",))
        assert [registered.id for registered in tx.assets.registered()] == ["a", "c"]
        assert tx.assets.registered()[0].text == "ACMÉ"


def test_saving_the_same_assets_again_changes_nothing(store: Store) -> None:
    for _ in range(2):
        with store.transaction() as tx:
            changes = tx.assets.save([asset("a"), asset("b")], NOON)
    assert changes.added == changes.changed == changes.withdrawn == ()


def test_a_past_version_is_kept_and_comes_back_whole(store: Store) -> None:
    old = replace(
        asset(),
        aliases=("艾克米", "アクメ"),
        registration_date=date(2015, 3, 1),
        nice_classes=(18, 25),
        images=(ReferenceImage(path="/logo.png", sha256="ef" * 32),),
    )
    with store.transaction() as tx:
        tx.assets.save([old], NOON)
        tx.assets.save([replace(old, text="ACME 2")], after(1))
        tx.assets.save([], after(2))
    with store.transaction() as tx:
        assert tx.assets.registered() == []
        assert tx.assets.version(old.id, old.version) == old
        assert tx.assets.version(old.id, "no such version") is None


def test_a_withdrawn_asset_that_comes_back_is_new_again(store: Store) -> None:
    with store.transaction() as tx:
        tx.assets.save([asset()], NOON)
        tx.assets.save([], after(1))
        assert tx.assets.save([asset()], after(2)).added == ("acme-word",)


def test_a_source_is_told_once_that_its_assets_changed(store: Store) -> None:
    with store.transaction() as tx:
        told = [tx.assets.assign("shop", digest) for digest in ("x", "x", "y", "y", "x")]
        assert told == [True, False, True, False, True]
        assert tx.assets.assign("other", "x")


def test_five_thousand_assets_are_registered_at_once(store: Store) -> None:
    many = [asset(f"a{n:04}") for n in range(5000)]
    with store.transaction() as tx:
        assert len(tx.assets.save(many, NOON).added) == 5000
        assert len(tx.assets.save(many[:10], NOON).withdrawn) == 4990
        assert len(tx.assets.registered()) == 10
