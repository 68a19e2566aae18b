"""Notices written as letters: DMCA, DSA, China's E-Commerce Law, referral to an authority."""

from collections.abc import Iterator, Sequence

from alerts.notices.wording import (
    CHINESE,
    ENGLISH,
    doubts,
    evidence_lines,
    grounds,
    history_lines_zh,
    listed,
    offer_lines,
    purchase_lines_zh,
    reasons,
    right_lines,
    table,
)
from monitor.domain.notice import NoticeDocument, NoticePacket

_NAMES_ZH = {
    "kind": "权利类型",
    "name": "名称",
    "holder": "权利人",
    "office": "注册机关",
    "registration number": "注册号",
    "application number": "申请号",
    "registered on": "注册日",
    "in force until": "有效期至",
    "Nice classes": "商品类别",
    "address": "链接",
    "platform": "平台",
    "number": "商品编号",
    "title": "标题",
    "seller": "卖家",
    "price": "价格",
    "seen at": "发现时间",
}


def dmca(packet: NoticePacket) -> NoticeDocument:
    """The six items of 17 U.S.C. 512(c)(3)(A), in its order."""
    work = (
        packet.holder.notices.certificates.get(packet.asset.id) if packet.holder.notices else None
    )
    text = f"""Notice of claimed infringement, 17 U.S.C. 512(c)(3)

(i) Signature of a person authorised to act for the owner:
  {packet.signer}    ______________________

(ii) The copyrighted work:
{table(right_lines(packet, ENGLISH))}
  certificate: {work or "attached where registered"}

(iii) The material to be removed, and where it is:
{table(offer_lines(packet))}
Why:
{listed(reasons(packet, ENGLISH))}

(iv) Contact:
{_contact(packet)}

(v) I have a good faith belief that use of the material in the manner complained of is not
authorised by the copyright owner, its agent, or the law.

(vi) The information in this notice is accurate, and under penalty of perjury, I am authorised to
act on behalf of the owner of the exclusive right that is allegedly infringed.

{_close(packet)}"""
    return NoticeDocument(name="dmca.txt", content=text.encode())


def dsa(packet: NoticePacket) -> NoticeDocument:
    """The four items of article 16(2) DSA, one notice for one offer."""
    text = f"""Notice under article 16 of Regulation (EU) 2022/2065

(a) Why the information is alleged to be illegal content: {grounds(packet, ENGLISH)}
{listed(reasons(packet, ENGLISH))}
The right:
{table(right_lines(packet, ENGLISH))}

(b) Exact electronic location:
{table(offer_lines(packet))}

(c) Name and e-mail address:
{_contact(packet)}

(d) I confirm my bona fide belief that the information and allegations in this notice are accurate
and complete.

{_close(packet)}"""
    return NoticeDocument(name="dsa.txt", content=text.encode())


def cn_ecommerce(packet: NoticePacket) -> NoticeDocument:
    """What a notice under article 42 of the E-Commerce Law of the PRC contains."""
    sender = packet.holder.notices
    role = "代理人" if sender and sender.is_agent else "权利人"
    text = f"""侵权通知（《中华人民共和国电子商务法》第四十二条）

一、通知人（{role}）
{_contact_zh(packet)}

二、权利
{_table_zh(right_lines(packet, CHINESE))}
  权属证明：{sender.certificates.get(packet.asset.id) if sender else ""}

三、能够准确定位的被控侵权商品
{_table_zh(offer_lines(packet))}

四、构成侵权的初步证据
  {grounds(packet, CHINESE)}
{listed(reasons(packet, CHINESE))}
  证据文件：
{listed(evidence_lines(packet))}

五、要求采取的措施：删除、屏蔽或断开链接。

六、保证：以上通知内容真实，因通知错误给平台内经营者造成损害的，依法承担民事责任。

签署人：{packet.signer}（签名）____________    日期：{packet.on.isoformat()}
"""
    return NoticeDocument(name="cn_ecommerce.txt", content=text.encode())


def referral(packet: NoticePacket) -> NoticeDocument:
    """What an authority is handed with a case (移送): facts, evidence, and what speaks against."""
    text = f"""案件线索移送材料    {packet.file.case.number}

一、线索来源：网络监测，发现时间见下。
二、涉嫌事项：{grounds(packet, CHINESE)}
三、权利
{_table_zh(right_lines(packet, CHINESE))}
四、商品与经营者
{_table_zh(offer_lines(packet))}
五、比对情况
{listed(reasons(packet, CHINESE))}
六、不利于认定的情况
{listed(doubts(packet, CHINESE))}
七、电子数据（随附，校验方法见各证据包内 VERIFY.txt）
{listed(evidence_lines(packet))}
八、处理经过
{listed(history_lines_zh(packet))}
九、测试购买
{listed(purchase_lines_zh(packet))}

移送人：{packet.signer}（签名）____________    日期：{packet.on.isoformat()}
接收人：____________    日期：____________

本材料为线索，不是侵权认定。
"""
    return NoticeDocument(name="referral.txt", content=text.encode())


def for_the_signer(packets: Sequence[NoticePacket]) -> NoticeDocument:
    """What whoever signs must know and nobody else is sent: what speaks against, case by case."""
    cases = "\n".join(
        f"""{packet.file.case.number}: {packet.asset.name}, score {packet.verdict.score:.3f}

Speaks against / 不利于认定的情况:
{listed(dict.fromkeys((*doubts(packet, ENGLISH), *doubts(packet, CHINESE))))}
"""
        for packet in packets
    )
    text = f"""For {packets[0].signer}, before signing; not part of any notice.
供签署人知悉，不随通知发送。

{cases}
A wrong notice makes whoever signed it liable, in bad faith twofold (E-Commerce Law of the PRC,
art. 42).
错误通知造成损害的，依法承担民事责任；恶意发出错误通知的，加倍承担赔偿责任。
"""
    return NoticeDocument(name="read-before-signing.txt", content=text.encode())


def _contact(packet: NoticePacket) -> str:
    sender = packet.holder.notices
    lines = [
        ("name", sender.legal_name if sender else packet.holder.name),
        ("acting as", "agent" if sender and sender.is_agent else "owner"),
        ("address", sender.address if sender else None),
        ("phone", sender.phone if sender else None),
        ("e-mail", ", ".join(contact.email for contact in packet.holder.contacts)),
    ]
    return table((name, value) for name, value in lines if value)


def _contact_zh(packet: NoticePacket) -> str:
    sender = packet.holder.notices
    lines = [
        ("名称", sender.legal_name if sender else packet.holder.name),
        ("地址", sender.address if sender else None),
        ("电话", sender.phone if sender else None),
        ("电子邮箱", "、".join(contact.email for contact in packet.holder.contacts)),
        ("身份证明", sender.identity_document if sender else None),
        ("委托书", sender.power_of_attorney if sender and sender.is_agent else None),
    ]
    return table((name, value) for name, value in lines if value)


def _table_zh(lines: Iterator[tuple[str, str]]) -> str:
    return table((_NAMES_ZH[name], value) for name, value in lines)


def _close(packet: NoticePacket) -> str:
    return f"""{packet.signer}, {packet.on.isoformat()}

Evidence kept of the offer:
{listed(evidence_lines(packet))}
"""
