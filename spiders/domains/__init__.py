"""Look-alikes of a holder's own domain: which names, which of them answer, what they show."""
