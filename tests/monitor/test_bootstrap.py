"""What bootstrap says of the parts is what the parts say of themselves."""

import subprocess
import sys

import pytest

from monitor import bootstrap
from monitor.domain.errors import UnknownSite
from monitor.domain.watch import Source
from monitor.runtime.neighbours import check_neighbours
from rules.decision.decider import SecondDecider


def test_the_methods_named_are_the_matchers_and_the_decider() -> None:
    names = [matcher.name for matcher in bootstrap.matchers()]
    assert (*names, SecondDecider.name) == bootstrap.METHODS


def test_the_four_packages_lie_side_by_side() -> None:
    check_neighbours()


def test_a_site_that_no_spider_knows_is_refused_by_name() -> None:
    source = Source(id="shop", url="http://shop.example/", site="amazone")
    with pytest.raises(UnknownSite, match=r"'amazone'; there are: .*generic"):
        bootstrap.spider_of(source)


def test_naming_the_methods_loads_none_of_them() -> None:
    script = (
        "import sys, monitor.bootstrap; print([m for m in ('cv2', 'scipy') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert told.stdout.strip() == b"[]"
