"""Words of the evidence of a case."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWords:
    """One language."""

    title: str
    lead: str
    open: str
    back: str
    none: str
    gone: str
    verify: str
    checks: str
    all_passed: str
    missing: str
    files: str
    file: str
    size: str
    digest: str
    take: str
    packet: str
    packet_holds: str


ENGLISH: Final = EvidenceWords(
    title="Evidence of {number}",
    lead="Sealed as it was taken. Who looks at it, verifies it or takes it is written down.",
    open="Files, digests, verification",
    back="Back to the case",
    none="Nothing of this case is sealed yet.",
    gone="The files are not in the store of evidence.",
    verify="Verify now",
    checks="Verification",
    all_passed="Every check passed.",
    missing="Missing",
    files="Files",
    file="File",
    size="Bytes",
    digest="SHA-256",
    take="Take {name}",
    packet="Download the packet (ZIP)",
    packet_holds="Reports in Chinese and English, the evidence with its seals, and how anybody "
    "checks it. That it was handed out stands in the history.",
)
CHINESE: Final = EvidenceWords(
    title="{number} 的证据",
    lead="按取得时的原样封存。谁查看、核验或下载过证据，均有记录。",
    open="文件、摘要、核验",
    back="返回案件",
    none="本案尚未封存证据。",
    gone="证据库中没有这些文件。",
    verify="立即核验",
    checks="核验情况",
    all_passed="全部检查均已通过。",
    missing="缺失",
    files="文件",
    file="文件",
    size="字节",
    digest="摘要（SHA-256）",
    take="下载 {name}",
    packet="下载案件材料包（ZIP）",
    packet_holds="内含中英文报告、封存的证据及其封印，以及核验方法。下载即视为移交，会记入案件经过。",
)
