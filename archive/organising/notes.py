"""Notes on letters: everybody at the tenant reads them, their author alone changes them.

What a note says stands in its row and nowhere else; the journal knows it by its id.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.models import Document
from archive.organising.errors import OrganisingRefused
from archive.organising.models import DocumentNote
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotAllowed, NotFound
from kernel.ids import DocumentId, TenantId, new_id

LONGEST_NOTE = 4_000
MOST_NOTES = 200
REMOVED_STAYS = dt.timedelta(days=1)
"""How long a removed note can be brought back; then its text is gone."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note as people see it; `author_id` is a user's id, or "system:" and a program's."""

    note_id: str
    document_id: DocumentId
    author_id: str
    text: str
    written_at: dt.datetime
    edited_at: dt.datetime | None


def notes_of(session: Session, document_id: DocumentId) -> tuple[NoteView, ...]:
    """The notes on a letter, in the order they were written."""
    rows = select(DocumentNote).where(DocumentNote.document_id == document_id, DocumentNote.removed_at.is_(None))
    return tuple(map(_view, session.scalars(rows.order_by(DocumentNote.written_at, DocumentNote.id))))


def write_note(session: Session, document_id: DocumentId, text: str, author_id: str, at: dt.datetime) -> NoteView:
    """Add a note to a letter.

    Raises:
        NotFound: There is no such letter in this scope.
        OrganisingRefused: The note is empty or too long, or the letter has enough of them.
    """
    document = session.get(Document, document_id)
    if document is None:
        raise NotFound("there is no such letter here; it may have gone to somebody else", document_id=document_id)
    count = select(func.count()).select_from(DocumentNote).where(DocumentNote.document_id == document_id)
    if (session.scalar(count) or 0) >= MOST_NOTES:
        raise OrganisingRefused("this letter has enough notes; change one of yours", reason="too many")
    row = DocumentNote(
        id=new_id(), tenant_id=document.tenant_id, document_id=document_id, author_id=author_id,
        text=_readable(text), written_at=at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _journal(session, row, author_id, "note_written", at)
    return _view(row)


def edit_note(
    session: Session, document_id: DocumentId, note_id: str, text: str, author_id: str, at: dt.datetime
) -> None:
    """Say something else in a note of one's own.

    Raises:
        NotFound: The letter has no such note in this scope.
        NotAllowed: Somebody else wrote it.
        OrganisingRefused: The note is empty or too long.
    """
    row = _own(session, document_id, note_id, author_id)
    row.text, row.edited_at = _readable(text), at
    _journal(session, row, author_id, "note_changed", at)


def remove_note(session: Session, document_id: DocumentId, note_id: str, author_id: str, at: dt.datetime) -> None:
    """Take a note of one's own away; for a day it can be brought back.

    Raises:
        NotFound: The letter has no such note in this scope.
        NotAllowed: Somebody else wrote it.
    """
    wipe_removed_notes(session, at)
    row = _own(session, document_id, note_id, author_id)
    row.removed_at = at
    _journal(session, row, author_id, "note_removed", at)


def restore_note(session: Session, document_id: DocumentId, note_id: str, author_id: str, at: dt.datetime) -> None:
    """Bring a note of one's own back; nothing happens to one that is there.

    Raises:
        NotFound: The letter has no such note in this scope, or its text is gone.
        NotAllowed: Somebody else wrote it.
    """
    wipe_removed_notes(session, at)
    row = _own(session, document_id, note_id, author_id, removed=True)
    if row.removed_at is not None:
        row.removed_at = None
        _journal(session, row, author_id, "note_restored", at)


def wipe_removed_notes(session: Session, at: dt.datetime) -> None:
    """Let go of what was removed longer ago than `REMOVED_STAYS`."""
    session.execute(delete(DocumentNote).where(DocumentNote.removed_at < at - REMOVED_STAYS))


def get_note(session: Session, document_id: DocumentId, note_id: str) -> NoteView:
    """One note of a letter.

    Raises:
        NotFound: The letter has no such note in this scope.
    """
    return _view(_get(session, document_id, note_id))


def _get(session: Session, document_id: DocumentId, note_id: str, *, removed: bool = False) -> DocumentNote:
    row = session.get(DocumentNote, note_id)
    if row is None or row.document_id != document_id or (row.removed_at is not None and not removed):
        raise NotFound("the letter has no such note any more; look at it again", note_id=note_id)
    return row


def _own(
    session: Session, document_id: DocumentId, note_id: str, author_id: str, *, removed: bool = False
) -> DocumentNote:
    row = _get(session, document_id, note_id, removed=removed)
    if row.author_id != author_id:
        raise NotAllowed("only its author changes a note; write one of your own", note_id=note_id)
    return row


def _readable(text: str) -> str:
    """The note without blanks around it; line ends as one sign.

    Raises:
        OrganisingRefused: It is empty or too long.
    """
    kept = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not 0 < len(kept) <= LONGEST_NOTE:
        raise OrganisingRefused(f"a note has between 1 and {LONGEST_NOTE} signs", reason="note")
    return kept


def _journal(session: Session, row: DocumentNote, actor: str, action: str, at: dt.datetime) -> None:
    fact = AuditFact(TenantId(row.tenant_id), actor, action, "document", row.document_id, {"note": row.id})
    append(session, fact, at)


def _view(row: DocumentNote) -> NoteView:
    return NoteView(row.id, DocumentId(row.document_id), row.author_id, row.text, row.written_at, row.edited_at)
