"""Find Chromium, and start it safely.

Order: the configured path, the Chromium that Playwright downloads, Google Chrome in its usual
place, then the names distributions give it on PATH. Run by the superuser, Chromium is started as
the unprivileged user `nobody`, because its own sandbox refuses the superuser; only the setting
`sandbox: false` turns that sandbox off.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from monitor.domain.errors import BrowserMissing
from monitor.ports.browser import BrowserSpec

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    # WebRTC would otherwise speak UDP past the proxy, as was seen at a STUN server on loopback.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)
"""Switches that keep the browser from calling anybody on its own account."""

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHANNEL_CHROME = {
    "linux": "/opt/google/chrome/chrome",
    "darwin": "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
}
VERSION_LIMIT_S = 20.0
UNPRIVILEGED = 65534
"""Uid and gid of `nobody` on every Linux distribution."""

STARTER = """#!/bin/sh
# Starts a browser as an unprivileged user, so that its sandbox works under the superuser, and
# with none of the service's environment, which may hold secrets.
profile=/nonexistent
for argument in "$@"; do
    case "$argument" in --user-data-dir=*) profile="${{argument#--user-data-dir=}}" ;; esac
done
[ ! -d "$profile" ] || chown -Rh {user}:{user} "$profile" || exit 1
cd / && exec env -i PATH="$PATH" LANG="${{LANG:-C.UTF-8}}" TMPDIR="${{TMPDIR:-/tmp}}" \\
    HOME="$profile" XDG_CONFIG_HOME="$profile" XDG_CACHE_HOME="$profile" \\
    {setpriv} --reuid={user} --regid={user} --clear-groups -- {program} "$@"
"""


def find_browser(executable: str | None, *, sandbox: bool) -> BrowserSpec:
    """Find a Chromium that starts on this machine.

    executable: the configured path; it is taken or refused, never passed over. Cost: one start
    with `--version`, 0.1 to 0.6 s.

    Raises:
        BrowserMissing: none was found, or none starts; the message lists what was tried.
    """
    candidates = [executable] if executable else list(dict.fromkeys(_usual_places()))
    faults = []
    for candidate in candidates:
        try:
            return _spec(candidate, sandbox=sandbox)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            faults.append(f"{candidate}: {_one_line(error)}")
    raise BrowserMissing(_complaint(executable, faults))


def _complaint(executable: str | None, faults: list[str]) -> str:
    if executable:
        return f"the configured browser does not start ({faults[0]}); browser work is off"
    remedy = "install Chromium (`apt install chromium`, `playwright install chromium`) or name one"
    tried = f" (tried {'; '.join(faults)})" if faults else ""
    return f"no Chromium was found{tried}; browser work is off: {remedy} in the configuration"


def _usual_places() -> Iterator[str]:
    yield from _playwrights_own()
    chrome = CHANNEL_CHROME.get(sys.platform)
    if chrome and Path(chrome).exists():
        yield chrome
    for name in ON_PATH:
        found = shutil.which(name)
        if found:
            yield found


def _playwrights_own() -> Iterator[str]:
    """The build that the installed Playwright was made for; older builds of it are passed over."""
    package = importlib.util.find_spec("playwright")
    if package is None or package.origin is None:
        return
    listing = Path(package.origin).parent / "driver" / "package" / "browsers.json"
    try:
        builds = json.loads(listing.read_text())["browsers"]
        revision = next(build["revision"] for build in builds if build["name"] == "chromium")
    except (OSError, ValueError, KeyError, StopIteration):
        return
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or _default_folder()
    for program in ("chrome-linux*/chrome", "chrome-mac*/*.app/Contents/MacOS/*"):
        yield from sorted(map(str, Path(home).glob(f"chromium-{revision}/{program}")))


def _default_folder() -> str:
    if sys.platform == "darwin":
        return str(Path.home() / "Library" / "Caches" / "ms-playwright")
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return str(Path(cache) / "ms-playwright")


def _spec(program: str, *, sandbox: bool) -> BrowserSpec:
    found = shutil.which(program)
    if found is None:
        message = "there is no such program, or it is not executable"
        raise ValueError(message)
    found = str(Path(found).absolute())
    start = _unprivileged(found) if _is_superuser() else found
    return BrowserSpec(executable=start, args=QUIET, sandbox=sandbox, version=_version(start))


def _version(program: str) -> str:
    answer = subprocess.run(  # noqa: S603 - the operator's own browser, no shell
        [program, "--version"],
        capture_output=True,
        text=True,
        timeout=VERSION_LIMIT_S,
        check=False,
        errors="replace",
    )
    version = answer.stdout.strip().splitlines()
    if answer.returncode != 0 or not version:
        message = f"`--version` failed: {answer.stderr.strip()[-300:] or answer.returncode}"
        raise ValueError(message)
    return version[0].strip()


def _is_superuser() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _unprivileged(program: str) -> str:
    """Write the small program that starts `program` as `nobody`; gives its path.

    It lies in a folder that only the superuser can write, under the digest of what it says, so
    that every process of the service shares one and a restart leaves nothing behind.

    Raises:
        ValueError: this machine has no `setpriv`.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        message = "the superuser needs `setpriv` (util-linux) to start it unprivileged"
        raise ValueError(message)
    text = STARTER.format(program=_quoted(program), setpriv=_quoted(setpriv), user=UNPRIVILEGED)
    name = f"chromium-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    starter = _private_folder() / name
    if not starter.exists():
        descriptor, draft = tempfile.mkstemp(dir=starter.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
        Path(draft).chmod(0o700)
        Path(draft).rename(starter)
    return str(starter)


def _private_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / "rightswatch-superuser"
    folder.mkdir(mode=0o700, exist_ok=True)
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != 0 or facts.st_mode & 0o077:
        return Path(tempfile.mkdtemp(prefix="rightswatch-"))  # somebody else took the name
    return folder


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "'\\''") + "'"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
