"""What the mail box says, in both languages."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "tag": "en",
        "name": "Rightswatch demo: mail box",
        "other": "中文",
        "count": "{count} mails",
        "repeats": "{count} of them are repeats of a Message-ID",
        "empty": "No mail yet. The first comes when the first case is opened.",
        "repeat": "repeat",
        "from": "From",
        "to": "To",
        "at": "Received",
        "back": "All mails",
        "raw": "Download .eml ({size} KiB)",
        "html": "Mail",
        "text": "Plain text part",
        "headers": "Headers",
        "alone": "Open the mail alone",
        "missing": "There is no such page here.",
        "no_subject": "(no subject)",
        "note": "This box is on this machine only; nothing is sent on.",
    },
    "zh": {
        "tag": "zh-CN",
        "name": "Rightswatch 演示：邮箱",
        "other": "English",
        "count": "共 {count} 封邮件",
        "repeats": "其中 {count} 封的 Message-ID 重复",
        "empty": "还没有邮件。第一个案件建立后会收到第一封。",
        "repeat": "重复",
        "from": "发件人",
        "to": "收件人",
        "at": "收到时间",
        "back": "全部邮件",
        "raw": "下载 .eml（{size} KiB）",
        "html": "邮件正文",
        "text": "纯文本部分",
        "headers": "邮件头",
        "alone": "单独打开邮件",
        "missing": "这里没有该页面。",
        "no_subject": "（无主题）",
        "note": "此邮箱只在本机；不会转发任何内容。",
    },
}
