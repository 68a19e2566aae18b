"""Journeys drive the installed program from outside, as its users do."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "monitor.cli")
LIMIT_S = 300.0


def rightswatch(*words: str, limit_s: float = LIMIT_S) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; its standard error is shown when a test fails."""
    done = subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, timeout=limit_s, check=False
    )
    sys.stderr.write(done.stderr)
    return done


def asked(*words: str) -> Any:  # noqa: ANN401 - whatever the command prints
    """What a command prints with --json."""
    done = rightswatch(*words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def start(*words: str) -> subprocess.Popen[bytes]:
    """Start a command that stays."""
    return subprocess.Popen([*COMMAND, *words], stdin=subprocess.DEVNULL)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9, as a power cut does to a process."""
    os.kill(process.pid, 9)
    process.wait()


def without_browser(config: Path) -> None:
    """Point the configuration at a browser that is not there, to spare the time it takes."""
    text = config.read_text("utf-8")
    config.write_text(text.replace("service:", "service:\n  browser: {executable: /no/browser}", 1))
