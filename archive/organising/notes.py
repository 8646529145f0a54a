"""Notes on letters: everybody at the tenant reads them, their author alone changes them.

What a note says stands in its row and nowhere else; the journal knows it by its id.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from archive.intake import NaturalKeyTaken
from archive.models import Document
from archive.organising.errors import OrganisingRefused
from archive.organising.models import DocumentNote
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotAllowed, NotFound
from kernel.ids import DocumentId, TenantId, derived_id, new_id

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


def notes_on(session: Session, document_ids: Iterable[DocumentId]) -> Mapping[DocumentId, tuple[NoteView, ...]]:
    """The notes on each of the letters that have any, in the order they were written."""
    rows = select(DocumentNote).where(
        DocumentNote.document_id.in_(list(document_ids)), DocumentNote.removed_at.is_(None)
    )
    found: defaultdict[DocumentId, tuple[NoteView, ...]] = defaultdict(tuple)
    for note in map(_view, session.scalars(rows.order_by(DocumentNote.written_at, DocumentNote.id))):
        found[note.document_id] += (note,)
    return found


def write_note(
    session: Session, document_id: DocumentId, text: str, author_id: str, at: dt.datetime, request_key: str = ""
) -> NoteView:
    """Add a note to a letter; the same request of the same author adds it once.

    Args:
        session: In the scope of the letter's tenant.
        document_id: The letter.
        text: What the note says.
        author_id: A user's id, or "system:" and a program's.
        at: Now.
        request_key: What the author calls the request; empty where every request is a new note.

    Raises:
        NotFound: There is no such letter in this scope.
        NaturalKeyTaken: The author used the key for another text.
        OrganisingRefused: The note is empty or too long, or the letter has enough of them.
    """
    # Locked, so that a request and its repeat come one after the other.
    document = session.get(Document, document_id, with_for_update=True)
    if document is None:
        raise NotFound("there is no such letter here; it may have gone to somebody else", document_id=document_id)
    note_id = derived_id(document_id, f"{author_id} {request_key}") if request_key else new_id()
    written = session.get(DocumentNote, note_id) if request_key else None
    if written is not None:
        if written.edited_at is None and written.text != _readable(text):
            raise NaturalKeyTaken("this key was used for another note; take a new one", note_id=note_id)
        return _view(written)
    count = select(func.count()).select_from(DocumentNote).where(DocumentNote.document_id == document_id)
    if (session.scalar(count) or 0) >= MOST_NOTES:
        raise OrganisingRefused("this letter has enough notes; change one of yours", reason="too many")
    row = DocumentNote(
        id=note_id, tenant_id=document.tenant_id, document_id=document_id, author_id=author_id,
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
