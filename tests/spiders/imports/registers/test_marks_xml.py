"""Trademark XML of three kinds: streamed, located, and never led astray."""

from datetime import date
from pathlib import Path

import pytest

from monitor.domain.asset import RightStatus
from monitor.domain.errors import ImportRefused
from monitor.domain.supply import Refusal
from spiders.imports.registers import RegisteredMark, Wishes, is_export, read_marks

ST66 = """<?xml version="1.0" encoding="UTF-8"?>
<Transaction xmlns="http://www.wipo.int/standards/XMLSchema/trademarks">
<TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails>
<TradeMark operationCode="Insert">
  <RegistrationOfficeCode>EM</RegistrationOfficeCode>
  <ApplicationNumber>000012345</ApplicationNumber>
  <ApplicationDate>2010-01-02</ApplicationDate>
  <RegistrationDate>2011-02-03+01:00</RegistrationDate>
  <ExpiryDate>2031-01-02</ExpiryDate>
  <MarkCurrentStatusCode>Registered</MarkCurrentStatusCode>
  <PriorityDetails><Priority><ApplicationNumber>999</ApplicationNumber></Priority></PriorityDetails>
  <WordMarkSpecification><MarkVerbalElementText>ZORVEX</MarkVerbalElementText></WordMarkSpecification>
  <GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription>
    <ClassNumber>18</ClassNumber>
    <GoodsServicesDescription languageCode="en">Bags; purses</GoodsServicesDescription>
  </ClassDescription></ClassDescriptionDetails></GoodsServices></GoodsServicesDetails>
  <ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name><FreeFormatName>
    <FreeFormatNameDetails><FreeFormatNameLine>Zorvex B.V.</FreeFormatNameLine>
  </FreeFormatNameDetails></FreeFormatName></Name></FormattedNameAddress></ApplicantAddressBook>
  </Applicant></ApplicantDetails>
</TradeMark>
<TradeMark><ApplicationNumber>2</ApplicationNumber><ExpiryDate>soon</ExpiryDate></TradeMark>
</TradeMarkDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody>
</Transaction>
"""
ST96 = """<?xml version="1.0" encoding="UTF-8"?>
<tmk:TrademarkBag xmlns:tmk="http://www.wipo.int/standards/XMLSchema/ST96/Trademark"
 xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common">
<tmk:Trademark>
  <com:RegistrationOfficeCode>WO</com:RegistrationOfficeCode>
  <com:RegistrationNumber>1234567</com:RegistrationNumber>
  <tmk:MarkRepresentation><tmk:MarkReproduction><tmk:WordMarkSpecification>
    <tmk:MarkVerbalElementText>ZORVEX</tmk:MarkVerbalElementText>
  </tmk:WordMarkSpecification></tmk:MarkReproduction></tmk:MarkRepresentation>
  <tmk:GoodsServicesBag><tmk:GoodsServices><tmk:ClassDescriptionBag><tmk:ClassDescription>
    <tmk:ClassNumber>25</tmk:ClassNumber>
    <tmk:GoodsServicesDescriptionText>Shoes.</tmk:GoodsServicesDescriptionText>
  </tmk:ClassDescription></tmk:ClassDescriptionBag></tmk:GoodsServices></tmk:GoodsServicesBag>
  <tmk:HolderBag><tmk:Holder><com:Contact><com:Name><com:OrganizationName>
    <com:OrganizationStandardName>Zorvex B.V.</com:OrganizationStandardName>
  </com:OrganizationName></com:Name></com:Contact></tmk:Holder></tmk:HolderBag>
</tmk:Trademark>
</tmk:TrademarkBag>
"""
USPTO = """<?xml version="1.0" encoding="UTF-8"?>
<trademark-applications-daily><application-information><file-segments><action-keys>
<case-file>
  <serial-number>86123456</serial-number>
  <registration-number>4123456</registration-number>
  <case-file-header>
    <filing-date>20140331</filing-date><registration-date>20150203</registration-date>
    <status-code>800</status-code><mark-identification>ZORVEX</mark-identification>
  </case-file-header>
  <case-file-statements><case-file-statement>
    <type-code>GS0181</type-code><text>Handbags; Purses</text>
  </case-file-statement><case-file-statement>
    <type-code>CC0000</type-code><text>Color is not claimed</text>
  </case-file-statement></case-file-statements>
  <classifications><classification>
    <international-code-total-no>1</international-code-total-no>
    <international-code>018</international-code>
  </classification></classifications>
  <case-file-owners><case-file-owner><party-name>Zorvex B.V.</party-name></case-file-owner>
  </case-file-owners>
</case-file>
</action-keys></file-segments></application-information></trademark-applications-daily>
"""


