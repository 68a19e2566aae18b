"""Letters that do not arrive: who is told of it and when, and who never is."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.alert import Bounce, DeliveryState
from monitor.domain.errors import AddressRefused, DeliveryFailed
from monitor.domain.watch import Recipient
from monitor.pipeline.complaints import GATHER, PATIENCE, complain, take_bounce
from monitor.pipeline.confirming import ask_addresses, confirm
from monitor.pipeline.notify import FEWEST_TRIES, GIVE_UP, write_due
from tests.monitor.pipeline.noting import PlainNotes
from tests.monitor.pipeline.small_house import House

OPERATOR = "ops@bureau.example"
OFFICER = "officer@bureau.example"
NOBODY = AddressRefused("post", OFFICER, "550 5.1.1")
AWAY = DeliveryFailed("post", "451 later")


def open_cases(house: House, *listing_ids: str) -> None:
    for listing_id in listing_ids:
        house.see("ACME bag", listing_id)
    house.match()
    while house.preserve():
        pass
    house.write()


def complained(house: House, *, closing: bool = False) -> int:
    return complain(house.store, PlainNotes(), OPERATOR, house.clock, closing=closing)


def send_all(house: House) -> list[str]:
    """Send until nothing is due; gives to whom."""
    before = len(house.letterbox.taken)
    while house.send():
        pass
    return [alert.to for alert in house.letterbox.taken[before:]]


def try_in_vain(house: House, tries: int) -> None:
    house.letterbox.fault = AWAY
    for _ in range(tries):
        house.clock.pass_by(timedelta(hours=6))
        while house.send():
            pass


def states(house: House) -> dict[str, DeliveryState]:
    with house.store.transaction() as tx:
        return {line.to: line.state for line in tx.outbox.lines()}


def test_the_first_failures_are_silent_and_the_sixth_goes_to_the_operator_alone(
    house: House,
) -> None:
    open_cases(house, "1")
    try_in_vain(house, PATIENCE - 1)
    house.clock.pass_by(GATHER)
    assert complained(house) == 0
    try_in_vain(house, 1)
    assert complained(house) == 0  # it waits for others
    house.clock.pass_by(GATHER)
    assert complained(house) == 1
    assert complained(house) == 0
    house.letterbox.fault = None
    house.clock.pass_by(timedelta(hours=6))
    assert sorted(send_all(house)) == [OFFICER, OPERATOR]


def test_after_three_days_a_letter_is_given_up_and_the_operator_hears_of_it_again(
    house: House,
) -> None:
    open_cases(house, "1")
    try_in_vain(house, PATIENCE)
    house.clock.pass_by(GATHER)
    assert complained(house) == 1
    house.clock.pass_by(GIVE_UP)
    try_in_vain(house, FEWEST_TRIES - PATIENCE)
    assert states(house)[OFFICER] is DeliveryState.DEAD
    assert complained(house, closing=True) == 1  # the end of a pass waits for no others
    with house.store.transaction() as tx:
        assert tx.outbox.given_up()[OFFICER] == 1


def test_a_server_that_is_away_for_many_is_one_letter_to_the_operator(house: House) -> None:
    people = [Recipient(email=f"{number}@bureau.example") for number in range(5)]
    house.recipients = tuple(people)
    open_cases(house, "1")
    try_in_vain(house, PATIENCE)
    house.clock.pass_by(GATHER)
    assert complained(house) == 5
    house.letterbox.fault = None
    house.clock.pass_by(timedelta(hours=6))
    assert sorted(send_all(house)).count(OPERATOR) == 1


def test_trouble_with_a_letter_to_the_operator_is_told_in_no_other_letter(house: House) -> None:
    open_cases(house, "1")
    house.letterbox.fault = NOBODY
    send_all(house)
    assert complained(house, closing=True) == 1
    send_all(house)
    assert states(house)[OPERATOR] is DeliveryState.DEAD
    assert complained(house, closing=True) == 0


def test_without_anybody_to_write_to_the_log_alone_says_it(house: House) -> None:
    open_cases(house, "1")
    house.letterbox.fault = NOBODY
    send_all(house)
    assert complain(house.store, None, None, house.clock, closing=True) == 1
    with house.store.transaction() as tx:
        assert tx.outbox.waiting(house.clock.now() + GATHER) == 0


def bounced(house: House, *, hopeless: bool) -> str | None:
    message_id = house.letterbox.taken[0].message_id
    bounce = Bounce(
        message_id=message_id, status="5.1.1", because="550 no such user", hopeless=hopeless
    )
    return take_bounce(house.store, bounce, house.clock.now())


def test_a_hard_bounce_ends_mail_to_the_address_until_a_person_resumes_it(house: House) -> None:
    open_cases(house, "1")
    assert send_all(house) == [OFFICER]
    assert bounced(house, hopeless=True) == OFFICER
    assert bounced(house, hopeless=True) is None
    open_cases(house, "2")
    assert send_all(house) == []  # given up without a try
    assert complained(house, closing=True) == 2  # the letter that came back, and the address
    assert send_all(house) == [OPERATOR]
    with house.store.transaction() as tx:
        assert tx.outbox.given_up() == {OFFICER: 2}
        assert tx.addresses.resume(OFFICER)
        assert tx.outbox.send_again(OFFICER, house.clock.now()) == 2
    assert send_all(house) == [OFFICER, OFFICER]


def test_a_full_mailbox_that_bounces_costs_one_letter_and_not_the_address(house: House) -> None:
    open_cases(house, "1")
    send_all(house)
    assert bounced(house, hopeless=False) == OFFICER
    open_cases(house, "2")
    assert send_all(house) == [OFFICER]


def test_an_address_that_is_not_confirmed_is_asked_once_and_told_everything_later(
    house: House,
) -> None:
    open_cases(house)
    house.recipients = (Recipient(email=OFFICER), Recipient(email="li@b.example"))
    confirm(house.store, "li@b.example", house.clock)
    house.see("ACME bag", "1")
    house.match()
    house.preserve()
    notes = PlainNotes()
    for _ in range(2):
        silent = ask_addresses(house.store, notes, house.recipients, house.clock)
        post = replace(house.post(), unconfirmed=silent)
        write_due(house.store, post, house.lease(), house.clock)
    assert notes.asked == 1
    assert sent(house) == [("li@b.example", "RW-00000"), (OFFICER, "confirm:")]
    confirm(house.store, OFFICER, house.clock)
    assert ask_addresses(house.store, PlainNotes(), house.recipients, house.clock) == frozenset()
    house.write()
    assert sent(house) == [(OFFICER, "RW-00000")]


def sent(house: House) -> list[tuple[str, str]]:
    """Send what is due; gives to whom, and how each key begins."""
    before = len(house.letterbox.taken)
    send_all(house)
    return sorted((alert.to, alert.key[:8]) for alert in house.letterbox.taken[before:])
