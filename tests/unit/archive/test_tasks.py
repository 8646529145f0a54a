"""Tasks: the machine proposes, a person disposes, and everything can be taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from archive import filing
from archive.filing import IndexFields, Verdict
from archive.task_kinds import DueBasis, ProposedTask, TaskAction, TaskState
from archive.tasks import TaskView, close_task, open_tasks_until, propose_tasks, set_due, tasks_of
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId, UserId
from kernel.tenancy.scope import TenantScope
from tests.factories.mail_room import MailRoom
from tests.factories.outbox import TEST_SCOPE

ANN = UserId("ann")
PAY = ProposedTask(TaskAction.PAY, dt.date(2026, 4, 1), DueBasis.STATED, 0.8, "to pay by 1 April", 1, ((1, 2, 3, 4),))
OBJECT = ProposedTask(TaskAction.OBJECT, dt.date(2026, 4, 30), DueBasis.FROM_LETTER, 0.7, "within a month", 1)


def filed(room: MailRoom, *tasks: ProposedTask) -> DocumentId:
    (document_id,) = room.separated_letter()
    verdict = Verdict(
        is_sure=True, tenant_confidence=1.0, proposals=(), fields=IndexFields(kind="invoice", tasks=tasks)
    )
    room.file(document_id, room.bakery, verdict)
    return document_id


def tasks(room: MailRoom, document_id: DocumentId, tenant_id: TenantId | None = None) -> tuple[TaskView, ...]:
    with room.database.reading(TenantScope(tenant_id or room.bakery)) as session:
        return tasks_of(session, document_id)


def read_again(room: MailRoom, document_id: DocumentId, *proposed: ProposedTask) -> None:
    with room.database.unit_of_work(TEST_SCOPE) as uow:
        propose_tasks(uow.session, document_id, proposed)
        uow.commit()


def close(room: MailRoom, document_id: DocumentId, task_id: str, state: TaskState) -> None:
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        close_task(uow.session, document_id, task_id, state, ANN, room.clock.now())
        uow.commit()


def move(room: MailRoom, document_id: DocumentId, task_id: str, day: dt.date | None) -> None:
    with room.database.unit_of_work(TenantScope(room.bakery)) as uow:
        set_due(uow.session, document_id, task_id, day, ANN, room.clock.now())
        uow.commit()


def test_a_letters_tasks_go_with_it_to_its_owner(room: MailRoom) -> None:
    document_id = filed(room, OBJECT, PAY)

    assert [task.action for task in tasks(room, document_id)] == [TaskAction.PAY, TaskAction.OBJECT]
    assert tasks(room, document_id)[0].boxes == PAY.boxes
    assert tasks(room, document_id, room.operator) == ()


def test_reading_again_makes_no_second_task_and_takes_the_new_day(room: MailRoom) -> None:
    document_id = filed(room, PAY, OBJECT)

    read_again(room, document_id, replace(PAY, due_on=dt.date(2026, 4, 2)))

    (task,) = tasks(room, document_id)
    assert task.due_on == dt.date(2026, 4, 2)


def test_what_a_person_closed_stays_closed(room: MailRoom) -> None:
    document_id = filed(room, PAY)
    (task,) = tasks(room, document_id)

    close(room, document_id, task.task_id, TaskState.DONE)
    read_again(room, document_id, replace(PAY, due_on=dt.date(2026, 5, 5)))
    assert [(t.state, t.due_on) for t in tasks(room, document_id)] == [(TaskState.DONE, PAY.due_on)]

    read_again(room, document_id)
    assert len(tasks(room, document_id)) == 1


def test_a_day_set_by_hand_stays_and_can_be_taken_back(room: MailRoom) -> None:
    document_id = filed(room, PAY)
    (task,) = tasks(room, document_id)
    by_hand = dt.date(2026, 3, 20)

    move(room, document_id, task.task_id, by_hand)
    read_again(room, document_id, replace(PAY, due_on=dt.date(2026, 5, 5)))
    (changed,) = tasks(room, document_id)
    assert (changed.due_on, changed.read_due_on) == (by_hand, PAY.due_on)

    move(room, document_id, task.task_id, None)
    (back,) = tasks(room, document_id)
    assert (back.due_on, back.read_due_on, back.is_touched) == (PAY.due_on, None, False)


def test_an_opened_task_is_the_machines_again(room: MailRoom) -> None:
    document_id = filed(room, PAY)
    (task,) = tasks(room, document_id)

    close(room, document_id, task.task_id, TaskState.NOT_RELEVANT)
    close(room, document_id, task.task_id, TaskState.OPEN)
    read_again(room, document_id)

    assert tasks(room, document_id) == ()


def test_only_open_tasks_of_filed_letters_are_due(room: MailRoom) -> None:
    first, second = filed(room, PAY), filed(room, replace(PAY, due_on=dt.date(2026, 4, 3)), OBJECT)
    close(room, first, tasks(room, first)[0].task_id, TaskState.DONE)

    with room.database.reading(TenantScope(room.bakery)) as session:
        due = open_tasks_until(session, dt.date(2026, 4, 10))
    assert [(entry.task.document_id, entry.task.action) for entry in due] == [(second, TaskAction.PAY)]


def test_nobody_else_can_close_a_task(room: MailRoom) -> None:
    document_id = filed(room, PAY)
    (task,) = tasks(room, document_id)

    with room.database.unit_of_work(TenantScope(room.garage)) as uow, pytest.raises(NotFound):
        close_task(uow.session, document_id, task.task_id, TaskState.DONE, ANN, room.clock.now())


def test_a_task_of_another_letter_is_not_this_ones(room: MailRoom) -> None:
    one, other = filed(room, PAY), filed(room, PAY)
    task = tasks(room, other)[0]

    with room.database.unit_of_work(TenantScope(room.bakery)) as uow, pytest.raises(NotFound):
        close_task(uow.session, one, task.task_id, TaskState.DONE, ANN, room.clock.now())


def test_tasks_move_when_a_person_hands_the_letter_over(room: MailRoom) -> None:
    (document_id,) = room.separated_letter()
    doubt = Verdict(
        is_sure=False, tenant_confidence=0.2, proposals=(), fields=IndexFields(kind="invoice", tasks=(PAY,))
    )
    room.file(document_id, room.operator, doubt)
    assert len(tasks(room, document_id, room.operator)) == 1

    with room.database.unit_of_work(TEST_SCOPE) as uow:
        document = filing.lock_document(uow.session, document_id)
        content = room.content(document_id, room.garage)
        filing.take_into_ownership(uow, document, content, ANN, room.clock.now())
        uow.commit()

    assert tasks(room, document_id, room.operator) == ()
    assert len(tasks(room, document_id, room.garage)) == 1
