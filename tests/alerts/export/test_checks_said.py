"""What does not pass is told to Chinese readers in Chinese, whatever it is."""

from dataclasses import replace
from pathlib import Path

import pytest

from alerts.email.sayings import say
from alerts.email.words import CHINESE
from alerts.evidence.check import Check, Outcome
from alerts.evidence.cleanliness import State, Surroundings, conditions
from alerts.evidence.installed import Installed
from alerts.evidence.machine import KernelClock, Machine
from alerts.evidence.trust import Trust
from alerts.evidence.verify import verify_bundle
from tests.alerts.evidence import samples
from tests.alerts.evidence.samples import LOG_KEY, MACHINE, PROGRAMS

UNREAD = Machine(
    hosts_sha256=None,
    hosts=None,
    resolvers=None,
    proxies=("HTTPS_PROXY",),
    trusted_sha256=None,
    added_roots=(),
    policies=("etc/chromium/policies/managed/a.json",),
    kernel_clock=KernelClock(synchronised=False, most_off_ms=9e6),
)
TOUCHED = replace(MACHINE, hosts={"shop.example": "10.0.0.66"}, resolvers=())
CHANGED = Installed(ours_sha256="0", packages_sha256="0", versions={}, changed=("warcio/x.py",))
SWITCHES = [
    "--ignore-certificate-errors",
    "--proxy-server=http://10.0.0.1",
    "--host-rules=MAP * 10.0.0.1",
    "--load-extension=/x",
]


@pytest.mark.parametrize(
    "measures",
    [
        {"browser": {"switches": SWITCHES, "extensions": []}, "cookies_before": 2, "steady_s": 99},
        {"browser": {"switches": SWITCHES[3:], "extensions": ["chrome-extension://x/"]}},
        {"browser": {}},
    ],
)
@pytest.mark.parametrize("machine", [UNREAD, TOUCHED])
def test_an_unclean_machine_is_told_in_chinese(
    machine: Machine, measures: dict[str, object]
) -> None:
    shot = replace(samples.shot(), measures=measures)
    around = Surroundings(machine=machine, programs=CHANGED, shot=shot)
    odd = [told for told in conditions(around) if told.state is not State.PASS]
    assert len(odd) > 4
    assert [told.because for told in odd if say(told.because, CHINESE) is None] == []
    assert PROGRAMS.changed == ()


def unsaid(checks: list[Check]) -> list[str]:
    odd = [check.because for check in checks if check.outcome is not Outcome.PASSED]
    assert odd
    return [because for because in odd if say(because, CHINESE) is None]


def test_what_is_open_or_damaged_in_a_bundle_is_told_in_chinese(tmp_path: Path) -> None:
    path = samples.sealed_file(tmp_path)
    assert unsaid(verify_bundle(path)) == []
    assert unsaid(verify_bundle(path, Trust(keys=(LOG_KEY.public,)))) == []
    log = samples.trusting(samples.bundle_at(path))
    stranger = replace(samples.record(), software="another program")
    samples.sealed_file(tmp_path, stranger)
    assert unsaid(verify_bundle(path, log)) == []
