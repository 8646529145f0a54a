"""Tasks: what letters ask to be done, by when, and what people made of it.

The machine proposes; it may change a task until a person has touched it, and never after. Every
change of a person can be taken back.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document, Task
from archive.task_kinds import DueBasis, ProposedTask, TaskAction, TaskState
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId, UserId

LONGEST_PHRASE = 300
MOST_SHOWN = 20
TASK_ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as people see it.

    Attributes:
        read_due_on: The day as it was read, if a person set another.
    """

    task_id: str
    document_id: DocumentId
    action: TaskAction
    due_on: dt.date | None
    read_due_on: dt.date | None
    basis: DueBasis
    confidence: float
    phrase: str
    page: int
    boxes: tuple[tuple[int, int, int, int], ...]
    state: TaskState
    is_touched: bool


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task in a list over all letters, with what tells the letter."""

    task: TaskView
    sender: str | None
    subject: str | None


def propose_tasks(session: Session, document_id: DocumentId, proposed: Sequence[ProposedTask]) -> None:
    """Make a document's tasks anew, the same for the same proposal; what a person touched stays as it is."""
    document = session.get_one(Document, document_id)
    known = {task.slot: task for task in session.scalars(select(Task).where(Task.document_id == document_id))}
    slots = _slots(proposed)
    for slot, task in slots.items():
        row = known.get(slot)
        if row is None:
            row = Task(tenant_id=document.tenant_id, document_id=document_id, slot=slot, state=TaskState.OPEN.value)
            session.add(row)
        if row.touched_by is None:
            _fill(row, task)
    for slot, row in known.items():
        if slot not in slots and row.touched_by is None:
            session.delete(row)
    session.flush()


def move_tasks(session: Session, document_id: DocumentId, owner_id: TenantId) -> None:
    """Let a document's tasks go with it to its owner."""
    session.execute(update(Task).where(Task.document_id == document_id).values(tenant_id=owner_id))


def tasks_of(session: Session, document_id: DocumentId) -> tuple[TaskView, ...]:
    """A document's tasks, the most urgent first."""
    rows = session.scalars(select(Task).where(Task.document_id == document_id))
    return tuple(sorted(map(_view, rows), key=lambda task: (task.due_on or dt.date.max, task.action.value)))


def open_tasks_until(session: Session, last: dt.date, limit: int = MOST_SHOWN) -> tuple[DueTask, ...]:
    """The open tasks of filed letters that are due on `last` at the latest, the most urgent first."""
    rows = (
        select(Task, Document.sender, Document.subject)
        .join(Document, Document.id == Task.document_id)
        .where(Task.state == TaskState.OPEN.value, Task.due_on <= last, Document.state == DocumentState.FILED)
        .order_by(Task.due_on, Task.id)
        .limit(limit)
    )
    return tuple(DueTask(_view(task), sender, subject) for task, sender, subject in session.execute(rows))


def tasks_due_between(session: Session, first: dt.date, last: dt.date) -> tuple[tuple[TenantId, str], ...]:
    """The open tasks of every tenant's filed letters that are due from `first` to `last`, as (tenant, mention).

    A mention tells a task and its day: with another day it is another one. Needs the system scope.
    """
    rows = (
        select(Task.tenant_id, Task.id, Task.due_on)
        .join(Document, Document.id == Task.document_id)
        .where(Task.state == TaskState.OPEN.value, Task.due_on.between(first, last))
        .where(Document.state == DocumentState.FILED)
        .order_by(Task.tenant_id, Task.due_on, Task.id)
    )
    return tuple((TenantId(row.tenant_id), _mention(row.id, row.due_on)) for row in session.execute(rows))


def count_still_due(session: Session, tenant_id: TenantId, mentions: Sequence[str]) -> int:
    """How many of the mentioned tasks are open still, and due on the mentioned day."""
    wanted = {mention[:TASK_ID_LENGTH]: mention for mention in mentions}
    rows = select(Task.id, Task.due_on).where(
        Task.tenant_id == tenant_id, Task.id.in_(wanted), Task.state == TaskState.OPEN.value
    )
    return sum(
        row.due_on is not None and _mention(row.id, row.due_on) == wanted[row.id] for row in session.execute(rows)
    )


def close_task(
    session: Session, document_id: DocumentId, task_id: str, state: TaskState, user_id: UserId, at: dt.datetime
) -> None:
    """Say that a task is done or not relevant, or open it again.

    Raises:
        NotFound: The document has no such task in this scope.
    """
    task = _get(session, document_id, task_id)
    task.state = state.value
    _touch(session, task, user_id, at)


def set_due(
    session: Session, document_id: DocumentId, task_id: str, due_on: dt.date | None, user_id: UserId, at: dt.datetime
) -> None:
    """Give a task another last day; None goes back to the day that was read.

    Raises:
        NotFound: The document has no such task in this scope.
    """
    task = _get(session, document_id, task_id)
    task.due_on = due_on or task.read_due_on
    _touch(session, task, user_id, at)


def _mention(task_id: str, due_on: dt.date) -> str:
    return f"{task_id} {due_on.isoformat()}"


def _get(session: Session, document_id: DocumentId, task_id: str) -> Task:
    task = session.get(Task, task_id, with_for_update=True)
    if task is None or task.document_id != document_id:
        message = "the letter has no such task any more; look at its list again"
        raise NotFound(message, document_id=document_id)
    return task


def _touch(session: Session, task: Task, user_id: UserId, at: dt.datetime) -> None:
    """Note who did it; a task that is as it was read, and open, is the machine's again."""
    is_as_read = task.state == TaskState.OPEN.value and task.due_on == task.read_due_on
    task.touched_by, task.touched_at = (None, None) if is_as_read else (user_id, at)
    fact = AuditFact(
        tenant_id=TenantId(task.tenant_id), actor=user_id, action="task_changed", subject_kind="document",
        subject_id=task.document_id,
        details={"task": task.slot, "state": task.state, "due_on": task.due_on.isoformat() if task.due_on else ""},
    )  # fmt: skip
    append(session, fact, at)
    session.flush()


def _slots(proposed: Sequence[ProposedTask]) -> dict[str, ProposedTask]:
    counts: Counter[TaskAction] = Counter()
    slots: dict[str, ProposedTask] = {}
    for task in proposed:
        slots[f"{task.action.value}:{counts[task.action]}"] = task
        counts[task.action] += 1
    return slots


def _fill(row: Task, task: ProposedTask) -> None:
    row.action, row.basis, row.confidence = task.action.value, task.basis.value, task.confidence
    row.due_on = row.read_due_on = task.due_on
    row.phrase, row.page = task.phrase[:LONGEST_PHRASE], task.page
    row.boxes = [list(box) for box in task.boxes]


def _view(row: Task) -> TaskView:
    return TaskView(
        task_id=row.id, document_id=DocumentId(row.document_id), action=TaskAction(row.action), due_on=row.due_on,
        read_due_on=row.read_due_on if row.read_due_on != row.due_on else None, basis=DueBasis(row.basis),
        confidence=row.confidence, phrase=row.phrase, page=row.page,
        boxes=tuple((box[0], box[1], box[2], box[3]) for box in row.boxes), state=TaskState(row.state),
        is_touched=row.touched_by is not None,
    )  # fmt: skip
