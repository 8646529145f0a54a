from __future__ import annotations

import base64

import pytest
from flask import Flask

from archive_ui.app import create_app
from indexer.engines.api import IndexBroken
from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.town import CANARY, Town


@pytest.fixture
def program(own_app: Flask, own_town: Town) -> Program:
    return Program(own_app, new_key(own_town.house).secret)


def test_lists_the_inbox_page_by_page(program: Program) -> None:
    whole = [row["document_id"] for row in program.get("/documents").get_json()["documents"]]
    seen, cursor = [], None
    while True:
        asked = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = program.get("/documents", **asked).get_json()
        seen += [row["document_id"] for row in page["documents"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == whole
    assert len(seen) == len(set(seen)) > 2


def test_shows_a_document_with_all_that_belongs_to_it(program: Program, own_town: Town) -> None:
    shown = program.get(f"/documents/{own_town.filed}").get_json()
    assert shown["amount"] == {"minor": 123_450, "currency": "EUR"}
    assert (shown["document_date"], shown["state"], shown["has_pdf"]) == ("2026-02-14", "filed", True)
    assert [page["number"] for page in shown["pages"]] == [1, 2, 3]
    assert shown["originals"][0]["number"] == 0


def test_gives_the_files_to_take_home(program: Program, own_town: Town) -> None:
    place = f"/documents/{own_town.filed}"
    pdf, original, text = (program.get(f"{place}/{what}") for what in ("pdf", "originals/0", "text"))
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert (original.mimetype, original.data[:8]) == ("application/octet-stream", b"original")
    assert CANARY in text.text
    assert all(answer.headers["Content-Disposition"].startswith("attachment") for answer in (pdf, original, text))
    assert program.get(f"{place}/originals/9").status_code == 404


def test_finds_letters_with_snippets_as_data(program: Program, own_town: Town) -> None:
    found = program.get("/search", q="verbruik").get_json()
    assert found["total"] == 1
    hit = found["hits"][0]
    assert hit["document"]["document_id"] == own_town.filed
    piece = hit["snippets"][0]
    start, end = piece["marks"][0]
    assert piece["text"][start:end] == "verbruik"


def test_tells_what_found_letters_have_in_common(program: Program) -> None:
    assert program.get("/search", q=CANARY).get_json()["facets"] is None
    facets = program.get("/search", q=CANARY, facets="true").get_json()["facets"]
    assert facets["kind"] == [{"value": "reminder", "count": 2}, {"value": "invoice", "count": 1}]
    assert facets["year"] == [{"value": "2026", "count": 1}]
    assert facets["tag"] == []
    (sender,) = (each["value"] for each in facets["sender"] if CANARY in each["value"])
    assert program.get("/search", q=f'sender:"={sender}"').get_json()["total"] == 1


def test_tells_what_was_mended_in_the_question(program: Program) -> None:
    assert program.get("/search", q='"water').get_json()["hints"][0]["code"] == "quote_closed"


def test_a_broken_index_is_no_empty_answer(own_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **options: object) -> None:
        raise IndexBroken("it is broken")

    monkeypatch.setattr(own_town.house.engine, "search", broken)
    program = Program(create_app(own_town.house.deps), new_key(own_town.house).secret)
    answer = program.get("/search", q="water")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "index_broken")
    assert "reindex" in answer.get_json()["detail"]


FORGED = base64.urlsafe_b64encode(b"0001-01-01T00:00:00+14:00 abc").decode()


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("/documents?limit=0", "query.limit"),
        ("/documents?limt=5", "query.limt"),
        ("/documents?limit=1&limit=2", "query.limit"),
        ("/documents?cursor=x", "query.cursor"),
        (f"/documents?cursor={FORGED}", "query.cursor"),
        ("/search", "query.q"),
        ("/search?q=water&sort=best", "query.sort"),
    ],
)
def test_tells_what_it_does_not_understand(program: Program, address: str, where: str) -> None:
    answer = program.get(address)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert [error["where"] for error in answer.get_json()["errors"]] == [where]


@pytest.mark.parametrize("name", ["x", "%00", "F" * 32, "..%2F"])
def test_what_cannot_be_an_id_is_nobodys(program: Program, name: str) -> None:
    assert program.get(f"/documents/{name}").get_json()["status"] == 404


def test_a_defect_tells_nothing_but_that_it_is_one(
    program: Program, own_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(own_town.house.blobs, "read", broken)
    answer = program.get(f"/documents/{own_town.filed}/pdf")
    assert (answer.status_code, answer.get_json()["code"]) == (500, "defect")
    assert CANARY not in answer.text
