"""What an import of registered marks is wired of: exports, holders, and files of rights.d/."""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from monitor.domain.errors import ConfigFault, ConfigRefused, ImportRefused
from monitor.domain.supply import Refusal, Remark

if TYPE_CHECKING:
    from monitor.config.document import Value
    from monitor.config.entries import Entry
    from monitor.config.loading import Configuration
    from monitor.config.rights_files import Differences
    from monitor.config.rights_shape import AssetEntry
    from spiders.imports.registers import RegisteredMark, Wishes

SAID_BY_EXPORTS: Final = frozenset({
    "id", "kind", "holder", "text", "office", "application_number", "registration_number",
    "status", "application_date", "registration_date", "expiry_date", "territories",
    "nice_classes",
})  # fmt: skip
"""Keys that an export rules; what people add to the others stays."""
_BUREAUS: Final = frozenset({"WO", "IB"})
"""Offices whose register says nothing of where the right is in force."""


@dataclass(slots=True)
class RightsReport:
    """What an import of marks found. total: assets in its files after it."""

    differences: "Differences | None" = None
    total: int = 0
    rows: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        """Count a refusal; the first thousand are told."""
        self.refused += 1
        if len(self.refusals) < 1000:
            self.refusals.append(refusal)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsWishes:
    """What the operator asks. name: of the files. holder: of every row; None = by its name."""

    name: str
    holder: str | None
    export: "Wishes"
    dry_run: bool = False


def import_rights(config: Path, paths: Sequence[Path], wishes: RightsWishes) -> RightsReport:
    """Read exports, compare them with what earlier ones left, and write the files of rights.d/.

    Raises:
        ConfigRefused: the configuration they would belong to holds mistakes of its own.
        ImportRefused: there is no holder of the id that was asked for.
    """
    from monitor.config.loading import INCLUDES
    from monitor.config.rights_files import differences, files_of, split, write

    own = files_of(config, wishes.name)
    configuration = _sound(config, own)
    mine, others = split(configuration, own)
    before = {entry.model.id: entry for entry in mine}
    report = RightsReport()
    holders = {entry.model.id: entry.model.name for entry in configuration.draft.holders}
    gathered = _Gathered(_Holders(holders, wishes.holder), config.absolute().parent / INCLUDES)
    for path in paths:
        _read(path, wishes, gathered, report)
    now = _entries(gathered, before, _elsewhere(others, report, gathered), report)
    models = [{id_: one.model for id_, one in them.items()} for them in (before, now)]
    report.differences, report.total = differences(*models), len(now)
    if not wishes.dry_run and now:
        sources = ", ".join(path.name for path in paths)
        note = f"Written by `rightswatch import` from {sources}: the next import replaces it."
        values = [now[id_].document.value for id_ in sorted(now)]
        report.files = write(config, wishes.name, values, note)  # type: ignore[arg-type]
    return report


def _sound(config: Path, own: Sequence[Path]) -> "Configuration":
    """The configuration, sound but for the files that are written anew.

    Raises:
        ConfigRefused: it holds mistakes elsewhere.
    """
    from monitor.config.loading import read_configuration

    configuration = read_configuration(config)
    names = {str(path) for path in own}
    mistakes = [one for one in configuration.faults if one.file not in names]
    if mistakes:
        raise ConfigRefused(mistakes)
    return configuration


def _read(path: Path, wishes: RightsWishes, into: "_Gathered", report: RightsReport) -> None:
    from spiders.imports.registers import read_marks

    try:
        for outcome in read_marks(path, wishes.export):
            if isinstance(outcome, Remark):
                report.remarks.append(outcome)
                continue
            report.rows += 1
            if isinstance(outcome, Refusal):
                report.refuse(outcome)
                continue
            try:
                into.add(outcome, path)
            except ImportRefused as error:
                told = Refusal(place=outcome.place, problem=error.problem, remedy=error.remedy)
                report.refuse(told)
    except ImportRefused as error:
        report.refuse(Refusal(place=str(path), problem=error.problem, remedy=error.remedy))


class _Holders:
    """Whose a mark is. names: id -> name as registered. chosen: whose all are; None = by name."""

    def __init__(self, names: Mapping[str, str], chosen: str | None) -> None:
        """See the class.

        Raises:
            ImportRefused: there is no holder of the chosen id.
        """
        if chosen is not None and chosen not in names:
            problem = f"there is no holder {chosen}"
            raise ImportRefused(problem, f"Holders are: {', '.join(sorted(names)) or 'none yet'}.")
        self._names = names
        self._chosen = chosen
        self._by_name = {_bare(name): id_ for id_, name in names.items()}

    def of(self, applicant: str | None) -> str:
        """Id of a holder.

        Raises:
            ImportRefused: there is none of that name.
        """
        if self._chosen is not None:
            return self._chosen
        found = self._by_name.get(_bare(applicant or ""))
        if found is None:
            problem = f"no holder is called {(applicant or 'nothing')[:80]!r}"
            ids = ", ".join(sorted(self._names)[:10]) or "none yet"
            remedy = f"Add it to `holders`, or name one with --holder (there are: {ids})."
            raise ImportRefused(problem, remedy)
        return found


