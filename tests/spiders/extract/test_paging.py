"""The link to the next page, however it is drawn; what leads back or elsewhere is none."""

import pytest

from spiders.extract.document import parse
from spiders.extract.paging import next_page

URL = "https://shop.example.com/list?page=2"
NEXT = "https://shop.example.com/list?page=3"


def next_of(pager: str) -> str | None:
    body = f"<html><body><h1>List</h1><div class=pagination>{pager}</div></body></html>"
    return next_page(parse(body.encode(), URL))


@pytest.mark.parametrize(
    "link",
    [
        "<a href='?page=3'>Next</a>",
        "<a rel=next href='?page=3'>3</a>",
        "<a href='?page=3' title='Next page'><img src=/n.gif></a>",
        "<a href='?page=3'><i class=icon-chevron-right></i></a>",
        "<a href='?page=3'><img src=/i/arrow-right.png></a>",
        "<a class=next href='?page=3'>weitere Treffer »</a>",
        "<a href='?page=3'><span class=next>Pagina successiva &raquo;</span></a>",
        "<a href='?page=3'>Вперёд</a>",
        "<a class=next data-href='?page=3' href='javascript:;'>›</a>",
        "<a href='?page=3'>次へ</a>",
    ],
)
def test_the_next_page_is_found(link: str) -> None:
    assert next_of(f"<a href='?page=1'>1</a><a href='?page=2'>2</a>{link}") == NEXT


@pytest.mark.parametrize(
    "link",
    [
        "<div class=prev_next><a rel=prev href='?page=1'><img src=/p.png></a></div>",
        "<div class=prev_next><a href='?page=1'>Previous</a></div>",
        "<a class=next href='?limit=all'>Show everything</a>",
        "<div class=date-next><a href='?mini=2016-04' title='Next month'>»</a></div>",
        "<a href='?page=1'><i class=icon-chevron-left></i></a>",
        "<a class='next disabled' href='?page=3'></a>",
    ],
)
def test_what_leads_back_or_elsewhere_is_no_next_page(link: str) -> None:
    assert next_of(f"<a href='?page=1'>1</a><a href='?page=2'>2</a>{link}") is None
