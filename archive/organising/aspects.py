"""What can be changed about many letters at once, each aspect read and written for a set of letters.

A value is spelled as a short text, or None for none, so that a change can be kept and taken
back whatever it was about. Stars, snoozing and having read a letter are a person's own; labels, folders and
who takes care are everybody's at the tenant.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, delete, literal, select
from sqlalchemy.orm import Session

from archive.organising.models import (
    DocumentAssignment,
    DocumentFolder,
    DocumentLabel,
    DocumentSnooze,
    DocumentStar,
)
from archive.seen import mark_seen, mark_unseen, new_among
from kernel.ids import DocumentId, TenantId, UserId

Value = str | None
_Table = type[DocumentStar | DocumentSnooze | DocumentLabel | DocumentFolder | DocumentAssignment]
YES = "yes"
READ, UNREAD = "read", "unread"


class AspectKind(enum.Enum):
    """What is changed."""

    SEEN = "seen"
    STAR = "star"
    SNOOZE = "snooze"
    LABEL = "label"
    FOLDER = "folder"
    ASSIGNEE = "assignee"


PERSONAL = frozenset({AspectKind.SEEN, AspectKind.STAR, AspectKind.SNOOZE})
"""What one person changes for themself alone."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A kind of change, and for labels which one it is about."""

    kind: AspectKind
    label_id: str = ""

    def spelled(self) -> str:
        """As it is kept."""
        return f"{self.kind.value}:{self.label_id}" if self.label_id else self.kind.value


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes something, where and when.

    Attributes:
        today: The day where the person is; a letter snoozed until it is back.
    """

    tenant_id: TenantId
    user_id: UserId
    at: dt.datetime
    today: dt.date


def read_aspect(spelled: str) -> Aspect:
    """The aspect that was kept."""
    kind, _, label_id = spelled.partition(":")
    return Aspect(AspectKind(kind), label_id)


def read_values(
    session: Session, aspect: Aspect, hand: Hand, documents: Sequence[DocumentId]
) -> dict[DocumentId, Value]:
    """The present value of each of the documents."""
    if aspect.kind is AspectKind.SEEN:
        return _read_seen(session, hand, documents)
    found = {DocumentId(row[0]): _spell(row[1]) for row in session.execute(_rows(aspect, hand, documents))}
    return {document: found.get(document) for document in documents}


def write_values(session: Session, aspect: Aspect, hand: Hand, values: Mapping[DocumentId, Value]) -> None:
    """Give each of the documents its value."""
    if aspect.kind is AspectKind.SEEN:
        _write_seen(session, hand, values)
        return
    table, meant = _of(aspect, hand)
    session.execute(delete(table).where(table.document_id.in_(list(values)), *meant))
    session.add_all(_row(aspect, hand, document, value) for document, value in values.items() if value is not None)
    session.flush()


def aimed(aspect: Aspect, before: Value, wanted: Value) -> Value:
    """What a document's value becomes when `wanted` is asked for; a letter that came back stays so while unread."""
    if aspect.kind is AspectKind.SEEN and wanted == UNREAD and before is not None:
        return UNREAD + before.removeprefix(READ).removeprefix(UNREAD)
    return wanted


def greet(session: Session, document_id: DocumentId, hand: Hand) -> bool:
    """A person opened a letter: it is read, and no longer back from snoozing; whether anything changed."""
    present = _read_seen(session, hand, [document_id])[document_id]
    if present == READ:
        return False
    _write_seen(session, hand, {document_id: READ})
    return True


def _spell(value: object) -> Value:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _rows(aspect: Aspect, hand: Hand, documents: Sequence[DocumentId]) -> Select[str, object]:
    table, meant = _of(aspect, hand)
    value = {
        AspectKind.SNOOZE: DocumentSnooze.until, AspectKind.FOLDER: DocumentFolder.folder_id,
        AspectKind.ASSIGNEE: DocumentAssignment.user_id,
    }.get(aspect.kind)  # fmt: skip
    columns = select(table.document_id, literal(YES) if value is None else value)
    return columns.where(table.document_id.in_(list(documents)), *meant)


def _row(aspect: Aspect, hand: Hand, document: DocumentId, value: str) -> object:
    same = {"tenant_id": hand.tenant_id, "document_id": document}
    match aspect.kind:
        case AspectKind.STAR:
            return DocumentStar(**same, user_id=hand.user_id)
        case AspectKind.SNOOZE:
            return DocumentSnooze(**same, user_id=hand.user_id, until=dt.date.fromisoformat(value))
        case AspectKind.LABEL:
            return DocumentLabel(**same, label_id=aspect.label_id)
        case AspectKind.FOLDER:
            return DocumentFolder(**same, folder_id=value)
        case _:
            return DocumentAssignment(**same, user_id=value)


def _read_seen(session: Session, hand: Hand, documents: Sequence[DocumentId]) -> dict[DocumentId, Value]:
    new = new_among(session, hand.user_id, documents)
    back = _back(session, hand, documents)
    return {
        document: (UNREAD if document in new else READ) + (f" {back[document]}" if document in back else "")
        for document in documents
    }


def _back(session: Session, hand: Hand, documents: Sequence[DocumentId]) -> dict[DocumentId, str]:
    """Letters that were snoozed and are back, not looked at since; until when each was."""
    snoozes = select(DocumentSnooze.document_id, DocumentSnooze.until).where(
        DocumentSnooze.user_id == hand.user_id,
        DocumentSnooze.document_id.in_(list(documents)),
        DocumentSnooze.until <= hand.today,
    )
    return {DocumentId(document): until.isoformat() for document, until in session.execute(snoozes)}


def _write_seen(session: Session, hand: Hand, values: Mapping[DocumentId, Value]) -> None:
    present = _read_seen(session, hand, list(values))
    for document, value in values.items():
        state, _, until = (value or READ).partition(" ")
        was, _, was_until = (present[document] or READ).partition(" ")
        if state == READ and was == UNREAD:
            mark_seen(session, document, hand.user_id, hand.at)
        elif state == UNREAD and was == READ:
            mark_unseen(session, document, hand.user_id)
        if until != was_until:
            write_values(session, Aspect(AspectKind.SNOOZE), hand, {document: until or None})


def _of(aspect: Aspect, hand: Hand) -> tuple[_Table, tuple[ColumnElement[bool], ...]]:
    """The table of an aspect, and which of its rows are meant."""
    match aspect.kind:
        case AspectKind.STAR:
            return DocumentStar, (DocumentStar.user_id == hand.user_id,)
        case AspectKind.SNOOZE:
            return DocumentSnooze, (DocumentSnooze.user_id == hand.user_id,)
        case AspectKind.LABEL:
            return DocumentLabel, (DocumentLabel.label_id == aspect.label_id,)
        case AspectKind.FOLDER:
            return DocumentFolder, ()
        case _:
            return DocumentAssignment, ()
