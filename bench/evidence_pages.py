"""Pages of many kinds for the shop on loopback: captures and their replay are measured on them."""

from tests.alerts.evidence.shop import OFFER

HEAD = '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{more}'
STYLE = "<style>body{font:16px sans-serif;margin:2em}table{border-collapse:collapse}td{border:1px "
STYLE += "solid #888;padding:4px}.gap{height:1200px}.card{float:left;margin:8px}</style></head>"


def pages() -> dict[str, str]:
    """Path -> HTML."""
    made = {"/offer/1": OFFER}
    for title, lang, text in _TEXTS:
        made[f"/text/{lang}"] = _page(title, f"<p>{text * 40}</p>", lang)
    made |= {f"/kind/{name}": _page(f"ACME pump {name}", body) for name, body in _KINDS.items()}
    return made


def _page(title: str, body: str, lang: str = "en") -> str:
    return HEAD.format(lang=lang, title=title, more=STYLE) + f"<body><h1>{title}</h1>{body}</body>"


_PICTURES = "".join(
    f'<img class="card" src="/pic/{n}.png?w={n}" width="{80 + n}">' for n in range(8)
)
_LAZY = "".join(
    f'<div class="gap"></div><img loading="lazy" src="/pic/{n}.png" width="90">' for n in range(5)
)
_ROWS = "".join(f"<tr><td>part {n}</td><td>{n * 7 % 90}.90 EUR</td></tr>" for n in range(120))
_TEXTS = (
    ("ACME pump", "en", "A pump of stainless steel for gardens and cellars. "),
    ("ACME 水泵 正品", "zh", "不锈钢家用水泵，适用于花园与地下室，全国包邮。"),
    ("ACME ポンプ", "ja", "ステンレス製の家庭用ポンプ。送料無料。"),
    ("ACME Насос", "ru", "Насос из нержавеющей стали для дома и сада. "),
    ("ACME مضخة", "ar", "مضخة من الفولاذ المقاوم للصدأ للحديقة. "),
    ("ACME Bơm", "vi", "Máy bơm bằng thép không gỉ cho vườn. "),
)
_KINDS = {
    "pictures": _PICTURES,
    "lazy": _LAZY,
    "table": f"<table>{_ROWS}</table>",
    "script": "<p id=p></p><script>fetch('/price.json').then((r) => r.json())"
    ".then((p) => { document.getElementById('p').textContent = p.price; });</script>",
    "xhr": "<p id=p></p><script>const x = new XMLHttpRequest(); x.open('GET', '/price.json?v=2');"
    "x.onload = () => { document.getElementById('p').textContent = x.responseText; };"
    "x.send();</script>",
    "frame": '<iframe src="/text/en" width="600" height="300"></iframe>',
    "svg": '<svg width="300" height="200"><circle cx="90" cy="90" r="70" fill="teal"/></svg>',
    "canvas": "<canvas id=c width=300 height=150></canvas><script>const c = document"
    ".getElementById('c').getContext('2d'); c.fillStyle = '#a33'; c.fillRect(20, 20, 200, 90);"
    "</script>",
    "srcset": '<img srcset="/pic/1.png 1x, /pic/2.png 2x" src="/pic/1.png" width="120">',
    "background": "<div style=\"width:200px;height:160px;background:url('/pic/3.png')\"></div>",
    "fixed": '<div style="position:fixed;bottom:0;background:#eee">cookies?</div><p>offer</p>',
    "tall": '<div style="height:9000px;background:linear-gradient(#fff,#36c)"></div>',
    "missing": '<img src="/gone.png" alt="not here" width="90"><p>still an offer</p>',
    "base64": '<img width="40" src="data:image/gif;base64,'
    'R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=">',
    "columns": '<div style="columns:3">' + "<p>Pump, hose, valve, filter. </p>" * 60 + "</div>",
    "shadow": "<div id=h></div><script>document.getElementById('h').attachShadow({mode: 'open'})"
    ".innerHTML = '<p style=\"color:#060\">19.90 EUR</p>';</script>",
}
