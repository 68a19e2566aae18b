"""Templates of mails, and strangers' strings in them: escaped, their direction their own.

Layer: alerts; Jinja2.
"""

from functools import cache

import jinja2
from markupsafe import Markup, escape

from alerts.email.clean import isolate


def bdi(text: str) -> Markup:
    """The text escaped, isolated from what stands around it."""
    return Markup("<bdi>{}</bdi>").format(escape(text))


@cache
def templates() -> jinja2.Environment:
    """All that mails are made of; a name that a template does not find raises."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("alerts.email"),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(bdi=bdi, isolate=isolate)
    return environment
