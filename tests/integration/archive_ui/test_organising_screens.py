"""Letters put in order on the screens, as a browser without scripts does it, and the calendar that tells of them."""

from __future__ import annotations

import re

from flask import Flask
from icalendar import Calendar

from kernel.tenancy.directory_changes import put_role
from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor

UNDO = re.compile(r'action="([^"]+/letters/undo/[^"]+)"')
ADDRESS = re.compile(r"https?://[^<\"]+\.ics")


def at(town: Town, page: str) -> str:
    return f"/t/{town.house.tenants['kroon']}/{page}"


def undo_of(page: str) -> str:
    found = UNDO.search(page)
    assert found is not None
    return found[1].replace("&amp;", "&")


def listed(visitor: Visitor, address: str) -> list[str]:
    return re.findall(r'name="document" value="(\w+)"', visitor.get(address).text)


def test_ticked_letters_are_starred_and_the_star_taken_back(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    inbox, starred = at(own_town, "inbox"), at(own_town, "inbox?show=starred")
    chosen = listed(visitor, inbox)
    assert len(chosen) == 2

    answer = visitor.send(at(own_town, "letters/mark"), {"document": chosen, "do": "star", "next": inbox})
    assert (answer.status_code, answer.headers["Location"]) == (303, inbox)
    undo = undo_of(visitor.get(inbox).text)
    assert sorted(listed(visitor, starred)) == sorted(chosen)
    assert listed(Visitor(own_app, "owner"), starred) == []

    visitor.send(undo)
    assert listed(visitor, starred) == []


def test_a_button_beside_one_letter_leaves_the_ticked_ones_alone(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    first, second = listed(visitor, at(own_town, "inbox"))
    visitor.send(at(own_town, "letters/mark"), {"document": [first], "do": f"star:{second}"})
    assert listed(visitor, at(own_town, "inbox?show=starred")) == [second]


def test_what_is_to_be_done_with_many_is_shown_first(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    chosen = listed(visitor, at(own_town, "inbox"))
    visitor.send(at(own_town, "letters/mark"), {"document": chosen[:1], "do": "read"})
    answer = visitor.send(at(own_town, "letters/choose"), {"document": chosen, "next": at(own_town, "inbox")})
    page = visitor.get(answer.headers["Location"]).text
    assert page.count(f'name="document" value="{chosen[0]}"') >= 2
    assert "(1)" in page

    words = own_town.words["kroon"]
    visitor.send(at(own_town, "letters/organise"), {"document": chosen, "do": "file", "folder_id": words.folder_id})
    assert set(listed(visitor, at(own_town, f"inbox?folder={words.folder_id}"))) >= set(chosen)


def test_an_undo_after_somebody_elses_change_changes_nothing(own_app: Flask, own_town: Town) -> None:
    member, owner = Visitor(own_app, "member"), Visitor(own_app, "owner")
    url, letter = at(own_town, "letters/organise"), own_town.filed
    people = own_town.house.users
    member.send(url, {"document": [letter], "do": "assign", "user_id": people["member"]})
    undo = undo_of(member.get(at(own_town, "inbox")).text)
    owner.send(url, {"document": [letter], "do": "assign", "user_id": people["owner"]})

    assert member.send(undo).status_code == 303
    assert listed(owner, at(own_town, "inbox?show=mine")) == [letter]
    assert listed(member, at(own_town, "inbox?show=mine")) == []


def test_a_letter_opened_after_its_day_is_no_longer_on_top(own_app: Flask, own_town: Town) -> None:
    visitor, town = Visitor(own_app, "owner"), own_town
    visitor.get(at(town, f"documents/{town.filed}"))
    tomorrow = (town.house.clock.now().date()).replace(day=28).isoformat()
    visitor.send(at(town, "letters/mark"), {"document": [town.filed], "do": "snooze", "until": tomorrow})
    assert town.filed not in listed(visitor, at(town, "inbox"))
    assert listed(visitor, at(town, "inbox?show=snoozed")) == [town.filed]

    town.house.clock.advance(days=40)
    again = Visitor(own_app, "owner")
    assert listed(again, at(town, "inbox"))[0] == town.filed
    again.get(at(town, f"documents/{town.filed}"))
    assert listed(again, at(town, "inbox"))[0] != town.filed


def test_a_note_is_shown_escaped_and_changed_by_its_author_alone(own_app: Flask, own_town: Town) -> None:
    member, owner = Visitor(own_app, "member"), Visitor(own_app, "owner")
    letter = at(own_town, f"documents/{own_town.filed}")
    member.send(f"{letter}/notes", {"text": "<b>bel</b> hen"})
    page = member.get(letter).text
    assert "&lt;b&gt;bel&lt;/b&gt; hen" in page
    (mine,) = set(re.findall(rf'action="({letter}/notes/\w+)"', page))
    assert owner.send(mine, {"do": "keep", "text": "ours"}).status_code == 403
    member.send(mine, {"do": "remove"})
    assert "bel&lt;/b&gt;" not in member.get(letter).text
    member.send(f"{mine}?do=restore")
    assert "bel&lt;/b&gt;" in member.get(letter).text


def test_a_label_is_made_renamed_removed_and_back(own_app: Flask, own_town: Town) -> None:
    visitor, page = Visitor(own_app, "member"), at(own_town, "labels")
    visitor.send(page, {"name": "Garantie", "colour": "green"})
    assert "Garantie" in visitor.get(page).text
    visitor.send(page, {"name": "garantie"})
    visitor.send(page, {"name": "garantie"})
    assert 'value="garantie"' not in visitor.get(page).text
    mine = at(own_town, f"labels/{own_town.words['kroon'].label_id}")
    visitor.send(mine, {"do": "remove"})
    assert f"Belasting {CANARY}" not in visitor.get(page).text
    visitor.send(f"{mine}?do=restore")
    assert f"Belasting {CANARY}" in visitor.get(page).text


def test_menus_count_what_is_under_each_word(own_app: Flask, own_town: Town) -> None:
    visitor, words = Visitor(own_app, "viewer"), own_town.words["kroon"]
    inbox = visitor.get(at(own_town, "inbox")).text
    for of, word in (("labels", f"label={words.label_id}"), ("folders", f"folder={words.folder_id}")):
        address = at(own_town, f"inbox/words?of={of}")
        assert address in inbox
        menu = visitor.get(address).text
        assert re.search(rf'href="[^"]+{word}".*?<span class="soft small">1</span>', menu)
        assert (
            CANARY
            not in Visitor(own_app, "stranger")
            .get(address.replace(own_town.house.tenants["kroon"], own_town.house.tenants["lumiere"]))
            .text
        )


def test_a_calendar_tells_little_and_ends_with_the_person(own_app: Flask, own_town: Town) -> None:
    visitor, nobody, page = Visitor(own_app, "member"), Visitor(own_app), at(own_town, "calendar")
    made = ADDRESS.search(visitor.send(page).text)
    assert made is not None
    path = "/calendar/" + made[0].rpartition("/")[2]
    assert made[0] not in visitor.get(page).text

    answer = nobody.get(path)
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert event.decoded("dtstart").isoformat() == "2026-03-15"
    assert own_town.filed in str(event["url"])
    assert CANARY not in answer.text

    told = ADDRESS.search(visitor.send(page, {"tells_sender": "1"}).text)
    assert told is not None
    newer = "/calendar/" + told[0].rpartition("/")[2]
    assert nobody.get(path).status_code == 404
    assert f"Vivaqua {CANARY}" in nobody.get(newer).text

    house = own_town.house
    with house.database.unit_of_work(TOWN) as uow:
        put_role(
            uow.session, house.users["member"], house.tenants["kroon"], None, house.users["owner"], house.clock.now()
        )
        uow.commit()
    assert nobody.get(newer).status_code == 404


def test_a_program_reads_and_sets_labels_folder_and_notes(own_app: Flask, own_town: Town) -> None:
    program, words, letter = Program(own_app, new_key(own_town.house).secret), own_town.words["kroon"], own_town.filed
    order = program.get(f"/documents/{letter}/order").get_json()
    assert [label["label_id"] for label in order["labels"]] == [words.label_id]
    assert (order["folder"]["folder_id"], len(order["notes"])) == (words.folder_id, 1)
    assert [row["document_id"] for row in program.get("/documents", label=words.label_id).get_json()["documents"]] == [
        letter
    ]

    assert program.call("PUT", f"/documents/{letter}/labels", json={"label_ids": []}).get_json() == {"labels": []}
    assert program.call("PUT", f"/documents/{letter}/folder", json={"folder_id": None}).get_json() == {"folder": None}
    note = program.call("POST", f"/documents/{letter}/notes", json={"text": "booked"})
    assert note.status_code == 201
    assert program.get("/documents", label=words.label_id).get_json()["documents"] == []
    assert program.get("/documents", folder="f" * 32).status_code == 404
    assert "booked" in Visitor(own_app, "viewer").get(at(own_town, f"documents/{letter}")).text


def test_found_letters_are_ticked_and_starred_where_they_are_listed(own_app: Flask, own_town: Town) -> None:
    visitor, search = Visitor(own_app, "viewer"), at(own_town, f"search?q={CANARY}")
    page = visitor.get(search).text
    found = re.findall(r'name="document" value="(\w+)"', page)
    assert own_town.filed in found
    assert 'action="' + at(own_town, "letters/choose") in page

    answer = visitor.send(at(own_town, "letters/mark"), {"do": f"star:{own_town.filed}", "next": search})
    assert answer.headers["Location"] == search
    assert visitor.get(search).text.count('aria-pressed="true"') == 1


def test_everything_found_is_chosen_without_ticking(own_app: Flask, own_town: Town) -> None:
    visitor, search = Visitor(own_app, "member"), at(own_town, f"search?q={CANARY}")
    page = visitor.get(search).text
    address = re.search(r'href="([^"]+/letters\?found=[^"]+)"', page)
    assert address is not None
    chosen = visitor.get(address[1].replace("&amp;", "&")).text
    for letter in re.findall(r'name="document" value="(\w+)"', page):
        assert f'name="document" value="{letter}"' in chosen
    nothing = visitor.get(at(own_town, "letters?found=q%3Dnosuchwordanywhere"))
    assert (nothing.status_code, 'name="document"' in nothing.text) == (200, False)


def test_letters_are_binned_together_and_come_back_together(own_app: Flask, own_town: Town) -> None:
    owner, inbox = Visitor(own_app, "owner"), at(own_town, "inbox")
    chosen = listed(owner, inbox)
    owner.send(at(own_town, f"documents/{own_town.filed}/hold"), {"do": "place"})
    # A hold keeps one, and what could not be understood is not filed.
    gone = set(chosen) - {own_town.filed, own_town.failed["kroon"]}
    assert gone
    assert Visitor(own_app, "member").send(at(own_town, "letters/bin"), {"document": chosen}).status_code == 403

    every = [*chosen, own_town.filed, own_town.failed["kroon"]]
    owner.send(at(own_town, "letters/bin"), {"document": every, "next": inbox})
    page = owner.get(inbox).text
    assert not gone & set(listed(owner, inbox))
    assert listed(owner, at(own_town, f"inbox?label={own_town.words['kroon'].label_id}")) == [own_town.filed]
    undo = re.search(r'action="([^"]+/letters/bin/[^"]+/undo[^"]*)"', page)
    assert undo is not None
    assert owner.send(undo[1].replace("&amp;", "&")).status_code == 303
    assert sorted(listed(owner, inbox)) == sorted(chosen)
    assert owner.send(undo[1].replace("&amp;", "&")).status_code == 404
