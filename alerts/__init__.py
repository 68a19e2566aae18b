"""From a Case to people: evidence and messages."""
