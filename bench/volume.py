"""A city's year through the whole house: crawl, match, decide and store, on SQLite, stage by stage.

    make bench-volume                               50,000 listings; goes on where it ended
    .venv/bin/python bench/volume.py --listings 2000 --folder out/volume-small

Invented shops on loopback (`volume_shop.py`), pages of realistic size; 10,000
registered word marks, of which one stands in every fiftieth title. Parts of 500 listings are
discovered, visited by the daemon's own crawl children, then judged as a match worker does. Each
part is written down when it is whole (`parts.jsonl`): cut the run off and start it again, and it
goes on. Evidence and letters are not part of it. CPU is of all processes of the house, not of the
shops, so that other load on the machine does not count; hours are that CPU on two cores that do
nothing else, since crawling and matching are different processes.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe, Process
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from text import register
from volume_shop import PLANTED_EVERY, offer_url, serve

from monitor.bootstrap import Wiring
from monitor.bootstrap.hands import Hands
from monitor.domain.target import Target, TargetKind
from monitor.pipeline.decide import Judge
from monitor.ports.store import CaseQuery
from monitor.runtime.lease import Owner
from monitor.runtime.logs import configure_logs

SHOPS = 4
PART = 500
ASSETS = 10_000
YEAR = 500_000
GOAL_H = 10.0
CORES = 2
DAY_S = 86_400.0
CONFIGURATION = """\
version: 1
service:
  database: "sqlite:///rightswatch.db"
  contact: ops@bureau.example
  browser: {{executable: /no/browser}}
  words_in_pictures: {{read: false}}
  images_per_offer: 0
  crawl: {{batch_size: 250, max_children: 2}}
holders: [{{id: h, name: Holder Ltd}}]
assets:
{assets}
sources:
{sources}
watches:
{watches}
"""
SOURCE = (
    '  - {{id: shop-{0}, url: "http://127.0.0.1:{1}/", min_delay_s: 0, concurrency: 8,'
    " allow_private_addresses: true}}"
)


@dataclass
class House:
    """What the house's processes cost: this one and all below it. shops: the one that is not."""

    shops: int
    judging_s: float = 0.0

    @property
    def cpu_s(self) -> float:
        """CPU by now, of those that have ended too."""
        ticks = 0
        for pid in self._own():
            fields = stat_of(pid)
            ticks += sum(map(int, fields[11:15])) if fields else 0
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def memory_mb(self) -> float:
        """Memory now: what each process has for itself, and its part of what is shared (PSS)."""
        total = 0
        for pid in self._own():
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
        return total / 1000

    def _own(self) -> set[int]:
        return family(os.getpid()) - {self.shops}


