"""Trademark XML of offices, streamed: WIPO ST.66, WIPO ST.96 and the USPTO's files.

One record is in memory at a time. Entities are not expanded, nothing outside the file is loaded.
The three formats differ in the names of their elements and little else, so one table holds them.

Layer: spiders.imports, no network.
Source: WIPO Standards ST.66 and ST.96 (element names); the USPTO's trademark applications DTD.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lxml import etree

from monitor.domain.errors import ImportRefused
from monitor.domain.supply import Refusal
from spiders.imports.bounds import opened
from spiders.imports.registers.right import (
    CORRECT,
    Days,
    RegisteredMark,
    classes_of,
    day_of,
    goods_of,
    number_of,
    numbered,
    status_of,
)

LONGEST_LINE: Final = 1 << 16
LARGEST_RECORD: Final = 1 << 24
"""Bytes between the ends of two records."""
RECORDS: Final = ("{*}TradeMark", "{*}Trademark", "case-file")
_ROOTS: Final = re.compile(
    rb"<(?:[\w.-]+:)?(?:TradeMark|Trademark|case-file|trademark-applications-daily)\b"
    rb"|<(?:[\w.-]+:)?(?:TradeMarkTransactionBody|TrademarkTransaction|TrademarkBag)\b"
    rb"|standards/XMLSchema/(?:trademarks|ST96/Trademark)"
)

# Below these, numbers and names are of something or somebody else.
_ELSEWHERE: Final = frozenset([
    "PriorityDetails",
    "PriorityBag",
    "Priority",
    "RepresentativeDetails",
    "RepresentativeBag",
    "SeniorityDetails",
    "SeniorityBag",
    "ExhibitionPriorityDetails",
    "MarkRecordDetails",
    "MarkRecordBag",
    "NationalTrademarkBag",
    "StaffDetails",
    "OppositionDetails",
    "OppositionBag",
    "CancellationDetails",
    "CorrespondenceAddress",
    "NationalCorrespondent",
    "RelatedMarkBag",
    "AssociatedMarkBag",
    "AssociatedMarks",
    "prior-registration-applications",
    "foreign-applications",
    "correspondent",
    "madrid-international-filing-requests",
])
_FIELDS: Final[Mapping[str, str]] = {
    "ApplicationNumber": "application_number",
    "ApplicationNumberText": "application_number",
    "serial-number": "application_number",
    "RegistrationNumber": "registration_number",
    "registration-number": "registration_number",
    "RegistrationOfficeCode": "office",
    "ApplicationDate": "application_date",
    "filing-date": "application_date",
    "RegistrationDate": "registration_date",
    "registration-date": "registration_date",
    "ExpiryDate": "expiry_date",
    "MarkCurrentStatusCode": "status",
    "status-code": "status",
    "MarkVerbalElementText": "text",
    "MarkSignificantVerbalElementText": "text",
    "mark-identification": "text",
    "MarkImageFilename": "image",
    "FileName": "image",
    "ClassNumber": "classes",
    "international-code": "classes",
    "GoodsServicesDescription": "goods",
    "GoodsServicesDescriptionText": "goods",
    "ViennaCategory": "vienna",
    "ViennaDivision": "vienna",
    "ViennaSection": "vienna",
    "ViennaClassNumber": "vienna_codes",
}
_OWNERS: Final = frozenset([
    "ApplicantDetails",
    "HolderDetails",
    "ApplicantBag",
    "HolderBag",
    "case-file-owners",
])
_NAMES: Final = frozenset([
    "FreeFormatNameLine",
    "OrganizationName",
    "OrganizationStandardName",
    "EntityName",
    "LastName",
    "PersonFullName",
    "party-name",
])
_STATEMENT, _GOODS_CODE = "case-file-statement", "GS"


def is_marks_xml(path: Path) -> bool:
    """Whether a file begins as trademark XML does."""
    with opened(path) as file:
        head = file.read(1 << 16).lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and _ROOTS.search(head) is not None


def read_xml(path: Path, office: str | None) -> Iterator[RegisteredMark | Refusal]:
    """Every mark of a file, or why it is none. office: where a record names none.

    Raises:
        ImportRefused: it is no XML to its end; what came before stands.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=RECORDS,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    first = line = since = 0
    with opened(path) as file:
        try:
            while step := file.readline(LONGEST_LINE):
                since += len(step)
                if since > LARGEST_RECORD:
                    problem = f"has a record of more than {LARGEST_RECORD:,} bytes in line {first}"
                    raise ImportRefused(problem, CORRECT)
                parser.feed(step)
                for event, element in parser.read_events():
                    if event == "start":
                        first = line + 1
                        continue
                    yield _outcome(f"{path.name}:{first}", element, office)
                    _forget(element)
                    since = 0
                line += step.endswith(b"\n")
            parser.close()
        except etree.XMLSyntaxError as error:
            problem = f"is no XML from line {line + 1} on: {str(error)[:160]}"
            raise ImportRefused(problem, "Fetch the file again.") from error


