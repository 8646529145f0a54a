"""Tasks on the screens: shown with their letter and above the inbox, closed and opened again."""

from __future__ import annotations

from flask import Flask

from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor


def at(town: Town, page: str) -> str:
    return f"/t/{town.house.tenants['kroon']}/{page}"


def test_a_task_can_be_done_and_opened_again(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    letter = at(own_town, f"documents/{own_town.filed}")
    url = f"{letter}/tasks/{own_town.tasks['kroon']}"
    assert "Te betalen voor 15 maart" in visitor.get(letter).text

    assert visitor.send(url, {"do": "done"}).status_code == 303
    assert 'value="open"' in visitor.get(letter).text
    assert own_town.tasks["kroon"] not in visitor.get(at(own_town, "inbox")).text

    assert visitor.send(url, {"do": "open"}).status_code == 303
    assert 'value="open"' not in visitor.get(letter).text


def test_a_day_can_be_changed_and_taken_back(own_app: Flask, own_town: Town) -> None:
    visitor = Visitor(own_app, "member")
    letter = at(own_town, f"documents/{own_town.filed}")
    url = f"{letter}/tasks/{own_town.tasks['kroon']}"

    visitor.send(url, {"do": "date", "due_on": "2026-03-20"})
    assert 'value="2026-03-20"' in visitor.get(letter).text
    assert 'value="read_date"' in visitor.get(letter).text

    visitor.send(url, {"do": "date", "due_on": "soon"})
    assert 'value="2026-03-20"' in visitor.get(letter).text

    visitor.send(url, {"do": "read_date"})
    assert 'value="2026-03-15"' in visitor.get(letter).text
    assert 'value="read_date"' not in visitor.get(letter).text


def test_a_reader_sees_tasks_and_has_no_buttons(app: Flask, town: Town) -> None:
    page = Visitor(app, "viewer").get(at(town, f"documents/{town.filed}")).text

    assert "Te betalen voor 15 maart" in page
    assert f"tasks/{town.tasks['kroon']}" not in page
