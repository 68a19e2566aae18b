"""The generic shop under the name of its software, for sources that name it (`site: shopify`).

Nobody has to: `site: auto` tells the software by its traces. A name helps where a theme hides them.
"""

from typing import ClassVar, Final

from spiders.sites.generic.spider import GenericSpider


class NamedShop(GenericSpider):
    """A shop whose software its source names: the engine of that name reads it."""

    def __init_subclass__(cls) -> None:
        """Its name is its engine's."""
        cls.engine = cls.name

    def claims(self, url: str) -> bool:  # noqa: ARG002 - of the port
        """Never: such a spider is asked for by name."""
        return False


class ShopifySpider(NamedShop):
    """Engine: spiders/engines/shopify."""

    name: ClassVar[str] = "shopify"


class WooCommerceSpider(NamedShop):
    """Engine: spiders/engines/woocommerce."""

    name: ClassVar[str] = "woocommerce"


class MagentoSpider(NamedShop):
    """Engine: spiders/engines/magento."""

    name: ClassVar[str] = "magento"


class PrestaShopSpider(NamedShop):
    """Engine: spiders/engines/prestashop."""

    name: ClassVar[str] = "prestashop"


class OpenCartSpider(NamedShop):
    """Engine: spiders/engines/opencart."""

    name: ClassVar[str] = "opencart"


class OscarSpider(NamedShop):
    """Engine: spiders/engines/oscar."""

    name: ClassVar[str] = "oscar"


NAMED_SHOPS: Final[tuple[NamedShop, ...]] = (
    ShopifySpider(),
    WooCommerceSpider(),
    MagentoSpider(),
    PrestaShopSpider(),
    OpenCartSpider(),
    OscarSpider(),
)
