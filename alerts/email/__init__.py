"""Alert mails: written, thumbnailed, sent."""
