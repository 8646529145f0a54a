"""Manual indexing: the page's words, what they mean, and whose letter it is to file."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.test import TestResponse

from kernel.tenancy.roles import Role
from tests.integration.archive_ui.town import CANARY, Town
from tests.integration.archive_ui.visitor import Visitor


def at(town: Town, tenant: str, rest: str) -> str:
    return f"/t/{town.house.tenants[tenant]}/{rest}"


def second_operator(town: Town) -> str:
    town.house.add_user("second", "Bea Smets", [("operator", Role.OPERATOR)])
    return "second"


def test_the_words_of_a_page_come_with_their_places(app: Flask, town: Town) -> None:
    answer = Visitor(app, "viewer").get(at(town, "kroon", f"documents/{town.filed}/pages/1/words"))
    assert answer.json is not None
    assert (answer.json["width"], answer.json["height"]) == (1240, 1754)
    assert [word[0] for word in answer.json["lines"][0]] == ["Vivaqua", "cv"]
    assert answer.json["lines"][-1][0][0] == CANARY
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_that_could_not_be_read_has_no_words(app: Flask, town: Town) -> None:
    assert Visitor(app, "viewer").get(at(town, "kroon", f"documents/{town.filed}/pages/3/words")).status_code == 404


def test_chosen_words_are_understood_by_the_server(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "operator")
    url = at(town, "operator", "words")
    date = visitor.send(url, {"field": "document_date", "text": "februari", "line": "Datum: 14 februari 2026"})
    assert date.json == {"values": {"document_date": "2026-02-14"}}
    refused = visitor.send(url, {"field": "amount", "text": "Geachte"})
    assert refused.status_code == 422
    assert refused.json is not None
    assert refused.json["title"]


def test_the_form_offers_the_pages_words_without_scripts(own_app: Flask, own_town: Town) -> None:
    page = Visitor(own_app, "operator").get(at(own_town, "operator", f"indexing/{own_town.waiting[0]}")).text
    assert 'name="do" value="document_date:2026-02-14"' in page
    assert '<option value="1234.50">' in page
    assert re.search(r'<input[^>]*name="sender"[^>]*list="page-lines"', page)
    assert 'href="#document_date"' in page


def test_enter_files_because_the_first_button_does(own_app: Flask, own_town: Town) -> None:
    page = Visitor(own_app, "operator").get(at(own_town, "operator", f"indexing/{own_town.waiting[0]}")).text
    first = re.search(r"<button[^>]*>", page[page.index("data-indexing") :])
    assert first is not None
    assert 'name="do" value="file"' in first[0]


def narrow(visitor: Visitor, town: Town, do: str, words: str, chosen: str) -> TestResponse:
    url = f"/t/{town.house.tenants['operator']}/indexing/{town.waiting[0]}"
    found = re.search(r'name="version" value="(\d+)"', visitor.get(url).text)
    assert found is not None
    values = {"version": found[1], "kind": "invoice", "tenant_id": town.house.tenants[chosen], "wanted": words}
    return visitor.send(url, {"do": do, **values})


def test_a_date_of_the_page_is_put_in_without_scripts(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "operator")
    page = narrow(visitor, own_town, "document_date:2026-02-14", "", "lumiere").text
    assert re.search(r'id="document_date"[^>]*value="2026-02-14"', page)
    assert ticked(page) == [own_town.house.tenants["lumiere"]]
    letter = at(own_town, "kroon", f"documents/{own_town.filed}/edit")
    changed = Visitor(own_app, "owner").send(letter, {"do": "document_date:2026-02-13", "subject": "as typed"}).text
    assert re.search(r'id="document_date"[^>]*value="2026-02-13"', changed)
    assert 'value="as typed"' in changed


def ticked(page: str) -> list[str]:
    return re.findall(r'name="tenant_id" value="(\w+)" checked', page)


def test_the_only_recipient_that_a_filter_leaves_is_ticked(own_app: Flask, own_town: Town) -> None:
    visitor, tenants = Visitor(own_app, "operator"), own_town.house.tenants
    assert ticked(narrow(visitor, own_town, "filter", "lumiere", "kroon").text) == [tenants["lumiere"]]
    assert ticked(narrow(visitor, own_town, "filter", "s", "kroon").text) == [tenants["kroon"]]


def test_a_letter_is_not_filed_with_another_than_was_looked_for(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "operator")
    answer = narrow(visitor, own_town, "file", "lumiere", "kroon")
    assert answer.status_code == 422
    assert "but Brouwerij De Kroon nv is ticked" in answer.text
    assert narrow(visitor, own_town, "file", "lumiere", "lumiere").status_code == 303


def test_two_people_are_not_given_the_same_letter(own_app: Flask, own_town: Town) -> None:
    first, second = Visitor(own_app, "operator"), Visitor(own_app, second_operator(own_town))
    letter = at(own_town, "operator", f"indexing/{own_town.waiting[0]}")
    assert "You handle this letter" in first.get(letter).text
    shown = second.get(letter).text
    assert "Otto Janssens handles this letter" in shown
    assert "Otto Janssens until" in second.get(at(own_town, "operator", "indexing")).text
    following = second.get(at(own_town, "operator", "indexing/next")).headers["Location"]
    assert own_town.waiting[1] in following
    form = {"do": "file", "version": "2", "tenant_id": own_town.house.tenants["lumiere"], "sender": "as typed"}
    refused = second.send(letter, form)
    assert refused.status_code == 409
    assert 'value="as typed"' in refused.text
    assert first.send(letter, form).status_code == 303


def test_taking_over_tells_the_former_holder(own_app: Flask, own_town: Town) -> None:
    first, second = Visitor(own_app, "operator"), Visitor(own_app, second_operator(own_town))
    letter = at(own_town, "operator", f"indexing/{own_town.waiting[0]}")
    first.get(letter)
    assert second.send(f"{letter}/take-over").status_code == 303
    assert "Bea Smets handles this letter" in first.send(f"{letter}/lease").text
    assert "You handle this letter" in second.send(f"{letter}/lease").text


def test_leaving_frees_the_letter(own_app: Flask, own_town: Town) -> None:
    first, second = Visitor(own_app, "operator"), Visitor(own_app, second_operator(own_town))
    letter = at(own_town, "operator", f"indexing/{own_town.waiting[0]}")
    onwards = at(own_town, "operator", f"indexing/next?after={own_town.waiting[0]}")
    for send, leave in ((first.send, f"{letter}/release"), (first.get, onwards)):
        first.get(letter)
        assert send(leave).status_code in {204, 303}
        assert "Otto Janssens" not in second.get(at(own_town, "operator", "indexing")).text


def test_a_turned_view_keeps_the_page_as_it_is(app: Flask, town: Town) -> None:
    page = Visitor(app, "viewer").get(at(town, "kroon", f"documents/{town.filed}?turn=90&q=water")).text
    assert 'viewBox="0 0 1754 1240"' in page
    assert "rotate(90)" in page
    assert page.count('class="hit"') == 2
    assert "rotate" not in Visitor(app, "viewer").get(at(town, "kroon", f"documents/{town.filed}?turn=45")).text
