"""How many invented squats our ranked look-alikes hold, beside a plain edit distance of one.

    .venv/bin/python bench/domains.py

Forty domains as sellers of copies register them, of eight invented brands, were written down before
the last ranking was. Ours: the first 2,000 candidates. Beside it: every name at
edit distance one (omission, insertion, replacement of any letter, digit or hyphen; transposition)
under the own ending, without a budget; and the same under our 80 endings, cut to 2,000 as it comes.
"""

import time
from collections.abc import Iterator

import idna

from spiders.domains.candidates import MOST, candidates, parts_of
from spiders.domains.words import ENDINGS

GOODS = ("bags", "shoes", "watches")
SQUATS = {
    "vellorine.com": (
        "vellorine-outlet.shop",
        "velloriine.com",
        "vellorlne.com",
        "vellorineguanwang.cn",
        "wwwvellorine.com",
    ),
    "tarnquist.com": (
        "tarnqvist.com",
        "tarnquistofficial.store",
        "tarnquistt.com",
        "tarnqu1st.com",
        "buy-tarnquist-online.com",
    ),
    "okavelle.de": (
        "okavelle.shop",
        "okavelle-sale.de",
        "okavele.de",
        "okaveile.de",
        f"{idna.encode('okavellé').decode()}.de",
    ),
    "brimhollow.co.uk": (
        "brimhollow.com",
        "brimhollows.co.uk",
        "brirnhollow.co.uk",
        "brimhollowuk.com",
        "brimholowoutlet.co.uk",
    ),
    "quenby.cn": (
        "quenby-tmall.cn",
        "quenbychina.com",
        "qeunby.cn",
        "quenby.com.cn",
        "quenbyqijiandian.com",
    ),
    "sorvane.com": (
        "sorvanebags.com",
        "sorvane.top",
        "sorvame.com",
        "s0rvane.com",
        "sorvane2026.com",
    ),
    "lumetra.co.jp": (
        "lumetra.com",
        "lumetra-jp.com",
        "lumetrajp.shop",
        "luumetra.co.jp",
        "lumetra-sale-jp.online",
    ),
    "hexapine.com": (
        "hexa-pine.com",
        "hexaplne.com",
        "hexapineoutletstore.com",
        "cheaphexapine.net",
        "nexapine.com",
    ),
}
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789-"


def edits(name: str) -> Iterator[str]:
    """Every name at edit distance one, transpositions included."""
    for place in range(len(name) + 1):
        before, after = name[:place], name[place:]
        if after:
            yield before + after[1:]
            yield from (before + sign + after[1:] for sign in SIGNS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + sign + after for sign in SIGNS)


def main() -> None:
    """Print found and missed."""
    ours = plain = wide = 0
    missed = []
    started = time.process_time()
    for own, squats in SQUATS.items():
        name, ending = parts_of(f"https://{own}/")
        ranked = [one.domain for one in candidates(f"https://{own}/", goods=GOODS)]
        place = {domain: rank for rank, domain in enumerate(ranked, 1)}
        near = dict.fromkeys(edits(name))
        own_ending = {f"{edit}.{ending}" for edit in near}
        endings = (ending, *ENDINGS)
        many = [f"{edit}.{other}" for other in endings for edit in (name, *near)][:MOST]
        ours += sum(squat in place for squat in squats)
        plain += sum(squat in own_ending for squat in squats)
        wide += sum(squat in set(many) for squat in squats)
        missed += [squat for squat in squats if squat not in place]
        shown = ", ".join(f"{squat} #{place[squat]}" for squat in squats if squat in place)
        print(f"{own} ({len(ranked)} asked, {len(own_ending)} edits): {shown}")
    total = sum(map(len, SQUATS.values()))
    print(f"missed by ours: {', '.join(missed) or 'none'}")
    print(f"ours, first {MOST:,}: {ours} of {total}")
    print(f"edit distance one, own ending, no budget: {plain} of {total}")
    print(f"edit distance one, many endings, first {MOST:,}: {wide} of {total}")
    print(f"CPU {time.process_time() - started:.2f} s for {len(SQUATS)} own domains")


if __name__ == "__main__":
    main()
