"""Can the public that the offer is made to read the sign?

Confusion is that of the public of the place. A name in Chinese, Japanese or Korean characters under
a title in Latin letters is, as a rule, a drawing to the average consumer of the European Union: it
has neither sound nor meaning there, unless those whom the goods are meant for read it (CJEU
C-147/14 Loutfi, 2015). Source: Regulation (EU) 2017/1001 article 9(2)(b); EUIPO Guidelines for
examination, part C, section 2, chapter 4, comparison of signs. In China they are what the related
public reads. In the United States a sign of another language is compared by what it means where the
ordinary buyer would stop and translate it (Palm Bay v. Veuve Clicquot, 396 F.3d 1369, Fed. Cir.
2005): that is for a person to see. So it is no doubt under either.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal
from rules.context.laws import UNION, sole_law
from rules.context.uses import uses

_EASTERN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_READ: Final = 2000  # letters of a title


class PublicReader:
    """Speaks against a sign that stands in characters only, in an offer that is otherwise Latin."""

    name: ClassVar[str] = "context.public/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True where the public cannot read the sign; nothing where it can, or is not known."""
        del holder, on
        if asset.kind in NAMELESS or sole_law(offer, asset) is not UNION:
            return ()
        signs = [use.words for use in uses(offer, signals)]
        title = (offer.title or "")[:_READ]
        foreign = bool(signs) and all(_EASTERN.search(s) and not _LATIN.search(s) for s in signs)
        if not foreign or len(_LATIN.findall(title)) <= len(_EASTERN.findall(title)):
            return ()
        because = f"the public of {UNION.name} does not read {signs[0]!r}"
        return (ContextFact(name=self.name, value=True, because=because, weight=-1.0),)
