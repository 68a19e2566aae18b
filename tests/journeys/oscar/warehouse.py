"""Rows of the test shop's database. Imported once django is set up."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from haystack import connections
from oscar.apps.catalogue.categories import create_from_breadcrumbs
from oscar.apps.catalogue.models import Product, ProductCategory, ProductClass, ProductImage
from oscar.apps.partner.models import Partner, StockRecord

from tests.journeys.oscar.stock import Stocked


class Warehouse:
    """What the shop sells, in its tables and its search index."""

    def __init__(self) -> None:
        self._kind = ProductClass.objects.create(name="Goods", track_stock=True)
        self._partner = Partner.objects.create(name="Tidewater Goods", code="tidewater")
        self._categories: dict[str, Any] = {}
        self._index = connections["default"].get_unified_index().get_index(Product)

    def open(self, offers: Sequence[Stocked]) -> list[dict[str, Any]]:
        """Put the first day's offers on sale; gives their numbers and paths."""
        told = self._store(offers)
        self._index.update()
        return told

    def add(self, offer: Stocked) -> dict[str, Any]:
        """Put one more offer on sale; gives its number and path."""
        [told] = self._store([offer])
        self._index.update_object(Product.objects.get(pk=told["id"]))
        return told

    def change_price(self, offer_id: str, price: str) -> dict[str, Any]:
        """Ask another price."""
        changed = StockRecord.objects.filter(product_id=offer_id).update(price=Decimal(price))
        self._index.update_object(Product.objects.get(pk=offer_id))
        return {"changed": changed}

    def remove(self, offer_id: str) -> dict[str, Any]:
        """Take an offer down."""
        row = Product.objects.get(pk=offer_id)
        self._index.remove_object(row)
        removed, _ = row.delete()
        return {"removed": removed}

    def _store(self, offers: Sequence[Stocked]) -> list[dict[str, Any]]:
        rows = [
            Product.objects.create(
                title=offer.title, description=offer.description, product_class=self._kind
            )
            for offer in offers
        ]
        pairs = list(zip(rows, offers, strict=True))
        ProductCategory.objects.bulk_create(
            ProductCategory(product=row, category=self._category(offer.category))
            for row, offer in pairs
        )
        ProductImage.objects.bulk_create(
            ProductImage(product=row, original=f"drawn/{offer.picture}.jpg") for row, offer in pairs
        )
        StockRecord.objects.bulk_create(
            StockRecord(
                product=row,
                partner=self._partner,
                partner_sku=f"T{row.pk:05d}",
                price_currency="GBP",
                price=offer.price,
                num_in_stock=20,
            )
            for row, offer in pairs
        )
        return [_told(row, offer) for row, offer in pairs]

    def _category(self, name: str) -> Any:  # noqa: ANN401 - oscar is untyped
        if name not in self._categories:
            self._categories[name] = create_from_breadcrumbs(name)
        return self._categories[name]


def _told(row: Any, offer: Stocked) -> dict[str, Any]:  # noqa: ANN401 - oscar is untyped
    return {
        "id": str(row.pk),
        "path": row.get_absolute_url(),
        "title": offer.title,
        "price": str(offer.price),
        "planted": offer.planted,
    }
