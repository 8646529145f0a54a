"""What is told by mail appears on devices, too: the same counts, at the same times, on those that still want it."""

from __future__ import annotations

import re

import pytest

from kernel.outbox.inbox import failed_deliveries
from notifications.choices import stop_all
from notifications.devices import MOST_DEVICES, DeviceAddress, add_device, forget_devices, remove_device
from notifications.kinds import Rhythm
from notifications.push_sealing import DeviceRefused
from tests.factories.announcing_mail_room import ORIGIN, AnnouncingMailRoom
from tests.factories.outbox import TEST_SCOPE
from tests.factories.push_browser import PushBrowser

DESK, PHONE = PushBrowser("https://push.example/desk"), PushBrowser("https://push.example/phone")


def test_each_device_shows_the_counts_of_the_mail_once(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery, language="nl")
    for browser in (DESK, PHONE):
        room.subscribe(an, browser)
    for _ in range(3):
        room.filed_letter(room.bakery)
    room.let_pass(days=1)
    for browser in (DESK, PHONE):
        assert room.devices.bodies(browser.endpoint) == ["Bakkerij Peeters: 3 nieuwe brieven"]
    assert room.postbox.subjects("an@example.be") == ["Bakkerij Peeters: 3 nieuwe brieven"]
    _, said = room.devices.shown[0]
    assert said["link"] == f"{ORIGIN}/t/{room.bakery}/inbox"
    assert said["language"] == "nl"


def test_a_notice_says_how_much_and_never_what(room: AnnouncingMailRoom) -> None:
    room.subscribe(room.person("an", room.bakery), DESK)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert not re.search("gas|invoice|vivaqua", str(room.devices.shown), re.IGNORECASE)


def test_quiet_hours_and_digests_count_for_devices_too(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery, room.garage)
    room.choose(an, room.bakery, Rhythm.INSTANT)
    room.hours(an, 9, 12)
    room.subscribe(an, DESK)
    room.filed_letter(room.bakery)
    room.filed_letter(room.garage)
    room.let_pass(minutes=10)
    assert room.devices.shown == []
    room.let_pass(hours=2)
    assert room.devices.bodies(DESK.endpoint) == ["Bakkerij Peeters: 1 new letter"]
    room.let_pass(days=1)
    assert room.devices.bodies(DESK.endpoint)[1:] == ["Garage Dupont: 1 new letter"]


def test_all_mailboxes_are_lines_of_one_notice(room: AnnouncingMailRoom) -> None:
    room.subscribe(room.person("an", room.bakery, room.garage), DESK)
    room.filed_letter(room.garage)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert room.devices.bodies(DESK.endpoint) == ["Bakkerij Peeters: 1 new letter\nGarage Dupont: 1 new letter"]


def test_a_device_that_is_gone_is_forgotten_and_nothing_fails(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.subscribe(an, DESK)
    room.subscribe(an, PHONE)
    room.devices.gone.add(DESK.endpoint)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert room.endpoints(an) == [PHONE.address.endpoint_hash]
    assert len(room.devices.bodies(PHONE.endpoint)) == 1
    assert failures(room) == []


def test_a_push_service_that_is_away_is_asked_again(room: AnnouncingMailRoom) -> None:
    room.subscribe(room.person("an", room.bakery), DESK)
    room.devices.away.add(DESK.endpoint)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert room.devices.shown == []
    room.devices.away.clear()
    room.let_pass(minutes=5)
    assert room.devices.bodies(DESK.endpoint) == ["Bakkerij Peeters: 1 new letter"]


def test_a_refusal_is_a_row_that_people_see_and_the_mail_leaves_all_the_same(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.subscribe(an, DESK)
    room.devices.refusing.add(DESK.endpoint)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert failures(room) == [("notifications.push_news", "push_refused")]
    assert len(room.postbox.mails) > 0
    assert room.endpoints(an) == [DESK.address.endpoint_hash]


@pytest.mark.parametrize("why", ["stopped", "turned off", "account closed"])
def test_who_wants_no_more_sees_no_more(room: AnnouncingMailRoom, why: str) -> None:
    an = room.person("an", room.bakery)
    room.subscribe(an, DESK)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        if why == "stopped":
            stop_all(uow.session, an, room.clock.now())
        elif why == "turned off":
            (device_id,) = room.device_ids(an)
            assert remove_device(uow.session, an, device_id)
        else:
            forget_devices(uow.session, [an])
        uow.commit()
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert room.devices.shown == []


def test_what_was_ordered_for_a_device_that_was_turned_off_meanwhile_is_dropped(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.subscribe(an, DESK)
    room.devices.away.add(DESK.endpoint)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    (device_id,) = room.device_ids(an)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        remove_device(uow.session, an, device_id)
        uow.commit()
    room.devices.away.clear()
    room.let_pass(minutes=5)
    assert room.devices.shown == []
    assert failures(room) == []


def test_nobody_turns_off_a_device_of_somebody_else(room: AnnouncingMailRoom) -> None:
    an, bo = room.person("an", room.bakery), room.person("bo", room.bakery)
    room.subscribe(an, DESK)
    (device_id,) = room.device_ids(an)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        assert not remove_device(uow.session, bo, device_id)
        uow.commit()
    assert room.endpoints(an) == [DESK.address.endpoint_hash]


def test_a_browser_tells_the_person_who_turned_notices_on_last(room: AnnouncingMailRoom) -> None:
    an, bo = room.person("an", room.bakery), room.person("bo", room.bakery)
    for person in (an, bo, bo):
        room.subscribe(person, DESK)
    assert room.endpoints(an) == []
    assert room.endpoints(bo) == [DESK.address.endpoint_hash]


def test_beyond_twenty_devices_the_first_makes_room(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    browsers = [PushBrowser(f"https://push.example/{number}") for number in range(MOST_DEVICES + 1)]
    for browser in browsers:
        room.subscribe(an, browser)
        room.clock.advance(minutes=1)
    assert room.endpoints(an) == [browser.address.endpoint_hash for browser in reversed(browsers[1:])]


@pytest.mark.parametrize("endpoint", ["http://push.example/a", "ftp://push.example", "", "https://" + "a" * 2_000])
def test_only_addresses_of_push_services_are_kept(room: AnnouncingMailRoom, endpoint: str) -> None:
    an = room.person("an", room.bakery)
    address = DeviceAddress(endpoint, DESK.address.public_key, DESK.address.secret)
    with room.database.unit_of_work(TEST_SCOPE) as uow, pytest.raises(DeviceRefused):
        add_device(uow.session, an, address, "Firefox", room.clock.now())


def failures(room: AnnouncingMailRoom) -> list[tuple[str, str | None]]:
    with room.database.reading(TEST_SCOPE) as session:
        return [(each.actor, each.error_code) for each in failed_deliveries(session)]
