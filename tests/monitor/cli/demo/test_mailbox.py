"""The demo's mail box: keeps everything, shows it safely."""

import http.client
import re
import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html as lxml_html

from alerts.email.channel import EmailChannel
from alerts.email.writer import MailWriter
from monitor.cli.demo.mailbox import Mailbox
from tests.alerts.email.stories import digest, letter


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def page(self) -> lxml_html.HtmlElement:
        return lxml_html.document_fromstring(self.body)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    with Mailbox(folder=tmp_path / "mails") as running:
        yield running


def port_of(box: Mailbox) -> int:
    return int(box.url.rstrip("/").rpartition(":")[2])


def get(box: Mailbox, path: str = "/", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(box), timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()


def post(box: Mailbox, content: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", box.smtp_port, timeout=10) as client:
        client.sendmail("a@b.example", ["officer@bureau.example"], content)


def hostile_mail() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "<script>alert(1)</script> \u202egnihton"
    mail["From"] = "Mallory <m@evil.example>"
    mail["To"] = "officer@bureau.example"
    mail.set_content("</pre><script>alert(2)</script>")
    mail.add_alternative(
        "<html><head><META HTTP-EQUIV=refresh content='0;url=http://evil.example'></head>"
        "<body onload=alert(3)><script>alert(4)</script><img src=http://evil.example/t.gif></body>",
        subtype="html",
    )
    return mail.as_bytes()


def test_mails_of_the_daemon_are_listed_newest_first(box: Mailbox) -> None:
    writer = MailWriter("alerts@bureau.example")
    channel = EmailChannel("127.0.0.1", box.smtp_port, "none")
    channel.send(writer.write(letter(language="zh")))
    channel.send(writer.write(digest("en")))
    subjects = [node.text_content() for node in get(box).page.xpath("//*[@class='subject']/bdi")]
    assert subjects[0].startswith("[Rightswatch] 3 cases")
    assert subjects[1] == "[RW-000123] 预警：NORTHWIND，shop.example"
    assert [mail["Subject"] for mail in box.messages] == subjects[::-1]


def test_a_mail_is_shown_with_its_pictures_inside(box: Mailbox) -> None:
    alert = MailWriter("alerts@bureau.example").write(letter())
    post(box, alert.content)
    frame = get(box, "/mails/1").page.xpath("//iframe")[0]
    shown = get(box, frame.get("src")).page.xpath("//img/@src")
    assert len(shown) == 2
    assert all(src.startswith("data:image/jpeg;base64,") for src in shown)
    assert get(box, "/mails/1/raw").body == alert.content


def test_text_and_headers_of_a_mail_can_be_read(box: Mailbox) -> None:
    post(box, MailWriter("alerts@bureau.example").write(letter(language="en")).content)
    page = get(box, "/mails/1?lang=en").page
    assert "rightswatch cases confirm RW-000123" in page.xpath("//pre")[0].text_content()
    assert "Auto-Submitted" in page.xpath("//th/text()")


def test_both_languages(box: Mailbox) -> None:
    assert "还没有邮件" in get(box, "/?lang=zh").body.decode()
    assert "还没有邮件" in get(box, "/", **{"Accept-Language": "zh-CN,zh;q=0.9"}).body.decode()
    assert "No mail yet" in get(box, "/?lang=en").body.decode()
    assert "No mail yet" in get(box, "/?lang=xx").body.decode()


def test_repeats_are_counted_and_kept(box: Mailbox) -> None:
    alert = MailWriter("alerts@bureau.example").write(letter())
    for _ in range(3):
        post(box, alert.content)
    assert len(box.messages) == 3
    assert box.different == 1
    assert "2 of them are repeats" in get(box, "/?lang=en").body.decode()


def test_mails_survive_a_restart(box: Mailbox, tmp_path: Path) -> None:
    post(box, hostile_mail())
    box.stop()
    with Mailbox(folder=tmp_path / "mails") as again:
        assert len(again.messages) == 1
        post(again, hostile_mail())
        assert get(again, "/mails/2").status == 200


def test_a_half_written_mail_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "000001.part").write_bytes(b"Subject: ha")
    with Mailbox(folder=tmp_path) as box:
        assert box.messages == []


def test_nothing_of_a_hostile_mail_runs_or_leaves(box: Mailbox) -> None:
    post(box, hostile_mail())
    for path in ("/", "/mails/1"):
        answer = get(box, path)
        assert answer.page.xpath("//script") == []
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "allow-scripts" not in get(box, "/mails/1").page.xpath("//iframe/@sandbox")[0]
    shown = get(box, "/mails/1/html")
    policy = shown.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-popups")
    assert "allow-scripts" not in policy
    assert "img-src data:;" in policy
    assert not re.search(rb"(?i)<meta\s+http-equiv", shown.body)


@pytest.mark.parametrize(
    "content",
    [
        b"\r\n",
        b"Subject: =?utf-8?b?////?=\r\nContent-Type: text/html; charset=nonsense\r\n\r\n<b>x\xff",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%",
        b"From: \xff\xfe <>\r\nTo: ,,,;\r\nMessage-ID: <<>\r\n\r\nx",
        b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nx",
        b"no header at all",
        b"Date: x\r\nSubject: a\r\n b\r\n\tc\r\n\r\n" + b"y" * 900,
    ],
)
def test_a_broken_mail_is_shown_as_far_as_it_goes(box: Mailbox, content: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", box.smtp_port, timeout=10) as client:
        client.sendmail("a@b.example", ["c@d.example"], content)
    assert get(box, "/").status == 200
    assert get(box, "/mails/1").status == 200
    assert get(box, "/mails/1/html").status in {200, 404}


@pytest.mark.parametrize(
    "path",
    [
        "/mails/99",
        "/mails/0",
        "/mails/1/other",
        "/../../etc/passwd",
        "/mails/1e3",
        "/mails/%31",
    ],
)
def test_other_paths_lead_nowhere(box: Mailbox, path: str) -> None:
    assert get(box, path).status == 404


def test_another_host_name_gets_nothing(box: Mailbox) -> None:
    post(box, hostile_mail())
    assert get(box, "/mails/1/raw", Host="rebound.evil.example").status == 404
    assert get(box, "/mails/1/raw", Host=f"localhost:{port_of(box)}").status == 200


def test_stopping_twice_is_harmless_and_closes_both_ports(box: Mailbox) -> None:
    ports = (box.smtp_port, port_of(box))
    box.stop()
    box.stop()
    for port in ports:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), timeout=2)


def test_a_taken_port_is_said_and_leaves_nothing_behind(box: Mailbox, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        Mailbox(tmp_path / "other", port_smtp=box.smtp_port).start()
    with pytest.raises(OSError, match="in use"):
        Mailbox(tmp_path / "other", port_http=port_of(box)).start()
