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
    provider: str
    provider_away: str
    provider_refused: str
    provider_late: str
    provider_stranger: str


ENGLISH: Final = SignInWords(
    title="Sign in",
    lead="Write your mail address. If it may sign in here, a link comes by mail.",
    email="Mail address",
    ask="Send me a link",
    asked="If {email} may sign in here, a link is on its way.",
    asked_more="It works once, and for 15 minutes. Nothing came? Look among unwanted mails, or ask "
    "whoever runs Rightswatch whether your address stands in its configuration.",
    confirm="Sign in",
    confirm_lead="You sign in as {email}.",
    no_mail="No mail server is configured. Whoever runs Rightswatch can make a link for you: "
    "rightswatch web link --for {email}",
    provider="Sign in with {name}",
    provider_away="{name} does not answer. Try again in some minutes, or have a link sent by mail.",
    provider_refused="What {name} answered is not believed, and nobody was signed in. Try again; "
    "whoever runs Rightswatch finds the reason in its log.",
    provider_late="The way to {name} and back took longer than 10 minutes, was used already or "
    "began in another browser. Begin again.",
    provider_stranger="{name} says that you are {email}. That address may not sign in here: ask "
    "whoever runs Rightswatch whether it stands in the configuration.",
)

CHINESE: Final = SignInWords(
    title="登录",
    lead="请填写邮箱。若该邮箱可以登录，登录链接将以邮件送达。",
    email="邮箱",
    ask="发送登录链接",
    asked="若 {email} 可以登录，链接已发出。",
    asked_more="链接 15 分钟内有效，仅可使用一次。未收到？请查看垃圾邮件，"
    "或向运行 Rightswatch 的人员确认配置中是否有您的邮箱。",
    confirm="登录",
    confirm_lead="您将以 {email} 的身份登录。",
    no_mail="尚未配置邮件服务器。运行 Rightswatch 的人员可为您生成链接："
    "rightswatch web link --for {email}",
    provider="使用 {name} 登录",
    provider_away="{name} 没有应答。请几分钟后再试，或索取邮件登录链接。",
    provider_refused="{name} 的应答不可信，未予登录。请重试；原因见 Rightswatch 的运行日志。",
    provider_late="前往 {name} 并返回的时间超过 10 分钟、已使用过，或始于其他浏览器。请重新开始。",
    provider_stranger="{name} 称您的邮箱为 {email}。该邮箱不能在此登录："
    "请向运行 Rightswatch 的人员确认配置中是否有该邮箱。",
)
