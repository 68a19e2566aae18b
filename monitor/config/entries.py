"""The entries of all files, each with the place it was written at.

Layer: config. Flow: Documents -> Draft (entries, and the mistakes met) -> crosscheck, building.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from monitor.config.document import Document, Value
from monitor.config.document import Path as KeyPath
from monitor.config.environment import expanded
from monitor.config.faults import meant_key, missing_key, translate, unknown_key
from monitor.config.names import Names
from monitor.config.people_shape import PersonEntry, RecipientEntry
from monitor.config.rights_shape import (
    AssetEntry,
    ConfigFile,
    HolderEntry,
    RightsFile,
    SourceEntry,
    WatchEntry,
)
from monitor.config.service_shape import ServiceSection
from monitor.domain.errors import ConfigFault

M = TypeVar("M", bound=BaseModel)
M_co = TypeVar("M_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[M_co]):
    """One entry of a list, or the service: its model and where it stands.

    folder: what its relative paths are relative to.
    """

    model: M_co
    document: Document
    path: KeyPath
    folder: Path

    def fault(
        self, below: KeyPath, problem: str, remedy: str, *, at_key: bool = False
    ) -> ConfigFault:
        """A mistake at a key of the entry; `below` () = the entry itself."""
        return self.document.fault((*self.path, *below), problem, remedy, at_key=at_key)


@dataclass(slots=True)
class Draft:
    """What was read so far. names: of broken entries too."""

    service: Entry[ServiceSection] | None = None
    holders: list[Entry[HolderEntry]] = field(default_factory=list)
    assets: list[Entry[AssetEntry]] = field(default_factory=list)
    sources: list[Entry[SourceEntry]] = field(default_factory=list)
    watches: list[Entry[WatchEntry]] = field(default_factory=list)
    recipients: list[Entry[RecipientEntry]] = field(default_factory=list)
    people: list[Entry[PersonEntry]] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    faults: list[ConfigFault] = field(default_factory=list)

    def take(self, document: Document, folder: Path, *, main: bool) -> None:
        """Take all entries of one file; `main`: the file that may hold version and service."""
        values = document.value
        if not isinstance(values, dict):
            remedy = "Begin with `version: 1`." if main else "Begin with `assets:`."
            self.faults.append(document.fault((), "keys and values belong here", remedy))
            return
        if main:
            self._take_version(document, values)
            self._take_service(document, values.get("service"), folder)
        self._check_keys(document, values, main=main)
        self.holders += self._list(document, "holders", HolderEntry, folder)
        self.assets += self._list(document, "assets", AssetEntry, folder)
        self.sources += self._list(document, "sources", SourceEntry, folder)
        self.watches += self._list(document, "watches", WatchEntry, folder)
        self.recipients += self._list(document, "recipients", RecipientEntry, folder)
        self.people += self._list(document, "people", PersonEntry, folder)

    def _check_keys(self, document: Document, values: dict[str, Value], *, main: bool) -> None:
        shape = ConfigFile if main else RightsFile
        for key in values:
            if key in shape.model_fields or key == "version":
                continue
            if key == "service":
                problem = "`service` belongs in the main file"
                fault = document.fault((key,), problem, "Move it there.", at_key=True)
            else:
                fault = unknown_key(document, (key,), shape)
                self._note_all(document, meant_key(key, shape), (key,))
            self.faults.append(fault)

    def _note_all(self, document: Document, section: str | None, path: KeyPath) -> None:
        """Take the names of a list whose key is misspelt, so that references to them hold."""
        values = document.value if isinstance(document.value, dict) else {}
        written = values.get(str(path[-1]))
        if section and section not in values and isinstance(written, list):
            for index, value in enumerate(written):
                self.names.note(section, value, document, (*path, index))

    def _take_version(self, document: Document, values: dict[str, Value]) -> None:
        if "version" not in values:
            self.faults.append(missing_key(document, ("version",), ConfigFile))
        elif values["version"] != "1":
            problem = "this version of the format is not known to this program"
            self.faults.append(document.fault(("version",), problem, "Write `version: 1`."))

    def _take_service(self, document: Document, written: Value, folder: Path) -> None:
        value, faults = expanded(written, document, ("service",), os.environ)
        value = {} if value is None else value
        try:
            model = ServiceSection.model_validate(value)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            unset = {(fault.line, fault.column) for fault in faults}
            others = translate(errors, ServiceSection, document, ("service",))
            faults += [fault for fault in others if (fault.line, fault.column) not in unset]
        if faults:
            self.faults += faults
            return
        self.service = Entry(model=model, document=document, path=("service",), folder=folder)

    def _list(
        self, document: Document, section: str, model: type[M], folder: Path
    ) -> list[Entry[M]]:
        """The entries of one list that hold; the faults of the others are noted."""
        written = document.value.get(section) if isinstance(document.value, dict) else None
        if written is None:
            return []
        if not isinstance(written, list):
            remedy = f"Begin each entry with '- ':  {section}:  - id: ..."
            self.faults.append(document.fault((section,), "a list belongs here", remedy))
            return []
        entries: list[Entry[M]] = []
        for index, value in enumerate(written):
            path: KeyPath = (section, index)
            self.names.note(section, value, document, path)
            try:
                made = model.model_validate(value)
            except ValidationError as error:
                errors = error.errors(include_url=False)
                self.faults += translate(errors, model, document, path)
            else:
                entries.append(Entry(model=made, document=document, path=path, folder=folder))
        return entries
