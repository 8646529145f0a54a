"""What people added to letters, as an export carries it along: labels, folder, star, days and notes.

A star and a snooze are those of whoever ordered the export, and nobody else's; the rest is everybody's at the tenant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.organising.aspects import Hand
from archive.organising.notes import NoteView, notes_on
from archive.organising.on_letters import Added, added_to
from archive.task_kinds import TaskState
from archive.tasks import TaskView
from kernel.errors import NotFound
from kernel.ids import DocumentId, UserId
from kernel.tenancy.repository import get_user

PROGRAM = "system:"


@dataclass(frozen=True, slots=True)
class Carried:
    """What was added to one letter.

    Attributes:
        people: Names of those who wrote notes or take care, by id.
    """

    added: Added
    notes: tuple[NoteView, ...]
    people: Mapping[str, str]

    @property
    def takes_care(self) -> str:
        """Who takes care of the letter, by name where it is known."""
        assignee = self.added.assignee_id or ""
        return self.people.get(assignee, assignee)

    def author(self, note: NoteView) -> str:
        """Who wrote a note, by name where it is known; a program by its id."""
        return self.people.get(note.author_id, note.author_id)


def carried_with(session: Session, hand: Hand, document_ids: Sequence[DocumentId]) -> Mapping[DocumentId, Carried]:
    """What was added to each of the letters, as the hand that takes them along sees it."""
    added, notes = added_to(session, hand, document_ids), notes_on(session, document_ids)
    wanted = {each.assignee_id for each in added.values() if each.assignee_id}
    wanted |= {UserId(note.author_id) for some in notes.values() for note in some}
    people = _names(session, wanted)
    return {each: Carried(added[each], notes.get(each, ()), people) for each in document_ids}


def next_due(tasks: Iterable[TaskView]) -> dt.date | None:
    """The nearest day by which something is still to be done."""
    return min((task.due_on for task in tasks if task.state is TaskState.OPEN and task.due_on), default=None)


def _names(session: Session, user_ids: Iterable[UserId]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for user_id in user_ids:
        try:
            found |= {} if user_id.startswith(PROGRAM) else {user_id: get_user(session, user_id).name}
        except NotFound:
            continue
    return found
