"""Whoever corrects a letter's kind or date corrects its deadlines; what they decided themselves stays."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.manual_indexing import Correction, correct_fields
from archive.models import Page
from archive.reading import to_json
from archive.repository import get_document
from archive.task_kinds import TaskAction, TaskState
from archive.tasks import TaskView, close_task, propose_tasks, set_due, tasks_of
from kernel.ids import DocumentId, MessageId, UserId
from kernel.outbox.inbox import Inbox, RetryPolicy
from kernel.outbox.relay import Relay, RelayLimits
from kernel.tenancy.scope import TenantScope
from ocr_workers.deps import OcrDeps
from ocr_workers.kinds import DocumentKind
from ocr_workers.task_work import recount_tasks
from ocr_workers.understanding import tasks_given
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import NotingPublisher
from tests.fakes.sandbox import ScriptedSandbox
from tests.unit.ocr_workers.letter_readings import reading_of
from wiring.event_routes import routes_by_name

ANN = UserId("ann")
MARCH, APRIL = dt.date(2026, 3, 12), dt.date(2026, 4, 1)
LETTER = reading_of(
    [
        (25, 60, "Factuur 2026/0815"),
        (25, 90, "Gelieve dit bedrag te betalen binnen 30 dagen na de datum van deze factuur."),
    ]
)


class Desk:
    """A filed letter of De Bakkerij, whose tasks were read, and hands that correct it."""

    def __init__(self, folder: Path) -> None:
        self.room = MailRoom(folder)
        self.deps = OcrDeps(self.room.database, self.room.blobs, ScriptedSandbox({}), self.room.clock)
        self.scope = TenantScope(self.room.bakery)
        self.letter = self.room.filed_letter(self.room.bakery)
        key = self.room.blobs.put(self.room.bakery, io.BytesIO(to_json(LETTER))).key
        with self.room.database.unit_of_work(self.scope) as uow:
            uow.session.scalars(select(Page).where(Page.document_id == self.letter)).one().reading_key = key
            propose_tasks(uow.session, self.letter, tasks_given([LETTER], DocumentKind.INVOICE, MARCH, MARCH))
            uow.commit()
        self.correct(kind="invoice", document_date=MARCH)

    def correct(self, **values: object) -> None:
        with self.room.database.unit_of_work(self.scope) as uow:
            version = get_document(uow.session, self.letter).version
            correct_fields(uow, Correction(self.letter, ANN, version, values), self.room.clock.now())
            uow.commit()
        self.work()

    def work(self) -> None:
        """Run what the facts so far set going; a message that took effect is not begun again."""
        publisher = NotingPublisher()
        routes = routes_by_name()
        Relay(
            self.room.database, self.room.clock, publisher, routes, RelayLimits(100, dt.timedelta(hours=1))
        ).run_once()
        inbox = Inbox(self.room.database, self.room.clock, "worker", dt.timedelta(minutes=1))
        for actor, _, message_id in publisher.published:
            if actor == "ocr_workers.recount_tasks":
                self.deliver(inbox, message_id)

    def deliver(self, inbox: Inbox, message_id: MessageId) -> None:
        ticket = inbox.begin(message_id, RetryPolicy())
        assert ticket is not None
        recount_tasks(self.deps, ticket)
        assert inbox.begin(message_id, RetryPolicy()) is None

    def tasks(self) -> list[TaskView]:
        with self.room.database.reading(self.scope) as session:
            return list(tasks_of(session, self.letter))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_another_date_moves_the_last_day(desk: Desk) -> None:
    assert [(task.action, task.due_on) for task in desk.tasks()] == [(TaskAction.PAY, dt.date(2026, 4, 11))]
    desk.correct(document_date=APRIL)
    assert [(task.action, task.due_on) for task in desk.tasks()] == [(TaskAction.PAY, dt.date(2026, 5, 1))]
    desk.correct(document_date=MARCH)
    assert [task.due_on for task in desk.tasks()] == [dt.date(2026, 4, 11)]


def test_a_letter_that_asks_for_nothing_loses_what_nobody_touched(desk: Desk) -> None:
    desk.correct(kind="advertising")
    assert desk.tasks() == []
    desk.correct(kind="invoice")
    assert len(desk.tasks()) == 1


def test_what_a_person_finished_or_moved_stays(desk: Desk) -> None:
    (task,) = desk.tasks()
    with desk.room.database.unit_of_work(desk.scope) as uow:
        set_due(uow.session, desk.letter, task.task_id, dt.date(2026, 4, 2), ANN, desk.room.clock.now())
        uow.commit()
    desk.correct(document_date=APRIL)
    assert [task.due_on for task in desk.tasks()] == [dt.date(2026, 4, 2)]

    with desk.room.database.unit_of_work(desk.scope) as uow:
        close_task(uow.session, desk.letter, task.task_id, TaskState.DONE, ANN, desk.room.clock.now())
        uow.commit()
    desk.correct(kind="advertising")
    assert [task.state for task in desk.tasks()] == [TaskState.DONE]


def test_another_field_changes_no_task(tmp_path: Path) -> None:
    room = MailRoom(tmp_path)
    letter = room.filed_letter(room.bakery)
    deps = OcrDeps(room.database, room.blobs, ScriptedSandbox({}), room.clock)
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        propose_tasks(uow.session, letter, tasks_given([LETTER], DocumentKind.INVOICE, MARCH, MARCH))
        version = get_document(uow.session, DocumentId(letter)).version
        correct_fields(uow, Correction(letter, ANN, version, {"subject": "Water"}), room.clock.now())
        uow.commit()
    publisher = NotingPublisher()
    Relay(room.database, room.clock, publisher, routes_by_name(), RelayLimits(100, dt.timedelta(hours=1))).run_once()
    inbox = Inbox(room.database, room.clock, "worker", dt.timedelta(minutes=1))
    (message_id, *_) = [m for actor, _, m in publisher.published if actor == "ocr_workers.recount_tasks"][-1:]
    ticket = inbox.begin(message_id, RetryPolicy())
    assert ticket is not None
    # The stored readings are none that could be read: nobody may look at them.
    recount_tasks(deps, ticket)
    with room.database.reading(TenantScope(room.bakery)) as session:
        assert len(tasks_of(session, letter)) == 1
