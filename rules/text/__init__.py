"""Word marks against titles, brands and descriptions."""