def _forget(element: Any) -> None:  # noqa: ANN401 - an lxml element
    """Let the record go, and what stands before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@dataclass(slots=True)
class _Gathered:
    """What a record says, by field, in the order of the file."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    owner: list[str] = field(default_factory=list)

    def add(self, name: str, text: str) -> None:
        self.texts.setdefault(name, []).append(text)

    def first(self, name: str) -> str:
        return self.texts.get(name, [""])[0]


def _outcome(place: str, element: Any, office: str | None) -> RegisteredMark | Refusal:  # noqa: ANN401
    gathered = _Gathered()
    _gather(element, gathered, owner=False)
    try:
        return _mark(place, gathered, office)
    except ImportRefused as error:
        number = gathered.first("registration_number") or gathered.first("application_number")
        problem = f"the mark {number[:40]}: {error.problem}" if number else error.problem
        return Refusal(place=place, problem=problem, remedy=error.remedy)


def _gather(element: Any, into: _Gathered, *, owner: bool) -> None:  # noqa: ANN401
    """Walk a record; its depth is bounded by the parser (256)."""
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name in _ELSEWHERE:
            continue
        if name == _STATEMENT:
            code = (child.findtext("type-code") or "").strip()
            if code.startswith(_GOODS_CODE):
                into.add("goods", child.findtext("text") or "")
            continue
        is_owner = owner or name in _OWNERS
        _take(name, (child.text or "").strip(), into, owner=is_owner)
        _gather(child, into, owner=is_owner)


def _take(name: str, text: str, into: _Gathered, *, owner: bool) -> None:
    """One element's own text."""
    if text and owner and name in _NAMES:
        into.owner.append(text)
    elif text and name in _FIELDS and not owner:
        into.add(_FIELDS[name], text)


def _mark(place: str, said: _Gathered, office: str | None) -> RegisteredMark:
    """The record as a mark.

    Raises:
        ImportRefused: an element says what it cannot say.
    """
    codes = [code for code in said.texts.get("classes", []) if code.isdecimal() and code != "000"]
    vienna = said.texts.get("vienna", [])
    triples = [".".join(vienna[at : at + 3]) for at in range(0, len(vienna) - 2, 3)]
    mark = RegisteredMark(
        place=place,
        office=office or said.first("office") or None,
        registration_number=number_of(said.first("registration_number")),
        application_number=number_of(said.first("application_number")),
        text=" ".join(said.first("text").split()) or None,
        applicant=said.owner[-1] if said.owner else None,
        status=status_of(said.first("status")),
        application_date=day_of(said.first("application_date"), Days.YEAR_FIRST),
        registration_date=day_of(said.first("registration_date"), Days.YEAR_FIRST),
        expiry_date=day_of(said.first("expiry_date"), Days.YEAR_FIRST),
        classes=classes_of(" ".join(codes)),
        goods=goods_of(";".join(said.texts.get("goods", []))),
        vienna_codes=tuple(said.texts.get("vienna_codes", triples)),
        image=said.first("image") or None,
    )
    return numbered(mark)