class _Gathered:
    """Marks by their id: what several rows or files say of one is put together."""

    def __init__(self, holders: _Holders, folder: Path) -> None:
        self._holders = holders
        self._folder = folder
        self.values: dict[str, dict[str, Value]] = {}
        self.places: dict[str, str] = {}

    def add(self, mark: "RegisteredMark", path: Path) -> None:
        """Take one mark, or one more class of it.

        Raises:
            ImportRefused: it cannot be an asset, or says otherwise than an earlier row.
        """
        values = self._written(mark, path)
        id_ = str(values["id"])
        known = self.values.get(id_)
        if known is None:
            self.values[id_] = values
            self.places[id_] = mark.place
            return
        if known.get("text") != values.get("text"):
            problem = f"{id_} is {mark.text!r} here and {known.get('text')!r} in {self.places[id_]}"
            raise ImportRefused(problem, "One number is one mark: correct one of the two.")
        for key in ("nice_classes", "goods", "vienna_codes"):
            both = [*_many(known.get(key)), *_many(values.get(key))]
            if both:
                known[key] = list(dict.fromkeys(both))

    def _written(self, mark: "RegisteredMark", path: Path) -> "dict[str, Value]":
        """The asset as the configuration writes it.

        Raises:
            ImportRefused: nothing of it can be compared, or it is nobody's.
        """
        image = self._image(mark, path)
        if not mark.text and not image:
            problem = "has neither words nor a picture, so nothing can be compared with it"
            raise ImportRefused(problem, "Add its picture: a column with the name of a file.")
        values: dict[str, Value | tuple[object, ...] | None] = {
            "id": _id(mark),
            "kind": _kind(mark, image),
            "holder": self._holders.of(mark.applicant),
            "text": mark.text,
            "office": mark.office,
            "registration_number": mark.registration_number,
            "application_number": mark.application_number,
            "status": mark.status.value if mark.status else None,
            "application_date": _iso(mark.application_date),
            "registration_date": _iso(mark.registration_date),
            "expiry_date": _iso(mark.expiry_date),
            "territories": mark.territories or _home(mark.office),
            "nice_classes": mark.classes,
            "vienna_codes": mark.vienna_codes if image else (),
            "goods": mark.goods,
            "images": (image,) if image else (),
        }
        return {
            key: [str(one) for one in value] if isinstance(value, tuple) else value
            for key, value in values.items()
            if value
        }

    def _image(self, mark: "RegisteredMark", path: Path) -> str | None:
        """The mark's picture, relative to the files that will name it; None = not there."""
        if not mark.image:
            return None
        picture = path.absolute().parent / mark.image
        return os.path.relpath(picture, self._folder) if picture.is_file() else None


def _id(mark: "RegisteredMark") -> str:
    """Office and number, as an id is written."""
    number = mark.registration_number or mark.application_number or ""
    return re.sub(r"[^a-z0-9.]+", "-", f"{mark.office or 'mark'}-{number}".lower())[:64]


def _kind(mark: "RegisteredMark", image: str | None) -> str:
    if not image:
        return "word_mark"
    return "combined_mark" if mark.text else "figurative_mark"


def _home(office: str | None) -> tuple[str, ...]:
    """Where a right of an office is in force."""
    return (office,) if office and office not in _BUREAUS else ()


def _elsewhere(
    others: "Iterable[Entry[AssetEntry]]", report: RightsReport, gathered: _Gathered
) -> set[str]:
    """Ids that people have registered by hand already: theirs stands."""
    numbers = {(str(one.model.office), one.model.registration_number): one for one in others}
    ids = {one.model.id: one for one in others}
    found = set()
    for id_, values in gathered.values.items():
        number = values.get("registration_number")
        key = (str(values.get("office")), str(number))
        there = ids.get(id_) or (numbers.get(key) if number else None)
        if there is not None:
            found.add(id_)
            text = f"{id_} is registered already, as {there.model.id} in {there.document.file}"
            report.remarks.append(Remark(place=gathered.places[id_], text=text))
    return found


def _entries(
    gathered: _Gathered,
    before: "Mapping[str, Entry[AssetEntry]]",
    elsewhere: set[str],
    report: RightsReport,
) -> "dict[str, Entry[AssetEntry]]":
    """What the configuration would take, with what people added to earlier ones."""
    from monitor.config.rights_files import checked, inconsistent

    now = {}
    for id_, values in gathered.values.items():
        if id_ in elsewhere:
            continue
        file, _, line = gathered.places[id_].rpartition(":")
        entry = checked(_kept(values, before.get(id_)), file, int(line))
        if isinstance(entry, list):
            _tell(entry, report)
        else:
            now[id_] = entry
    wrong = inconsistent(list(now.values()))
    _tell(wrong, report)
    at = {(fault.file, fault.line) for fault in wrong}
    return {
        id_: entry
        for id_, entry in now.items()
        if (entry.document.file, entry.document.place.line + 1) not in at
    }


def _kept(values: "dict[str, Value]", old: "Entry[AssetEntry] | None") -> "dict[str, Value]":
    """With keys that people added to what an earlier import wrote."""
    if old is None:
        return values
    written = old.document.value
    for step in old.path:
        written = written[step]  # type: ignore[index]
    more = {
        key: value
        for key, value in (written.items() if isinstance(written, dict) else ())
        if key not in SAID_BY_EXPORTS and key not in values
    }
    return {**values, **more}


def _tell(faults: Sequence[ConfigFault], report: RightsReport) -> None:
    for fault in faults:
        problem = f"{fault.key}: {fault.problem}" if fault.key else fault.problem
        place = f"{fault.file}:{fault.line}"
        report.refuse(Refusal(place=place, problem=problem, remedy=fault.remedy))


def _many(value: "Value") -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _bare(name: str) -> str:
    """A name without what is written now so, now so: width, case, spaces, stops."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in text if letter.isalnum())
