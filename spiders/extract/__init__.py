"""Page bytes -> page kind, offer, links. No network."""
