"""Patent claims read into elements: what each independent claim asks for, piece by piece.

Drafting follows two habits. English: a preamble, a transition ("comprising"), elements parted by
commas and semicolons, "wherein" clauses. Chinese: 一种X，包括A、B和C，其特征在于：clauses.
Source: two-part form of claims, Rule 43(1) of the EPC regulations and Rule 24 of the Implementing
Regulations of the Patent Law of the PRC (独立权利要求 = 前序部分 + 特征部分).
"""

import re
from dataclasses import dataclass
from typing import Final

_NUMBERED: Final = re.compile(r"(?:^|\n)\s*(\d{1,3})\s*[.、．)]\s*")
_DEPENDS: Final = re.compile(
    r"\b(?:of|to|in|with|by)\s+(?:any\s+(?:one\s+)?of\s+)?(?:the\s+)?(?:preceding\s+)?claims?\b"
    r"|\bas\s+claimed\s+in\b|\baccording\s+to\b[^,;]{0,40}\bclaims?\b"
    r"|(?:根据|如|按照|依据|基于)?\s*(?:前述)?\s*(?:任一|任意一项)?权利要求\s*\d?",
    re.IGNORECASE,
)
_TRANSITION: Final = re.compile(
    r"[,，]?\s*(?:\b(?:which|that)\s+)?\b(?:comprising|comprises|comprise|including|includes|"
    r"consisting\s+(?:essentially\s+)?of|consists\s+of|characteri[sz]ed\s+(?:in\s+that|by)|wherein)\b"
    r"\s*(?:the\s+steps\s+of)?\s*:?|[,，]?\s*(?:其?包括有?|包含有?|由|具有|设有)[:：]?"
    r"|[,，;；]?\s*其?特征(?:在于|是)[:：,，]?",
    re.IGNORECASE,
)
_CHARACTERISED: Final = re.compile(r"[,，;；]?\s*其?特征(?:在于|是)\s*[:：,，]?")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_NEXT: Final = (
    r"(?:an?|at\s+least|one\s+or\s+more|two|three|four|five|six|seven|eight|ten|several|"
    r"a\s+plurality\s+of|wherein|whereby|the\s+[\w-]+(?:\s+[\w-]+){0,3}?\s+"
    r"(?:being|having|comprising|is|are|has|includes?|comprises?)|said|each)\b"
)
_GOES_ON: Final = (
    r"(?:which|that|for|to|in|on|at|of|such|by|with|thereby|preferably|the|when|so|or|as|where|"
    r"\w+ed|\w+ing)\b"
)
_ADJECTIVE: Final = re.compile(
    r"(?:an?|the)\s+\w*(?:able|ible|ed|ic|al|ive|ous|soft|hard|flat|long)$", re.IGNORECASE
)
_CUT: Final = re.compile(
    rf"\s*;\s*(?:and\s+)?|\s*,\s*(?:and\s+)?(?={_NEXT})|\s+and\s+(?={_NEXT})"
    rf"|\s*,\s*(?:and\s+)?(?!{_GOES_ON})(?=[a-z])",
    re.IGNORECASE,
)
_WHEREIN: Final = re.compile(
    r"^(?:and\s+)?(?:wherein|whereby|characteri[sz]ed\s+in\s+that)\s*", re.IGNORECASE
)
_CUT_HAN: Final = re.compile(r"[,，;；。]")
_LISTED: Final = re.compile(r"[、]|以及|(?<=[\u3400-\u9fff])[和及与](?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class ClaimElement:
    """One thing the claim asks for. claim: its number; text: as the claim words it."""

    claim: int
    text: str
    is_preamble: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. number: as printed, 1 where none is. depends: it builds on another claim."""

    number: int
    text: str
    depends: bool
    elements: tuple[ClaimElement, ...]


def parse_claims(texts: tuple[str, ...]) -> tuple[Claim, ...]:
    """Read claims, one or several to an entry.

    Returns:
        Every claim in order. A dependent claim has no elements: whoever does not practise the
        claim it builds on does not practise it either.
    """
    return tuple(_claim(number, body) for text in texts for number, body in _numbered(text))


def _numbered(text: str) -> list[tuple[int, str]]:
    begins = list(_NUMBERED.finditer(text))
    if not begins:
        return [(1, text.strip())] if text.strip() else []
    ends = [begin.start() for begin in begins[1:]] + [len(text)]
    return [
        (int(begin.group(1)), text[begin.end() : end].strip())
        for begin, end in zip(begins, ends, strict=True)
    ]


def _claim(number: int, body: str) -> Claim:
    if _DEPENDS.search(body[:160]):
        return Claim(number, body, depends=True, elements=())
    found = _TRANSITION.search(body)
    if found is None:
        return Claim(
            number, body, depends=False, elements=(ClaimElement(number, body, is_preamble=True),)
        )
    preamble = body[: found.start()].strip(" ,，")
    rest = body[found.end() :].strip(" .。;；")
    pieces = _han_pieces(rest) if _HAN.search(rest) else _pieces(rest)
    elements = [ClaimElement(number, preamble, is_preamble=True)] if preamble else []
    elements += [ClaimElement(number, piece) for piece in pieces]
    return Claim(number, body, depends=False, elements=tuple(elements))


def _pieces(rest: str) -> list[str]:
    parts = (_WHEREIN.sub("", part).strip(" ,.;:") for part in _CUT.split(rest))
    return _joined([part for part in parts if part])


def _joined(parts: list[str]) -> list[str]:
    """A piece that only continues the one before ("a first handle" + "a second handle ...")."""
    pieces: list[str] = []
    for part in parts:
        if pieces and re.match(r"(?:a|an|the)\s+second\b", part, re.IGNORECASE):
            pieces[-1] += f" and {part}"
        elif pieces and _ADJECTIVE.match(pieces[-1]):
            pieces[-1] += f", {part}"
        else:
            pieces.append(part)
    return pieces


def _han_pieces(rest: str) -> list[str]:
    """What 包括 lists, then the clauses behind 其特征在于."""
    halves = _CHARACTERISED.split(rest, maxsplit=1)
    first, second = (halves[0], halves[1]) if len(halves) > 1 else (rest, "")
    clauses = [clause.strip() for clause in _CUT_HAN.split(first) if clause.strip()]
    listed = [part.strip() for part in _LISTED.split(clauses[0]) if part.strip()] if clauses else []
    behind = [clause.strip() for clause in _CUT_HAN.split(second) if clause.strip()]
    return [
        piece for piece in (*listed, *clauses[1:], *behind) if len(piece) > 1 or piece.isascii()
    ]
