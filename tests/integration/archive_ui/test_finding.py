"""Narrowing, suggestions, saved searches and help where nothing is found, on the screens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask import Flask

from tests.integration.archive_ui.house import Told
from tests.integration.archive_ui.letters import Letter
from tests.integration.archive_ui.town import CANARY, WATER, Town
from tests.integration.archive_ui.visitor import Visitor


def at(town: Town, tenant: str, path: str) -> str:
    return f"/t/{town.house.tenants[tenant]}/{path}"


def offered(visitor: Visitor, town: Town, typed: str, tenant: str = "kroon") -> list[tuple[str, str]]:
    answer = visitor.get(at(town, tenant, f"search/suggestions?q={typed}"))
    assert answer.headers["Cache-Control"] == "no-store"
    return [(each["kind"], each["label"]) for each in answer.json or ()]


def save(visitor: Visitor, town: Town, name: str, question: str) -> str:
    """Save a search; the answer is its id."""
    assert visitor.send(at(town, "kroon", "search/saved"), {"name": name, "question": question}).status_code == 303
    page = visitor.get(at(town, "kroon", "search")).text
    found = re.search(rf'search/saved/([0-9a-f]+)/run"[^§]*?{re.escape(name)}', page)
    assert found is not None
    return found[1]


def test_facets_narrow_and_can_be_taken_away(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    page = visitor.get(at(town, "kroon", f"search?q={CANARY}")).text
    narrowing = re.search(r'href="([^"]*[?]q=[^"]*kind=invoice)">Invoice</a> <span class="soft">1<', page)
    assert narrowing
    narrowed = visitor.get(narrowing[1].replace("&amp;", "&")).text
    assert "1 letter found" in narrowed
    away = re.search(r'class="chip" href="([^"]+)">Kind: Invoice', narrowed)
    assert away
    assert "3 letters found" in visitor.get(away[1].replace("&amp;", "&")).text


def test_a_sender_s_count_is_what_narrowing_to_it_finds(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    assert "1 letter found" in visitor.get(at(town, "kroon", f"search?sender=vivaqua%20{CANARY}")).text
    assert "Nothing was found" in visitor.get(at(town, "kroon", "search?sender=vivaqua")).text


def test_a_year_opens_its_months(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    page = visitor.get(at(town, "kroon", f"search?q={CANARY}&first=2026-01-01&last=2026-12-31")).text
    assert "Dated: 2026" in page


def test_suggestions_are_the_tenant_s_and_the_person_s_own(own_app: Flask, own_town: Town) -> None:
    viewer, member, stranger = (Visitor(own_app, who) for who in ("viewer", "member", "stranger"))
    assert offered(viewer, own_town, "VIVA") == [("sender", f"Vivaqua {CANARY}")]
    assert ("reference", f"{CANARY}-417") in offered(viewer, own_town, f"{CANARY}-4")
    assert offered(viewer, own_town, "v") == []
    viewer.get(at(own_town, "kroon", "search?q=meterstand"))
    viewer.get(at(own_town, "kroon", "search?q=meternietgevonden"))
    assert offered(viewer, own_town, "mete") == [("past", "meterstand")]
    assert offered(member, own_town, "mete") == []
    for typed in ("viva", CANARY, "mete", f"{CANARY}-4"):
        assert offered(stranger, own_town, typed, "lumiere") == []
    assert viewer.send(at(own_town, "kroon", "search/forget")).status_code == 303
    assert offered(viewer, own_town, "mete") == []


def test_a_suggested_sender_is_found(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    [offer] = visitor.get(at(town, "kroon", "search/suggestions?q=viva")).json or []
    answer = visitor.client.get(at(town, "kroon", "search"), query_string={"q": offer["question"]})
    assert "1 letter found" in answer.text


def test_a_search_is_saved_asked_renamed_deleted_and_brought_back(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    search_id = save(visitor, own_town, "Water bills", "q=water&kind=invoice")
    run = visitor.send(at(own_town, "kroon", f"search/saved/{search_id}/run"))
    assert run.headers["Location"].endswith("/search?q=water&kind=invoice")
    visitor.send(at(own_town, "kroon", f"search/saved/{search_id}/name"), {"name": "Everything on water"})
    assert "Everything on water" in visitor.get(at(own_town, "kroon", "search")).text
    visitor.send(at(own_town, "kroon", f"search/saved/{search_id}/delete"))
    told = visitor.get(at(own_town, "kroon", "search")).text
    assert "is deleted" in told
    assert f"search/saved/{search_id}/restore" in told
    assert f"search/saved/{search_id}/run" not in told
    visitor.send(at(own_town, "kroon", f"search/saved/{search_id}/restore"))
    assert f"search/saved/{search_id}/run" in visitor.get(at(own_town, "kroon", "search")).text


def test_a_saved_search_is_nobody_else_s(own_app: Flask, own_town: Town) -> None:
    search_id = save(Visitor(own_app, "viewer"), own_town, "Mine alone", "q=water")
    member = Visitor(own_app, "member")
    assert "Mine alone" not in member.get(at(own_town, "kroon", "search")).text
    for step in ("run", "name", "delete", "restore"):
        answer = member.send(at(own_town, "kroon", f"search/saved/{search_id}/{step}"), {"name": "theirs"})
        assert answer.status_code == 404


def test_a_search_without_a_question_is_not_saved(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    visitor.send(at(own_town, "kroon", "search/saved"), {"name": "Nothing", "question": "sort=relevance"})
    page = visitor.get(at(own_town, "kroon", "search")).text
    assert "There was nothing to save" in page
    assert "/run" not in page


def test_saved_searches_count_what_came_since(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "viewer")
    search_id = save(visitor, own_town, "Water", "q=water")
    letter: Sequence[Letter] = [("Uw water", "verbruik van water")]
    own_town.house.letter("kroon", Told(WATER), letter, "later.pdf")
    own_town.house.letter("kroon", Told(WATER), [("Uw gas", "verbruik")], "gas.pdf")
    assert "1 new" in re.sub(r"<[^>]+>", "", visitor.get(at(own_town, "kroon", "search")).text)
    visitor.send(at(own_town, "kroon", f"search/saved/{search_id}/run"))
    assert "badge--busy" not in visitor.get(at(own_town, "kroon", "search")).text


def test_nothing_found_proposes_the_archive_s_own_spelling(app: Flask, town: Town) -> None:
    visitor = Visitor(app, "viewer")
    page = visitor.get(at(town, "kroon", "search?q=meterstamd")).text
    assert "Did you mean" in page
    assert ">meterstand</a>" in page
    stranger = Visitor(app, "stranger").get(at(town, "lumiere", f"search?q={CANARY[:-1]}x")).text
    assert CANARY not in stranger.replace(f"{CANARY[:-1]}x", "")


def test_nothing_found_tells_of_letters_under_way(own_app: Flask, own_town: Town) -> None:
    visitor, url = Visitor(own_app, "viewer"), at(own_town, "kroon", "search?q=zoietsniet")
    before = waiting(visitor.get(url).text)
    item = own_town.house.receive("kroon", "later.pdf", b"later")
    own_town.house.separate(item.batch_id, own_town.house.read("kroon", item, [("Nog", "niet", "begrepen")]))
    assert waiting(visitor.get(url).text) == before + 1


def waiting(page: str) -> int:
    told = re.search(r"(\d+) letters? (?:is|are) still being read", page)
    return int(told[1]) if told else 0
