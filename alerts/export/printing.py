"""A report on paper: Chromium prints the page to PDF, offline and without scripts."""

from collections.abc import Sequence
from typing import Final

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from alerts.evidence.camera import NOWHERE
from monitor.domain.errors import CaptureFailed
from monitor.ports.browser import BrowserSpec

LIMIT_MS: Final = 60_000.0
FOOT: Final = (
    '<div style="width:100%;font-size:8px;color:#566170;padding:0 14mm;text-align:right">'
    '<span class="title"></span> · <span class="pageNumber"></span> / '
    '<span class="totalPages"></span></div>'
)


def printed(pages: Sequence[str], browser: BrowserSpec) -> list[bytes]:
    """Each page of HTML as one PDF, A4, tagged and with an outline.

    Raises:
        CaptureFailed: the browser does not start, or broke down.
    """
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=browser.executable,
                chromium_sandbox=browser.sandbox,
                args=list(browser.args),
                proxy={"server": NOWHERE},
                timeout=LIMIT_MS,
            )
            context = chromium.new_context(offline=True, java_script_enabled=False)
            context.set_default_timeout(LIMIT_MS)
            made = []
            for html in pages:
                page = context.new_page()
                page.set_content(html, wait_until="load")
                made.append(
                    page.pdf(
                        format="A4",
                        print_background=True,
                        prefer_css_page_size=True,
                        display_header_footer=True,
                        header_template="<span></span>",
                        footer_template=FOOT,
                        tagged=True,
                        outline=True,
                    )
                )
                page.close()
            chromium.close()
            return made
    except PlaywrightError as error:
        message = f"the report could not be printed: {str(error).partition(chr(10))[0][:300]}"
        raise CaptureFailed(message) from error