def stat_of(pid: int) -> list[str]:
    """Fields of /proc/PID/stat behind the name; none for a process that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def family(root: int) -> set[int]:
    """A process and all below it."""
    parents = {
        int(entry.name): int(fields[1])
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and (fields := stat_of(int(entry.name)))
    }
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def configured(folder: Path, ports: Sequence[int], marks: Sequence[str]) -> Path:
    """Write the configuration."""
    path = folder / "rightswatch.yaml"
    assets = "\n".join(
        f"  - {{id: m{n}, kind: word_mark, holder: h, text: {json.dumps(mark)}, status: registered,"
        " nice_classes: [18], goods: [bags]}"
        for n, mark in enumerate(marks)
    )
    sources = "\n".join(SOURCE.format(n, port) for n, port in enumerate(ports))
    watches = "\n".join(
        f'  - {{source: shop-{n}, assets: ["*"], every: 7d, queries: []}}'
        for n in range(len(ports))
    )
    text = CONFIGURATION.format(assets=assets, sources=sources, watches=watches)
    path.write_text(text, "utf-8")
    return path


def timed_judging(house: House) -> None:
    """Count the CPU of measuring and weighing apart from that of filing."""
    judged = Judge.judged

    def counted(*words: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
        began = time.process_time()
        try:
            return judged(*words, **named)
        finally:
            house.judging_s += time.process_time() - began

    Judge.judged = counted  # type: ignore[method-assign]


def run_part(
    wiring: Wiring, hands: Hands, house: House, ports: Sequence[int], first: int
) -> dict[str, float]:
    """Take one part of listings through the house; gives what each stage cost."""
    began, cpu_s, judging_s = time.monotonic(), house.cpu_s, house.judging_s
    with wiring.store.transaction() as tx:
        for shop, port in enumerate(ports):
            own = [number for number in range(first, first + PART) if number % SHOPS == shop]
            targets = [_target(f"shop-{shop}", offer_url(port, number)) for number in own]
            tx.targets.discover(targets, 7 * DAY_S, wiring.clock.now())
    peak_mb = 0.0
    while hands.crawling.fill() or hands.crawling.running:
        time.sleep(0.2)
        peak_mb = max(peak_mb, house.memory_mb)
    crawled, crawled_cpu_s = time.monotonic(), house.cpu_s
    listings = 0
    while took := hands.steps["match"]():
        listings += took
    match_cpu_s = house.judging_s - judging_s
    return {
        "first": first,
        "listings": listings,
        "crawl_cpu_s": crawled_cpu_s - cpu_s,
        "match_cpu_s": match_cpu_s,
        "file_cpu_s": house.cpu_s - crawled_cpu_s - match_cpu_s,
        "crawl_wall_s": crawled - began,
        "decide_wall_s": time.monotonic() - crawled,
        "peak_mb": max(peak_mb, house.memory_mb),
    }


def _target(source: str, url: str) -> Target:
    return Target(source_id=source, url=url, kind=TargetKind.LISTING)


def main() -> int:
    """Go on until so many listings are done; exit code 1 when a year takes longer than a night."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--listings", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=Path("out/volume"))
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    configure_logs(verbose=False)
    log, state = asked.folder / "parts.jsonl", asked.folder / "ports.json"
    marks = [asset.text or "" for asset in register(ASSETS)]
    ports = json.loads(state.read_text()) if state.exists() else [0] * SHOPS
    here, there = Pipe()
    shops = Process(target=serve, args=(marks, ports, there), daemon=True)
    shops.start()
    ports = here.recv()
    state.write_text(json.dumps(ports))
    parts = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    config = configured(asked.folder, ports, marks)
    house = House(shops.pid or 0)
    timed_judging(house)
    with Wiring.open(config) as wiring, Owner(wiring.store, wiring.clock) as owner:
        wiring.register()
        hands = Hands(wiring, owner)
        began = time.process_time()
        judges = len(wiring.judges)
        spent_s = time.process_time() - began
        print(f"{ASSETS} marks made ready for {judges} sources: {spent_s:.1f} CPU s", flush=True)
        for first in range(PART * len(parts), asked.listings, PART):
            part = run_part(wiring, hands, house, ports, first)
            parts.append(part)
            with log.open("a") as lines:
                lines.write(json.dumps(part) + "\n")
        hands.close()
        with wiring.store.reading() as tx:
            cases = len(tx.cases.list(CaseQuery(limit=YEAR)))
    shops.terminate()
    return report(parts, cases)


def report(parts: Sequence[Mapping[str, float]], cases: int) -> int:
    """Print what each stage costs, and a year of it."""
    listings = sum(part["listings"] for part in parts)
    print(f"{listings:.0f} listings in {len(parts)} parts, {cases} cases; ", end="")
    print(f"one title in {PLANTED_EVERY} holds a mark")
    print(f"{'stage':22} {'CPU s per 1,000':>16} {'listings a CPU s':>17} {'share':>7}")
    stages = {"crawl_cpu_s": "crawl, read, keep", "match_cpu_s": "match, weigh"}
    stages |= {"file_cpu_s": "claim, file"}
    whole = sum(part[stage] for part in parts for stage in stages)
    for stage, name in stages.items():
        spent = sum(part[stage] for part in parts)
        each = f"{1000 * spent / listings:16.2f} {listings / spent:17.1f} {spent / whole:7.0%}"
        print(f"{name:22} {each}")
    hours = YEAR * whole / listings / CORES / 3600
    wall = sum(part["crawl_wall_s"] + part["decide_wall_s"] for part in parts)
    print(f"peak memory {max(part['peak_mb'] for part in parts):.0f} MB; ", end="")
    print(f"first part {parts[0]['peak_mb']:.0f}, last {parts[-1]['peak_mb']:.0f}")
    print(f"one after the other, on this machine as it was: {listings / wall:.1f} listings/s")
    print(f"{YEAR} listings on {CORES} cores: {hours:.1f} h of CPU (goal {GOAL_H:g} h)")
    return int(hours > GOAL_H)


if __name__ == "__main__":
    sys.exit(main())
