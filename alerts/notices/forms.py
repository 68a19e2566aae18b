"""Every form: what it asks for beyond what all ask for, and how it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alerts.notices import letters, tables
from alerts.notices import needs as n
from monitor.domain.notice import Gap, NoticeDocument, NoticeForm, NoticePacket


@dataclass(frozen=True, slots=True)
class Form:
    """title: for people; source: who asks; needs: beyond those of every form."""

    title: str
    source: str
    needs: Sequence[n.Need]
    write: Callable[[NoticePacket], NoticeDocument]


FORMS: Final[Mapping[NoticeForm, Form]] = {
    NoticeForm.CN_ECOMMERCE: Form(
        "notice to a platform in China",
        "E-Commerce Law of the PRC, art. 42",
        (n.NAME, n.ADDRESS, n.PHONE, n.EMAIL, n.IDENTITY, n.AUTHORITY, n.NUMBER, n.CERTIFICATE,
         n.COMPARED),
        letters.cn_ecommerce,
    ),
    NoticeForm.DMCA: Form(
        "notice of copied pictures and texts to a provider in the US",
        "17 U.S.C. 512(c)(3)",
        (n.COPYRIGHT, n.NAME, n.ADDRESS, n.PHONE, n.EMAIL, n.AUTHORITY),
        letters.dmca,
    ),
    NoticeForm.DSA: Form(
        "notice to a platform in the EU",
        "Regulation (EU) 2022/2065, art. 16(2)",
        (n.NAME, n.EMAIL, n.NUMBER, n.COMPARED),
        letters.dsa,
    ),
    NoticeForm.VERO: Form(
        "report to eBay",
        "eBay VeRO programme",
        (n.NAME, n.EMAIL, n.NUMBER, n.OFFICE, n.IN_HAND, n.COMPARED),
        tables.vero,
    ),
    NoticeForm.ALIBABA: Form(
        "complaint to Alibaba",
        "Alibaba intellectual property portal",
        (n.NAME, n.IDENTITY, n.AUTHORITY, n.NUMBER, n.CERTIFICATE, n.SELLER, n.IN_HAND, n.COMPARED),
        tables.alibaba,
    ),
    NoticeForm.TEMU: Form(
        "report to Temu",
        "Temu intellectual property policy",
        (n.NAME, n.EMAIL, n.NUMBER, n.IN_HAND, n.COMPARED),
        tables.temu,
    ),
    NoticeForm.CSV: Form(
        "a table for any portal",
        "portals of platforms",
        (n.NUMBER, n.COMPARED),
        tables.plain,
    ),
    NoticeForm.REFERRAL: Form(
        "referral to an authority",
        "transfer of leads (移送)",
        (n.NUMBER, n.OFFICE, n.SELLER),
        letters.referral,
    ),
}  # fmt: skip


def gaps(form: NoticeForm, packet: NoticePacket) -> list[Gap]:
    """Everything the form asks for that the packet has not, in the form's order."""
    asked = FORMS[form]
    found = (need.gap(packet, asked.source) for need in (*n.EVERY_FORM, *asked.needs))
    return [gap for gap in found if gap is not None]


def write(form: NoticeForm, packet: NoticePacket) -> tuple[NoticeDocument, NoticeDocument]:
    """The notice, and what its signer must read before.

    Raises:
        ValueError: something is missing; `gaps` says what.
    """
    missing = gaps(form, packet)
    if missing:
        message = f"{form.value} lacks {', '.join(gap.what for gap in missing)}"
        raise ValueError(message)
    return FORMS[form].write(packet), letters.for_the_signer(packet)
