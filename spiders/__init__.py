"""From a Target to Offers: fetch politely, classify, read."""
