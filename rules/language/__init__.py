"""Reading text: folding with places kept, ordinary words. Shared by matchers and context."""
