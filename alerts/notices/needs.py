"""What forms ask for: each need knows who asks, how to see that it is met, and what to do if not.

Sources: E-Commerce Law of the PRC art. 42; 17 U.S.C. 512(c)(3)(A); Regulation (EU) 2022/2065 (DSA)
art. 16(2); the published rules of the platforms named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from monitor.domain.asset import AssetKind
from monitor.domain.case import CaseState
from monitor.domain.notice import Gap, NoticePacket
from monitor.domain.signal import Ground

_HOLDER: Final = "holders[].notices in rightswatch.yaml"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a form asks for. is_met: over the packet; mend: what to do when it is not."""

    what: str
    mend: str
    is_met: Callable[[NoticePacket], bool]

    def gap(self, packet: NoticePacket, source: str) -> Gap | None:
        """The gap, or None when the packet has it."""
        if self.is_met(packet):
            return None
        return Gap(what=self.what, source=source, mend=self.mend)


CONFIRMED: Final = Need(
    "a person's confirmation of the case",
    "look at the case, then `rightswatch cases confirm NUMBER`",
    lambda packet: packet.file.case.state is CaseState.CONFIRMED,
)
ENFORCEABLE: Final = Need(
    "a right that can be enforced against this offer",
    "see the gate of the verdict: `rightswatch cases show NUMBER`",
    lambda packet: packet.verdict.gate.enforceable,
)
EVIDENCE: Final = Need(
    "sealed evidence of the offer, with the page as a browser showed it",
    "wait for the capture, or see `rightswatch doctor` for the browser",
    lambda packet: any(not bundle.missing for bundle in packet.bundles),
)
SIGNER: Final = Need(
    "the person who answers for the notice",
    "name the person with --by",
    lambda packet: bool(packet.signer),
)
NUMBER: Final = Need(
    "the number of the registration",
    "write registration_number (or application_number) of the asset",
    lambda packet: bool(packet.asset.registration_number or packet.asset.application_number),
)
OFFICE: Final = Need(
    "the office of registration",
    "write office of the asset",
    lambda packet: bool(packet.asset.office),
)
CERTIFICATE: Final = Need(
    "a copy of the certificate",
    f"write the file under {_HOLDER}, certificates",
    lambda packet: bool(
        packet.holder.notices and packet.holder.notices.certificates.get(packet.asset.id)
    ),
)
NAME: Final = Need(
    "the complainant's full name",
    f"write legal_name under {_HOLDER}",
    lambda packet: bool(packet.holder.notices and packet.holder.notices.legal_name),
)
ADDRESS: Final = Need(
    "the complainant's address",
    f"write address under {_HOLDER}",
    lambda packet: bool(packet.holder.notices and packet.holder.notices.address),
)
PHONE: Final = Need(
    "the complainant's phone number",
    f"write phone under {_HOLDER}",
    lambda packet: bool(packet.holder.notices and packet.holder.notices.phone),
)
AUTHORITY: Final = Need(
    "the power of attorney of the agent who signs",
    f"write power_of_attorney under {_HOLDER}: the file",
    lambda packet: bool(
        packet.holder.notices
        and (not packet.holder.notices.is_agent or packet.holder.notices.power_of_attorney)
    ),
)
EMAIL: Final = Need(
    "the complainant's e-mail address",
    "write a contact of the holder",
    lambda packet: bool(packet.holder.contacts),
)
IDENTITY: Final = Need(
    "proof of the complainant's identity (business licence or identity card)",
    f"write identity_document under {_HOLDER}: the file",
    lambda packet: bool(packet.holder.notices and packet.holder.notices.identity_document),
)
URL: Final = Need(
    "the exact address of the offer",
    "the offer has none: nothing can be located",
    lambda packet: packet.file.sighting.offer.url.startswith(("http://", "https://")),
)
SELLER: Final = Need(
    "the seller's name or number on the platform",
    "the page shows none: look the seller up and add it by hand",
    lambda packet: packet.file.sighting.offer.seller is not None,
)
REASONS: Final = Need(
    "reasons that say what infringes and why",
    "the verdict has no signal: nothing can be substantiated",
    lambda packet: bool(packet.verdict.signals),
)
COPYRIGHT: Final = Need(
    "a ground of copyright: this form is for nothing else",
    "use another form for marks, designs and patents",
    lambda packet: (
        packet.asset.kind is AssetKind.COPYRIGHT_WORK
        and Ground.COPYRIGHT_IMAGE in packet.verdict.grounds
    ),
)
COMPARED: Final = Need(
    "a comparison of features, as patents and designs need one",
    "the verdict carries no chart: compare by hand and use another way",
    lambda packet: (
        packet.asset.kind not in {AssetKind.PATENT, AssetKind.UTILITY_MODEL}
        or any(signal.chart for signal in packet.verdict.signals)
    ),
)


IN_HAND: Final = Need(
    "a test purchase on record, since the ground is counterfeit",
    "buy one, examine it, and record it: `rightswatch purchases ordered NUMBER`",
    lambda packet: Ground.COUNTERFEIT not in packet.verdict.grounds or bool(packet.purchases),
)
EVERY_FORM: Final = (CONFIRMED, ENFORCEABLE, EVIDENCE, URL, REASONS, SIGNER)
"""What no notice goes without, whoever it is for."""
