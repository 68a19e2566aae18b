"""The words of a mail in each language; a missing word does not start.

Layer: alerts.
Flow: the recipient's language -> one `Words` -> the templates.
"""

from alerts.email.words.base import Words
from alerts.email.words.en import ENGLISH
from alerts.email.words.zh import CHINESE

__all__ = ["CHINESE", "ENGLISH", "Words", "words_for"]


def words_for(language: str) -> Words:
    """Chinese for "zh" and its variants, English for everything else (BCP 47)."""
    primary = language.replace("_", "-").partition("-")[0].strip().lower()
    return CHINESE if primary == "zh" else ENGLISH
