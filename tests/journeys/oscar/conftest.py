"""A shop that nobody here wrote: django-oscar in a process of its own, on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOffer:
    """One offer as the shop numbers it. planted: why a watch must speak; None = stay silent."""

    id: str
    path: str
    title: str
    price: Decimal
    planted: str | None


class OscarShop:
    """The running shop. Changes take effect before the call returns."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        opened = self._answer()
        self.url = f"http://127.0.0.1:{opened['port']}/"
        self.host = f"127.0.0.1:{opened['port']}"
        self.offers = [_offer(entry) for entry in opened["offers"]]

    @property
    def planted(self) -> list[ShopOffer]:
        """The offers that a watch must speak about."""
        return [offer for offer in self.offers if offer.planted]

    def add(self, title: str, price: str, *, picture: str = "tote", because: str = "") -> ShopOffer:
        """Put one more offer on sale, in the category Bags."""
        order = {"title": title, "price": price, "category": "Bags", "picture": picture}
        extra = {"description": "New in.", "planted": because or None}
        added = _offer(self._order("add", **order, **extra))
        self.offers.append(added)
        return added

    def change_price(self, offer_id: str, price: str) -> None:
        """Ask another price for one offer."""
        assert self._order("change_price", offer_id=offer_id, price=price) == {"changed": 1}

    def remove(self, offer_id: str) -> None:
        """Take one offer down."""
        assert self._order("remove", offer_id=offer_id)["removed"]
        self.offers = [offer for offer in self.offers if offer.id != offer_id]

    def requests(self) -> list[str]:
        """Everything that was asked for so far: "200 /catalogue/"."""
        asked: list[str] = self._order("requests")["requests"]
        return asked

    def _order(self, verb: str, **values: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": verb, **values}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the shop ended; its words are on standard error"
        answer: dict[str, Any] = json.loads(line)
        return answer


def _offer(entry: dict[str, Any]) -> ShopOffer:
    return ShopOffer(**entry | {"price": Decimal(entry["price"])})


@pytest.fixture(scope="session")
def oscar_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OscarShop]:
    """One shop for the whole run: 240 offers, 12 of them planted."""
    folder = tmp_path_factory.mktemp("oscar")
    environment = os.environ | {"OSCAR_SHOP_FOLDER": str(folder), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.journeys.oscar.serve"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield OscarShop(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=20)
