"""The report: one page of HTML that holds everything it shows, and asks nobody for anything.

Layer: alerts; Jinja2. The page forbids itself scripts and every address (Content-Security-Policy).
"""

from functools import cache
from typing import Final

import jinja2

from alerts.email.markup import bdi
from alerts.email.palette import DARK, LIGHT
from alerts.email.words import words_for
from alerts.export.dossier import Dossier
from alerts.export.view import report_view
from alerts.export.words import report_words_for

LANGUAGES: Final = ("zh", "en")


def report_html(dossier: Dossier, language: str, timezone: str) -> str:
    """The report in one language, "zh" or "en"; times in `timezone` (IANA name)."""
    words, more = words_for(language), report_words_for(language)
    report = report_view(dossier, words, more, timezone)
    return _template().render(report=report, words=words, more=more, light=LIGHT, dark=DARK)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("alerts.export"),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(bdi=bdi)
    return environment.get_template("report.html")
