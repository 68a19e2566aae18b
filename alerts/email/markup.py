"""Templates of what people read, and strangers' strings in them: escaped, direction their own.

Layer: alerts; Jinja2.
"""

from functools import cache

import jinja2
from markupsafe import Markup, escape

from alerts.email.clean import clean_line, isolate


def bdi(text: str) -> Markup:
    """The text escaped, isolated from what stands around it."""
    return Markup("<bdi>{}</bdi>").format(escape(text))


@cache
def templates(package: str = "alerts.email") -> jinja2.Environment:
    """All that mails, or what another package shows, are made of.

    A name that a template does not find raises.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(bdi=bdi, isolate=isolate, line=clean_line)
    return environment
