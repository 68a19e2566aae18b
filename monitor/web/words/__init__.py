"""What the desk says that a mail does not, in each language; one module a page.

Everything that mails say too is taken from `alerts.email.words`.
"""

from monitor.web.words.every_page import CHINESE, ENGLISH, DeskWords

__all__ = ["DeskWords", "desk_words_for"]


def desk_words_for(language: str) -> DeskWords:
    """Chinese for "zh", else English."""
    return CHINESE if language == "zh" else ENGLISH
