"""Many facts become one mail of counts to each person, at their time, once."""

from __future__ import annotations

import re

import pytest

from kernel.ids import UserId
from notifications.choices import stop_all, take_up
from notifications.kinds import Kind, Rhythm
from notifications.stopping import stop_token, whose_token
from tests.factories.announcing_mail_room import MAIL_KEY, ORIGIN, AnnouncingMailRoom
from tests.factories.outbox import TEST_SCOPE

AN, BO = "an@example.be", "bo@example.be"


def test_several_letters_are_one_mail_and_it_is_sent_once(room: AnnouncingMailRoom) -> None:
    room.choose(room.person("an", room.bakery), room.bakery, Rhythm.INSTANT)
    for _ in range(3):
        room.filed_letter(room.bakery)
    room.let_pass(minutes=4)
    assert room.postbox.mails == []

    room.let_pass(minutes=2)
    room.let_pass(days=9)
    assert room.postbox.subjects(AN) == ["Bakkerij Peeters: 3 new letters"]
    (mail,) = room.postbox.mails
    assert f"{ORIGIN}/t/{room.bakery}/inbox" in mail.text


def test_it_says_how_much_and_never_what(room: AnnouncingMailRoom) -> None:
    room.person("an", room.bakery)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    (mail,) = room.postbox.mails
    for said in (mail.subject, mail.text, mail.html):
        assert not re.search("gas|invoice|vivaqua", said, re.IGNORECASE)


def test_the_next_mail_waits_longer_and_longer(room: AnnouncingMailRoom) -> None:
    room.choose(room.person("an", room.bakery), room.bakery, Rhythm.INSTANT)
    for _ in range(21):
        room.filed_letter(room.bakery)
        room.let_pass(minutes=10)
    counts = [int(re.findall(r": (\d+) new", subject)[0]) for subject in room.postbox.subjects(AN)]
    assert counts == [1, 1, 2, 4, 8]


def test_a_day_of_letters_is_one_mail_in_the_morning_of_ones_own_language(room: AnnouncingMailRoom) -> None:
    room.person("an", room.bakery, language="nl")
    for _ in range(3):
        room.filed_letter(room.bakery)
        room.let_pass(hours=4)
    room.let_pass(hours=12)
    assert room.postbox.subjects(AN) == ["Bakkerij Peeters: 3 nieuwe brieven"]


def test_all_mailboxes_of_one_person_are_in_one_mail(room: AnnouncingMailRoom) -> None:
    room.person("an", room.bakery, room.garage)
    room.person("bo", room.garage)
    room.filed_letter(room.bakery)
    room.filed_letter(room.garage)
    room.let_pass(days=1)
    assert room.postbox.subjects(AN) == ["2 of your mailboxes have news"]
    assert room.postbox.subjects(BO) == ["Garage Dupont: 1 new letter"]
    (mail,) = [mail for mail in room.postbox.mails if mail.to == AN]
    assert "Bakkerij Peeters: 1 new letter\n\nGarage Dupont: 1 new letter" in mail.text
    assert f"{ORIGIN}/\n" in mail.text


