"""Shop software that many sites share: how to know it, what feeds it offers, how to read them."""
