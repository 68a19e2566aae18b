"""Deadlines of notices: who is reminded, at what hour, and never twice."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from alerts.notices.deadlines import deadlines
from monitor.domain.alert import Alert
from monitor.domain.case import CaseEventKind
from monitor.domain.deadline import Reminder
from monitor.domain.errors import DeliveryFailed
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import NoticeEvent, NoticeEventKind, Outcome
from monitor.domain.rhythm import QuietHours
from monitor.domain.watch import Recipient
from monitor.pipeline.reminding import Reminding, remind
from monitor.ports.store import CaseQuery
from tests.monitor.pipeline.noting import PlainNotes
from tests.monitor.pipeline.small_house import House

LI = Recipient(email="li@b.example", timezone="Asia/Shanghai")
OPERATOR = Recipient(email="ops@b.example")
CAME = date(2026, 11, 20)
SOON = "NT-000001 cn_15_days 2026-12-07 soon"
OVER = "NT-000001 cn_15_days 2026-12-07 over"
LONGER = "NT-000001 cn_20_working_days 2026-12-18"


@dataclass
class Post:
    """A house with notices that were countered, and what is written about them."""

    house: House
    readers: Sequence[Recipient] = (LI,)
    notes: PlainNotes = field(default_factory=PlainNotes)

    def notices(self, count: int = 1, form: NoticeForm = NoticeForm.CN_ECOMMERCE) -> None:
        self.house.see("ACME bag")
        self.house.match()
        with self.house.store.transaction() as tx:
            (case,) = tx.cases.list(CaseQuery())
        for _ in range(count):
            with self.house.store.transaction() as tx:
                self.number = tx.notices.open(case.id, form, "acme").number
            for kind in (NoticeEventKind.SENT, NoticeEventKind.COUNTERED):
                self.happens(kind)

    def happens(self, kind: NoticeEventKind, **more: object) -> None:
        """Append a step to the last notice."""
        now = self.house.clock.now()
        event = NoticeEvent(kind=kind, day=CAME, at=now, by="Li Wei", **more)  # type: ignore[arg-type]
        with self.house.store.transaction() as tx:
            notice = tx.notices.get(self.number)
            assert notice is not None
            entry = tx.log.append({"type": "x"}, now)
            tx.notices.add(notice, event, entry.index)

    def round(self) -> int:
        reminding = Reminding(
            readers=self.readers, otherwise=OPERATOR, deadlines_of=deadlines, notes=self.notes
        )
        return remind(self.house.store, reminding, self.house.clock)

    def mails(self) -> list[str]:
        with self.house.store.transaction() as tx:
            return [f"{line.to} {line.subject}" for line in reversed(tx.outbox.lines())]

    def until(self, day: int, hour: int = 0) -> None:
        """Let the clock stand at an hour, in UTC, of a day of December."""
        self.house.clock.moment = datetime(2026, 12, day, hour, tzinfo=UTC)


@pytest.fixture
def post(house: House) -> Post:
    return Post(house)


def test_a_period_is_told_before_it_ends_and_when_it_has_and_no_third_time(post: Post) -> None:
    post.notices()
    told: dict[datetime, str] = {}
    post.house.clock.pass_by(timedelta(days=5))
    for _ in range(50):
        post.house.clock.pass_by(timedelta(hours=12))
        before = len(post.mails())
        if post.round():
            told[post.house.clock.now()] = post.mails()[before]
    eight = [datetime(2026, 11, 30, tzinfo=UTC), *(
        datetime(2026, 12, day, tzinfo=UTC) for day in (8, 13, 19)
    )]  # fmt: skip
    assert told == dict(zip(eight, [
        f"{LI.email} {one}" for one in (SOON, OVER, f"{LONGER} soon", f"{LONGER} over")
    ], strict=True))  # fmt: skip
    with post.house.store.transaction() as tx:
        (case,) = tx.cases.list(CaseQuery())
        kinds = [event.kind for event in tx.cases.file(case.id).events]
    assert kinds.count(CaseEventKind.ALERTED) == 4


def test_an_outcome_ends_what_is_told_and_a_correction_of_the_day_is_told_anew(post: Post) -> None:
    post.notices()
    post.until(1)
    assert post.round() == 1
    post.happens(NoticeEventKind.COUNTERED)
    assert post.round() == 0  # the same last day
    post.happens(NoticeEventKind.OUTCOME, outcome=Outcome.LAWSUIT)
    post.until(9)
    assert post.round() == 0


def test_all_who_follow_the_right_and_whoever_did_a_step_hear_of_it_once_each(post: Post) -> None:
    elsewhere = replace(LI, assets=("other",))
    post.readers = (
        LI,
        replace(elsewhere, email="wei@b.example", name="Li Wei"),
        replace(elsewhere, email="wang@b.example"),
    )
    post.notices()
    post.until(1)
    assert post.round() == 2
    assert post.mails() == [f"{LI.email} {SOON}", f"wei@b.example {SOON}"]


def test_what_concerns_nobody_goes_to_the_operator(post: Post) -> None:
    post.readers = (replace(LI, assets=("other",)),)
    post.notices()
    post.until(1, hour=9)
    assert post.round() == 1
    assert post.mails() == [f"{OPERATOR.email} {SOON}"]


def test_many_notices_of_one_day_are_one_mail(post: Post) -> None:
    post.notices(count=30)
    post.until(1)
    assert post.round() == 1
    (mail,) = post.mails()
    assert mail.count("soon") == 30


def test_it_is_told_at_the_hour_of_the_daily_mail_and_not_in_quiet_hours(post: Post) -> None:
    quiet = QuietHours(start=time(7, 0), end=time(10, 0))
    post.readers = (replace(LI, quiet_hours=quiet),)
    post.notices()
    rounds = []
    post.house.clock.moment = datetime(2026, 11, 29, 16, tzinfo=UTC)  # midnight in Shanghai
    for _ in range(12):
        rounds.append(post.round())
        post.house.clock.pass_by(timedelta(hours=1))
    assert rounds.index(1) == 10
    assert sum(rounds) == 1


def test_a_counter_notice_that_is_recorded_on_the_last_day_waits_for_no_quiet_hours(
    post: Post,
) -> None:
    post.until(7, hour=14)  # 22:00 in Shanghai
    post.readers = (replace(LI, quiet_hours=QuietHours(start=time(21, 0), end=time(9, 0))),)
    post.notices()
    assert post.round() == 1
    assert post.mails() == [f"{LI.email} {SOON}"]


def test_a_mail_that_cannot_be_written_holds_no_other_up_and_is_written_later(post: Post) -> None:
    class Fails(PlainNotes):
        def reminder(self, reminder: Reminder) -> Alert:
            if reminder.to.email == LI.email:
                raise DeliveryFailed(self.__class__.__name__, "no words")
            return super().reminder(reminder)

    post.readers, post.notes = (LI, replace(LI, email="wang@b.example")), Fails()
    post.notices()
    post.until(1)
    assert post.round() == 1
    post.notes = PlainNotes()
    assert post.round() == 1
    assert post.mails() == [f"wang@b.example {SOON}", f"{LI.email} {SOON}"]


def test_of_two_processes_that_remind_at_once_one_does(post: Post) -> None:
    post.notices(count=9)
    post.until(1)
    with ThreadPoolExecutor(2) as two:
        written = [one.result() for one in [two.submit(post.round), two.submit(post.round)]]
    assert sorted(written) == [0, 1]
    assert len(post.mails()) == 1


def test_what_passed_long_before_is_news_to_nobody(post: Post) -> None:
    post.notices()
    post.until(31)
    post.house.clock.pass_by(timedelta(days=9))
    assert post.round() == 0
