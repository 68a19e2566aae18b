"""Browser: how Chromium is started on this machine. Found once, handed to all who browse."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSpec:
    """Start parameters for Playwright's Chromium.

    executable: path of the program to start. args: extra command line switches.
    sandbox: False only where the operator turned Chromium's own sandbox off by a setting.
    version: as the program states it ("Chromium 156.0.8078.79").
    """

    executable: str
    args: tuple[str, ...] = ()
    sandbox: bool = True
    version: str = ""
