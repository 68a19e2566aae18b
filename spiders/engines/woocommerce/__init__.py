"""WooCommerce: the shop of WordPress; its Store API tells the catalogue to anybody."""
