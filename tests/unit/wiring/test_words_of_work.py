"""Whatever can wait or be given up has a name on the screens of those who look after it."""

from __future__ import annotations

from archive_ui.failed_work import SHOWN_ELSEWHERE
from archive_ui.words.work import QUEUES, TASKS
from wiring.event_routes import ROUTES

LISTENERS = [route for routes in ROUTES.values() for route in routes]


def test_every_queue_has_a_name() -> None:
    assert {route.queue for route in LISTENERS} == set(QUEUES)


def test_every_task_has_a_name_or_a_row_of_its_own() -> None:
    assert {route.actor for route in LISTENERS} == set(TASKS) | SHOWN_ELSEWHERE
    assert not set(TASKS) & SHOWN_ELSEWHERE
