"""OpenCart: no open feed; pages, and a map of the shop that names every category."""
