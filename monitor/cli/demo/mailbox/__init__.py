"""The demo's mail box: takes every mail on loopback and shows it in a browser.

Building blocks: `box.Mailbox` keeps mails in a folder and runs both servers, `web` answers the
browser, `pages` turns one mail into something that is safe to show.
"""

from monitor.cli.demo.mailbox.box import Mailbox

__all__ = ["Mailbox"]
