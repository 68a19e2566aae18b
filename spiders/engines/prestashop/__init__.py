"""PrestaShop: no open feed; pages, and the JSON that the page of an offer carries."""
