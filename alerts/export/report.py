"""The report: one page of HTML that holds everything it shows, and asks nobody for anything.

Layer: alerts; Jinja2. The page forbids itself scripts and every address (Content-Security-Policy).
"""

from typing import Final

from alerts.email.markup import templates
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
    template = templates("alerts.export").get_template("report.html")
    return template.render(report=report, words=words, more=more, light=LIGHT, dark=DARK)
