"""Ways for letters beside mail: webhooks."""
