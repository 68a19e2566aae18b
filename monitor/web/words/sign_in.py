"""Words of signing in."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWords:
    """One language."""

    title: str
    lead: str
    email: str
    ask: str
    asked: str
    asked_more: str
    confirm: str
    confirm_lead: str
    no_mail: str


ENGLISH: Final = SignInWords(
    title="Sign in",
    lead="Write your mail address. If it may sign in here, a link comes by mail.",
    email="Mail address",
    ask="Send me a link",
    asked="If {email} may sign in here, a link is on its way.",
    asked_more="It works once, and for 15 minutes. Nothing came? Look among unwanted mails, or ask "
    "whoever runs Rightswatch whether your address stands in `people`.",
    confirm="Sign in",
    confirm_lead="You sign in as {email}.",
    no_mail="No mail server is configured. Whoever runs Rightswatch can make a link for you: "
    "rightswatch web link --for {email}",
)

CHINESE: Final = SignInWords(
    title="登录",
    lead="请填写邮箱。若该邮箱可以登录，登录链接将以邮件送达。",
    email="邮箱",
    ask="发送登录链接",
    asked="若 {email} 可以登录，链接已发出。",
    asked_more="链接 15 分钟内有效，仅可使用一次。未收到？请查看垃圾邮件，"
    "或向运行 Rightswatch 的人员确认您的邮箱是否列于 `people`。",
    confirm="登录",
    confirm_lead="您将以 {email} 的身份登录。",
    no_mail="尚未配置邮件服务器。运行 Rightswatch 的人员可为您生成链接："
    "rightswatch web link --for {email}",
)
