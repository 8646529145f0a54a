"""What each screen shows and does, without a script ever running."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask

from archive.lifecycle import DocumentState
from archive.repository import count_documents, get_document, list_intake
from kernel.tenancy.scope import TenantScope
from tests.integration.archive_ui.town import CANARY, Town, begin_reading
from tests.integration.archive_ui.visitor import Visitor


def at(town: Town, tenant: str, rest: str) -> str:
    return f"/t/{town.house.tenants[tenant]}/{rest}"


def letters_on(page: str) -> list[str]:
    return re.findall(r'class="letter[^"]*" href="[^"]*/documents/([0-9a-f]{32})"', page)


def test_the_only_mailbox_opens_by_itself(app: Flask, town: Town) -> None:
    assert Visitor(app, "owner").get("/").headers["Location"] == at(town, "kroon", "inbox")


def test_the_page_asked_for_opens_after_signing_in(app: Flask, town: Town) -> None:
    wanted = at(town, "kroon", "search?q=water")
    visitor = Visitor(app)
    assert "next=%2Ft%2F" in visitor.get(wanted).headers["Location"]
    assert visitor.sign_in("owner@example.org", "correct horse battery staple 42", wanted).headers["Location"] == wanted


def test_the_inbox_pages_through_everything_once(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    first = visitor.get(at(own_town, "kroon", "inbox")).text
    following = re.search(r'href="([^"]*inbox\?after=[^"]+)" rel="next"', first)
    assert following is not None
    second = visitor.get(following[1]).text
    seen = letters_on(first) + letters_on(second)
    assert len(letters_on(first)) == 2
    assert len(seen) == len(set(seen)) == 4
    assert "4 letters" in first


def test_a_letter_is_new_to_everybody_until_they_open_it_themselves(own_app: Flask, own_town: Town) -> None:
    viewer, owner = Visitor(own_app, "viewer"), Visitor(own_app, "owner")
    assert "4 letters, 4 new" in viewer.get(at(own_town, "kroon", "inbox")).text
    viewer.get(at(own_town, "kroon", f"documents/{own_town.filed}"))
    assert "4 letters, 3 new" in viewer.get(at(own_town, "kroon", "inbox")).text
    assert "4 letters, 4 new" in owner.get(at(own_town, "kroon", "inbox")).text


def test_a_letter_is_unread_until_somebody_opens_it(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    assert visitor.get(at(own_town, "kroon", "inbox?after=none")).text.count("Unread:") == 2
    for letter in letters_on(visitor.get(at(own_town, "kroon", "inbox")).text):
        visitor.get(at(own_town, "kroon", f"documents/{letter}"))
    assert "Unread:" not in visitor.get(at(own_town, "kroon", "inbox")).text


def test_a_letter_shows_page_text_details_and_downloads(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    page = visitor.get(at(town, "kroon", f"documents/{town.filed}")).text
    assert "Waterlaan 12, 1000 Brussel" in page
    assert "€1,234.50" in page
    assert "14 Feb 2026" in page
    assert "/documents/" + town.filed + "/edit" not in page
    image = visitor.get(at(town, "kroon", f"documents/{town.filed}/pages/1.webp"))
    assert image.data[:4] == b"RIFF"
    text = visitor.get(at(town, "kroon", f"documents/{town.filed}/text")).text
    assert text.count("\f") == 2


def test_marks_lie_where_the_words_are(app: Flask, town: Town) -> None:
    page = Visitor(app, "viewer").get(at(town, "kroon", f"documents/{town.filed}?q=water")).text
    assert 'viewBox="0 0 1240 1754"' in page
    assert len(re.findall(r'<rect class="hit" x="\d+" y="\d+" width="\d+" height="\d+" rx="4"/>', page)) == 2
    assert "2 marks on this page" in page


def test_a_page_that_failed_says_so_and_the_rest_goes_on(app: Flask, town: Town) -> None:
    page = Visitor(app, "viewer").get(at(town, "kroon", f"documents/{town.filed}?page=3"))
    assert page.status_code == 200
    assert "The page cannot be drawn" in page.text


def test_changing_fields_keeps_what_they_were(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    url = at(own_town, "kroon", f"documents/{own_town.filed}/edit")
    version = re.search(r'name="version" value="(\d+)"', visitor.get(url).text)
    assert version is not None
    values = {"version": version[1], "sender": "Vivaqua", "kind": "invoice", "amount": "99,90", "currency": "EUR"}
    assert visitor.send(url, values).status_code == 303
    with own_town.house.database.reading(TenantScope(own_town.house.tenants["kroon"])) as session:
        document = get_document(session, own_town.filed)
    assert document.summary.amount_minor == 9_990
    assert {change.field for change in document.history} >= {"sender", "amount_minor"}
    assert "Maarten Claes" in visitor.get(at(own_town, "kroon", f"documents/{own_town.filed}")).text
    assert visitor.send(url, values).status_code == 409


def test_a_field_that_makes_no_sense_comes_back_with_the_form(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    url = at(own_town, "kroon", f"documents/{own_town.filed}/edit")
    answer = visitor.send(url, {"version": "2", "sender": "Kept", "amount": "much", "document_date": "yesterday"})
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.text
    assert answer.text.count("field__problem") == 2


def test_search_shows_snippets_and_opens_at_the_marked_page(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    page = visitor.get(at(town, "kroon", "search?q=meterstand")).text
    assert "<mark>Meterstand</mark>" in page
    assert f"/documents/{town.filed}?q=meterstand&amp;page=2" in page
    assert "1 letter found" in page


def test_search_filters_by_kind_and_date(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    assert "1 letter found" in visitor.get(at(town, "kroon", "search?kind=invoice")).text
    assert "Nothing was found" in visitor.get(at(town, "kroon", "search?q=water&last=2025-01-01")).text
    assert "A date was not understood" in visitor.get(at(town, "kroon", "search?q=water&last=soon")).text


def test_a_broken_index_is_said_to_be_broken(own_app: Flask, own_town: Town) -> None:
    own_town.house.engine.damage(own_town.house.tenants["kroon"])
    answer = Visitor(own_app, "viewer").get(at(own_town, "kroon", "search?q=water"))
    assert answer.status_code == 503
    assert "Search is out of order" in answer.text
    assert "Nothing was found" not in answer.text


def test_several_files_in_a_plain_form(own_app: Flask, own_town: Town) -> None:
    files = [(io.BytesIO(b"one"), "een.pdf"), (io.BytesIO(b"two"), "twee.pdf")]
    visitor = Visitor(own_app, "member")
    answer = visitor.send(at(own_town, "kroon", "upload"), {"files": files})
    assert answer.headers["Location"] == at(own_town, "kroon", "received")
    page = visitor.get(answer.headers["Location"]).text
    assert "een.pdf" in page
    assert "2 bestanden ontvangen." in page


def test_a_form_that_is_sent_twice_is_received_once(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    form_key = re.search(r'name="form_key" value="([0-9a-f]{32})"', visitor.get(at(own_town, "kroon", "upload")).text)
    assert form_key is not None

    def send(*contents: bytes) -> None:
        files = [(io.BytesIO(content), "dubbel.pdf") for content in contents]
        form = {"files": files, "form_key": form_key[1]}
        assert visitor.send(at(own_town, "kroon", "upload"), form).status_code == 303

    def received() -> int:
        with own_town.house.database.reading(TenantScope(own_town.house.tenants["kroon"])) as session:
            return sum(item.file_name == "dubbel.pdf" for item in list_intake(session))

    send(b"%PDF one", b"%PDF two")
    once = received()
    send(b"%PDF one", b"%PDF two")
    assert received() == once == 2
    # The back button brings the same form; another file chosen in it is another letter.
    send(b"%PDF three")
    assert received() == 3
    # Two of the same in one form are two files, as their sender sees it; sent again they are the same two.
    send(b"%PDF one", b"%PDF one")
    send(b"%PDF one", b"%PDF one")
    assert received() == 4


def test_an_upload_in_parts_goes_on_where_it_stopped(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    uploads = at(own_town, "kroon", "uploads")
    begun = visitor.call("POST", uploads, json={"file_name": "groot.pdf", "size_bytes": 10})
    assert begun.status_code == 201
    upload = f"{uploads}/{begun.json['upload_id']}"  # type: ignore[index]  # a JSON object, as the status says
    assert visitor.call("PATCH", f"{upload}?offset=0", data=b"12345").json["received_bytes"] == 5  # type: ignore[index]  # as above
    lost = visitor.call("PATCH", f"{upload}?offset=0", data=b"12345")
    assert (lost.status_code, lost.json["expected"]) == (409, 5)  # type: ignore[index]  # as above
    assert visitor.call("POST", f"{upload}/finish").status_code == 409
    visitor.call("PATCH", f"{upload}?offset=5", data=b"67890")
    done = visitor.call("POST", f"{upload}/finish")
    again = visitor.call("POST", f"{upload}/finish")
    assert done.status_code == 201
    assert done.json["intake_id"] == again.json["intake_id"]  # type: ignore[index]  # as above


def test_the_live_list_answers_304_while_nothing_changes(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    begin_reading(own_town.house, "kroon", "stapel.pdf", 3)
    first = visitor.get(at(own_town, "kroon", "received/list"))
    assert "0 of 3 pages read" in first.text
    tag = first.headers["ETag"]
    assert visitor.get(at(own_town, "kroon", "received/list"), {"If-None-Match": tag}).status_code == 304
    begin_reading(own_town.house, "kroon", "nog-een.pdf", 1)
    assert visitor.get(at(own_town, "kroon", "received/list"), {"If-None-Match": tag}).status_code == 200


def test_an_operator_files_one_letter_and_gets_the_next(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "operator")
    first, second = own_town.waiting
    url = at(own_town, "operator", f"indexing/{first}")
    page = visitor.get(url).text
    assert "The name differs in a letter or two" in page
    assert "62% sure" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    values = {"do": "file", "version": version[1], "tenant_id": own_town.house.tenants["lumiere"], "sender": "Vivaqua"}
    assert visitor.send(url, values).headers["Location"] == at(own_town, "operator", f"indexing/{second}")
    owner = Visitor(own_app, "stranger")
    assert owner.get(at(own_town, "lumiere", f"documents/{first}")).status_code == 200
    assert owner.get(at(own_town, "lumiere", f"documents/{first}/pages/1.webp")).status_code == 200
    assert visitor.get(at(own_town, "operator", f"documents/{first}")).status_code == 404


def test_the_recipients_filter_keeps_what_was_written(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "operator")
    url = at(own_town, "operator", f"indexing/{own_town.waiting[0]}")
    answer = visitor.send(url, {"do": "filter", "wanted": "scanhuis", "sender": "As written", "version": "2"})
    assert answer.status_code == 200
    assert 'value="As written"' in answer.text
    assert "Scanhuis Noord</span>" in answer.text


def test_skipping_goes_on_and_ends_at_the_queue(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "operator")
    first, second = town.waiting
    assert visitor.get(at(town, "operator", f"indexing/next?after={first}")).headers["Location"].endswith(second)
    assert visitor.get(at(town, "operator", f"indexing/next?after={second}")).headers["Location"].endswith("/indexing")


def test_quarantine_tells_why_and_lets_people_decide(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    page = visitor.get(at(own_town, "kroon", "quarantine")).text
    assert "The file is locked with a password" in page
    assert "Reading needed too much memory" in page
    item = own_town.quarantined["kroon"].intake_id
    original = visitor.get(at(own_town, "kroon", f"quarantine/files/{item}/original"))
    assert original.data == b"%PDF locked kroon"
    for act in (
        f"quarantine/files/{item}/retry",
        f"quarantine/pages/{own_town.failed_pages['kroon']}/retry",
        f"quarantine/documents/{own_town.failed['kroon']}/retry",
    ):
        assert visitor.send(at(own_town, "kroon", act)).status_code == 303
    with own_town.house.database.reading(TenantScope(own_town.house.tenants["kroon"])) as session:
        assert DocumentState.FAILED not in count_documents(session)


def test_a_page_in_quarantine_can_be_taken_home_as_it_came(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    address = at(own_town, "kroon", f"quarantine/pages/{own_town.failed_pages['kroon']}/original")
    assert address in visitor.get(at(own_town, "kroon", "quarantine")).text
    original = visitor.get(address)
    assert original.data == b"half of it"
    assert original.headers["Content-Type"] == "application/octet-stream"
    assert "page-1.pdf" in original.headers["Content-Disposition"]


def test_a_failed_letter_can_be_gone_on_with_by_hand(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    address = at(own_town, "kroon", f"quarantine/documents/{own_town.failed['kroon']}/take-up")
    assert address in visitor.get(at(own_town, "kroon", "quarantine")).text
    assert visitor.send(address).status_code == 303
    assert visitor.send(address).status_code == 409, "it is on its way already"
    with own_town.house.database.reading(TenantScope(own_town.house.tenants["kroon"])) as session:
        state = get_document(session, own_town.failed["kroon"]).summary.state
        assert state is DocumentState.ASSEMBLING


def test_a_refused_file_is_on_the_list_until_somebody_takes_it_off(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    page = visitor.get(at(own_town, "kroon", "quarantine")).text
    assert f"refused/{CANARY}-te-groot.pdf" in page
    assert "The file is too large" in page
    visitor.send(at(own_town, "kroon", f"quarantine/refused/{own_town.refused['kroon']}/settle"))
    assert f"{CANARY}-te-groot.pdf" not in visitor.get(at(own_town, "kroon", "quarantine")).text


def test_a_discarded_file_leaves_the_quarantine(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "owner")
    item = own_town.quarantined["kroon"].intake_id
    visitor.send(at(own_town, "kroon", f"quarantine/files/{item}/discard"))
    assert f"{CANARY}-loon.pdf" not in visitor.get(at(own_town, "kroon", "quarantine")).text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Inbox"),
        ("nl", "Postvak"),
        ("fr", "Boîte de réception"),
        ("de", "Posteingang"),
        ("it", "Posta in arrivo"),
    ],
)
def test_every_language_can_be_chosen(own_app: Flask, own_town: Town, language: str, title: str) -> None:
    visitor = Visitor(own_app, "owner")
    visitor.send("/language", {"language": language, "next": "/"})
    page = visitor.get(at(own_town, "kroon", "inbox")).text
    assert f'<html lang="{language}">' in page
    assert f"<h1>{title}</h1>" in page


def test_amounts_and_dates_follow_the_language(app: Flask, town: Town) -> None:
    page = Visitor(app, "member").get(at(town, "kroon", f"documents/{town.filed}")).text
    assert "€\xa01.234,50" in page
    assert "14 feb 2026" in page


def test_letters_words_are_never_html(own_app: Flask, own_town: Town) -> None:
    own_town.house.receive("kroon", "<b onload=alert(1)>.pdf", b"x")
    page = Visitor(own_app, "viewer").get(at(own_town, "kroon", "received")).text
    assert "<b onload" not in page
    assert "&lt;b onload=alert(1)&gt;" in page
