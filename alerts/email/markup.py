"""Strings of strangers in HTML: escaped, and with their direction kept to themselves."""

from markupsafe import Markup, escape


def bdi(text: str) -> Markup:
    """The text escaped, isolated from what stands around it."""
    return Markup("<bdi>{}</bdi>").format(escape(text))