def read(folder: Path, content: str, office: str | None = None) -> list[object]:
    path = folder / "marks.xml"
    path.write_text(content, encoding="utf-8")
    return list(read_marks(path, Wishes(office=office)))


def test_st66_is_read_and_what_is_wrong_is_located(tmp_path: Path) -> None:
    mark, wrong = read(tmp_path, ST66)
    assert is_export(tmp_path / "marks.xml", Wishes())
    assert mark == RegisteredMark(
        place="marks.xml:4",
        office="EM",
        application_number="000012345",
        text="ZORVEX",
        applicant="Zorvex B.V.",
        status=RightStatus.REGISTERED,
        application_date=date(2010, 1, 2),
        registration_date=date(2011, 2, 3),
        expiry_date=date(2031, 1, 2),
        classes=(18,),
        goods=("Bags", "purses"),
    )
    assert isinstance(wrong, Refusal)
    assert (wrong.place, wrong.problem) == ("marks.xml:22", "the mark 2: 'soon' is no date")


def test_st96_is_read(tmp_path: Path) -> None:
    (mark,) = read(tmp_path, ST96)
    assert isinstance(mark, RegisteredMark)
    assert (mark.office, mark.registration_number, mark.text) == ("WO", "1234567", "ZORVEX")
    assert (mark.classes, mark.goods, mark.applicant) == ((25,), ("Shoes",), "Zorvex B.V.")


def test_files_of_the_uspto_are_read(tmp_path: Path) -> None:
    (mark,) = read(tmp_path, USPTO, "US")
    assert isinstance(mark, RegisteredMark)
    assert (mark.application_number, mark.registration_number) == ("86123456", "4123456")
    assert (mark.status, mark.classes) == (RightStatus.REGISTERED, (18,))
    assert (mark.goods, mark.applicant) == (("Handbags", "Purses"), "Zorvex B.V.")
    assert (mark.application_date, mark.registration_date) == (
        date(2014, 3, 31),
        date(2015, 2, 3),
    )


def test_entities_are_not_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    doctype = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "AAAA">]>'
    content = ST96.replace("\n<tmk:TrademarkBag", f"{doctype}\n<tmk:TrademarkBag", 1)
    (mark,) = read(tmp_path, content.replace(">ZORVEX<", ">ZORVEX&f;&a;<"))
    assert isinstance(mark, RegisteredMark)
    assert mark.text == "ZORVEX"


@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_file_that_was_cut_off_says_where(tmp_path: Path, cut: float) -> None:
    with pytest.raises(ImportRefused, match=r"is no XML from line \d+ on"):
        read(tmp_path, ST66[: int(len(ST66) * cut)])


def test_each_of_many_records_is_found_at_its_line(tmp_path: Path) -> None:
    record = ST96[ST96.index("<tmk:Trademark>") : ST96.index("</tmk:TrademarkBag>")]
    content = ST96.replace(record, record * 400)
    path = tmp_path / "marks.xml"
    path.write_text(content, encoding="utf-8")
    places = [one.place for one in read_marks(path, Wishes()) if isinstance(one, RegisteredMark)]
    assert len(places) == 400
    assert places[-1] == f"marks.xml:{4 + 399 * record.count(chr(10))}"