def test_what_was_opened_meanwhile_is_no_news(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    opened, kept = room.filed_letter(room.bakery), room.filed_letter(room.bakery)
    room.open(opened, an)
    room.let_pass(days=1)
    assert kept
    assert room.postbox.subjects(AN) == ["Bakkerij Peeters: 1 new letter"]


def test_what_one_brought_in_oneself_is_no_news(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.person("bo", room.bakery)
    room.uploaded_letter(room.bakery, an)
    room.let_pass(days=1)
    assert room.postbox.subjects(AN) == []
    assert room.postbox.subjects(BO) == ["Bakkerij Peeters: 1 new letter"]


@pytest.mark.parametrize("why", ["never", "other kind", "stopped", "not reached", "elsewhere"])
def test_who_does_not_want_it_or_cannot_be_reached_gets_nothing(room: AnnouncingMailRoom, why: str) -> None:
    an = room.person(
        "an", *([] if why == "elsewhere" else [room.bakery]), room.garage, is_verified=why != "not reached"
    )
    if why in ("never", "other kind"):
        room.choose(an, room.bakery, Rhythm.NEVER if why == "never" else Rhythm.INSTANT, Kind.TASK_DUE)
    if why == "stopped":
        stop(room, an)
    room.filed_letter(room.bakery)
    room.let_pass(days=8)
    assert room.postbox.mails == []


def test_stopping_drops_what_waits_and_taking_up_begins_anew(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    stop(room, an)
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        take_up(uow.session, an)
        uow.commit()
    room.let_pass(days=1)
    assert room.postbox.mails == []

    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    assert room.postbox.subjects(AN) == ["Bakkerij Peeters: 1 new letter"]


def test_a_new_rhythm_counts_for_what_waits(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.filed_letter(room.bakery)
    room.tell()
    room.choose(an, room.bakery, Rhythm.INSTANT)
    room.let_pass(minutes=6)
    assert room.postbox.subjects(AN) == ["Bakkerij Peeters: 1 new letter"]


def test_nothing_is_sent_in_quiet_hours_that_were_chosen_after_the_news(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.choose(an, room.bakery, Rhythm.INSTANT)
    room.filed_letter(room.bakery)
    room.tell()
    room.hours(an, 9, 12)
    room.let_pass(minutes=10)
    assert room.postbox.mails == []
    room.let_pass(hours=2)
    assert len(room.postbox.mails) == 1


def test_an_operator_hears_of_the_quarantine_and_not_of_letters(room: AnnouncingMailRoom) -> None:
    room.operator_person("an")
    gone, kept = (room.receive(room.operator, content) for content in (b"one", b"two"))
    for item in (gone, kept):
        room.quarantine(item.intake_id)
    room.discard(gone.intake_id)
    room.separated_letter()
    room.let_pass(days=1)
    assert room.postbox.subjects(AN) == ["Scan House: 1 file in quarantine"]
    assert f"{ORIGIN}/t/{room.operator}/quarantine" in room.postbox.mails[0].text


def test_a_task_is_told_once_when_its_day_is_near_and_again_for_another_day(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.choose(an, room.bakery, Rhythm.INSTANT, Kind.TASK_DUE)
    document_id = room.filed_letter(room.bakery)
    room.task(document_id, in_days=5)
    room.let_pass(hours=1)
    assert room.postbox.mails == []
    for _ in range(5):
        room.let_pass(days=1)
    assert room.postbox.subjects(AN) == ["Bakkerij Peeters: 1 task is due soon"]

    room.task(document_id, in_days=2)
    for _ in range(3):
        room.let_pass(days=1)
    assert len(room.postbox.subjects(AN)) == 2


def test_who_is_given_a_letter_hears_of_it_and_who_takes_one_knows(room: AnnouncingMailRoom) -> None:
    an, bo = room.person("an", room.bakery), room.person("bo", room.bakery)
    for person in (an, bo):
        room.choose(person, room.bakery, Rhythm.INSTANT, Kind.ASSIGNED)
    given, kept, back = (room.filed_letter(room.bakery) for _ in range(3))
    room.assign(room.bakery, an, bo, given)
    room.assign(room.bakery, an, an, kept)
    room.assign(room.bakery, an, bo, back)
    room.assign(room.bakery, an, None, back)
    room.open(given, bo)
    room.let_pass(minutes=6)
    assert room.postbox.subjects(AN) == []
    assert room.postbox.subjects(BO) == ["Bakkerij Peeters: 1 letter was given to you"]


def test_the_link_in_the_mail_stops_the_mails_of_that_person_alone(room: AnnouncingMailRoom) -> None:
    an = room.person("an", room.bakery)
    room.filed_letter(room.bakery)
    room.let_pass(days=1)
    (mail,) = room.postbox.mails
    assert mail.stop_link is not None
    assert mail.stop_link in mail.text
    token = mail.stop_link.rpartition("/")[2]
    assert whose_token(token, MAIL_KEY) == an
    other = UserId("0" * 32)
    for forged in (token[:-1], token + "A", token.replace(an, other), stop_token(an, b"other"), an, "", "é.é"):
        assert whose_token(forged, MAIL_KEY) is None


def stop(room: AnnouncingMailRoom, user_id: UserId) -> None:
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        stop_all(uow.session, user_id, room.clock.now())
        uow.commit()
