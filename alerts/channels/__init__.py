"""Ways for letters beside mail: webhooks and chats."""
