"""Notices: what goes to a platform or an authority about one case, prepared here, sent by people.

Layer: domain, standard library only.
Flow: a confirmed case and what the holder says of itself -> alerts/notices -> files that a named
person sends. Nothing is sent by the program.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.domain.asset import Asset, Holder
from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import CaseFile
from monitor.domain.purchase import Purchase
from monitor.domain.verdict import Verdict


class NoticeForm(StrEnum):
    """Whom a notice is for."""

    CN_ECOMMERCE = "cn_ecommerce"
    DMCA = "dmca"
    DSA = "dsa"
    VERO = "vero"
    ALIBABA = "alibaba"
    TEMU = "temu"
    CSV = "csv"
    REFERRAL = "referral"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePacket:
    """Everything a notice is written from.

    verdict: the one over the asset that the notice is about. signer: the person who answers for it,
    None when nobody was named. on: the day it is written. purchases: test purchases on record.
    """

    file: CaseFile
    verdict: Verdict
    asset: Asset
    holder: Holder
    bundles: tuple[EvidenceBundle, ...]
    signer: str | None
    on: date
    purchases: tuple[Purchase, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a form asks for that is not there. source: who asks for it; mend: what to do."""

    what: str
    source: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDocument:
    """One file of a notice."""

    name: str
    content: bytes
