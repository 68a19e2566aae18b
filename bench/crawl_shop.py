"""The shop that `bench/crawl.py` crawls: invented offers on pages of realistic size, in a process.

Five layouts (JSON-LD, microdata, OpenGraph, script state beside the page, visible text alone), each
with menus, a description, script and style, recommendations. A tenth of the pages is under 33 KB,
half under 51 KB, a tenth over 92 KB; real offer pages are larger, which would hide what is not
reading. Answers are gzip, as real shops' are, and kept ready: serving costs next to nothing.
"""

import asyncio
import gzip
import json
import random
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection

NOUNS = ("bag", "lamp", "jacket", "kettle", "chair", "scarf", "clock", "mug", "rug", "belt")
STUFFS = ("leather", "linen", "steel", "walnut", "wool", "glass", "cork", "felt", "brass", "cotton")
MAKERS = ("Quillmark", "Ostrava Works", "Felder & Sohn", "Brightmoor", "Tamsin Lyle")
WORDS = ("made", "by", "hand", "in", "a", "small", "workshop", "from", "material", "that", "ages")
WORDS += (
    "well",
    "with",
    "seams",
    "which",
    "hold",
    "for",
    "years",
    "of",
    "use",
    "in",
    "any",
    "home",
)


def price_of(number: int) -> str:
    """What an offer costs."""
    return f"{10 + number % 290}.{(number * 7) % 100:02d}"


def title_of(number: int) -> str:
    """What an offer is called; no two alike."""
    stuff, noun = STUFFS[number % 10], NOUNS[number // 10 % 10]
    return f"{stuff.capitalize()} {noun} no. {number}"


def offer_page(number: int) -> bytes:
    """The page of one offer; the same number gives the same bytes."""
    chance = random.Random(number)  # noqa: S311 - the same pages in every run
    head, told = _told(number)
    weight = chance.lognormvariate(0.0, 0.65)
    menu = "".join(
        f'<li class="nav__entry"><a class="nav__link" href="/category/{n}">{_prose(chance, 2)}</a>'
        for n in range(60)
    )
    prose = "".join(f"<p>{_prose(chance, 60)}</p>" for _ in range(int(12 * weight) + 2))
    script = f"<script>{_script(chance, int(200 * weight) + 40)}</script>"
    style = "<style>" + "".join(
        f".c{chance.randrange(10**6)}{{margin:{n}px;color:#{chance.randrange(16**6):06x}}}"
        for n in range(int(250 * weight) + 40)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title_of(number)}'
        f" | Harrow Lane</title>{head}{style}</style>{script}</head><body><header><nav><ul>{menu}"
        f"</ul></nav></header><main>{told}<div class='description'>{prose}</div>"
        f"<section class='also'><h2>You may also like</h2>{_others(chance, number)}</section>"
        f"</main><footer>{_prose(chance, 80)}</footer>{script}</body></html>"
    ).encode()


def _told(number: int) -> tuple[str, str]:
    """Head and buying box, in one of five layouts."""
    title, price, maker = title_of(number), price_of(number), MAKERS[number % 5]
    box = (
        f"<div class='buy'><h1>{title}</h1><img class='main' src='/img/{number}_800.jpg'"
        f" alt='{title}' width=800><p class='price'>€{price}</p><button>Add to cart</button>"
        f"<p class='brand'>Brand: <a href='/brand'>{maker}</a></p></div>"
    )
    layout = number % 5
    if layout == 0:
        offer = {"@type": "Offer", "price": price, "priceCurrency": "EUR"}
        stated = {"@context": "https://schema.org", "@type": "Product", "name": title}
        stated |= {"image": f"/img/{number}_800.jpg", "brand": {"name": maker}, "offers": offer}
        return f'<script type="application/ld+json">{json.dumps(stated)}</script>', box
    if layout == 1:
        scope = "<div itemscope itemtype='https://schema.org/Product'>"
        facts = f"<meta itemprop=name content='{title}'><meta itemprop=brand content='{maker}'>"
        offer_scope = "<span itemprop=offers itemscope itemtype='https://schema.org/Offer'>"
        cost = f"<meta itemprop=price content='{price}'><meta itemprop=priceCurrency content=EUR>"
        return "", f"{scope}{facts}{offer_scope}{cost}</span>{box}</div>"
    if layout == 2:
        tags = {"og:title": title, "og:type": "product", "og:image": f"/img/{number}_800.jpg"}
        tags |= {"product:price:amount": price, "product:price:currency": "EUR"}
        return "".join(f'<meta property="{k}" content="{v}">' for k, v in tags.items()), box
    if layout == 3:
        state = {"product": {"title": title, "price": price, "currency": "EUR", "brand": maker}}
        return f"<script>window.__STATE__={json.dumps(state)};</script>", box
    return "", box


def _others(chance: random.Random, number: int) -> str:
    cards = []
    for _ in range(24):
        other = chance.randrange(10**5)
        cards.append(
            f"<div class='card'><a href='/product/{number + other}'><img loading=lazy"
            f" data-src='/img/{other}_200.jpg' src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
            f"<h3>{title_of(other)}</h3></a><span class='price'>€{price_of(other)}</span></div>"
        )
    return "".join(cards)


def _prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def _script(chance: random.Random, lines: int) -> str:
    return "".join(
        f'window.q=window.q||[];q.push(["t{chance.randrange(10**6)}",{{id:{n},on:true}}]);\n'
        for n in range(lines)
    )


def serve(pages: int, ready: Connection) -> None:
    """Make the pages, say the port and each page's bytes, then serve over kept connections."""
    bodies = [offer_page(number) for number in range(pages)]
    packed = [gzip.compress(body, 5, mtime=0) for body in bodies]
    robots = b"User-agent: *\nDisallow: /cart\n"

    def answer_for(path: str) -> bytes:
        if path == "/robots.txt":
            return answer(b"text/plain", b"", robots)
        return answer(
            b"text/html; charset=utf-8",
            b"Content-Encoding: gzip\r\nSet-Cookie: seen=1; Path=/\r\n",
            packed[int(path.rpartition("/")[2])],
        )

    async def forever() -> None:
        server = await asyncio.start_server(partial(talk, answer_for), "127.0.0.1", 0)
        ready.send((server.sockets[0].getsockname()[1], [len(body) for body in bodies]))
        await server.serve_forever()

    asyncio.run(forever())


async def talk(
    answer_for: Callable[[str], bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer one request after the other on one connection."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(answer_for(head.split(b" ", 2)[1].decode()))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def answer(kind: bytes, more: bytes, body: bytes) -> bytes:
    """A whole response. more: further header lines, each with its end."""
    length = str(len(body)).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n" + more
    return head + b"Content-Length: " + length + b"\r\n\r\n" + body
