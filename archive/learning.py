"""What people's corrections teach about senders, kept per tenant.

A letter whose kind or sender a person corrected is a lesson for the sender's next letters. The lesson is
the letter itself: of it only keyed hashes of the sender's marks are kept, so that it can be found again. What a
correction said is read from the letter's own fields, so a correction that is taken back is unlearned, and with the
letter goes all that it taught.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.lifecycle import DocumentState
from archive.models import Document, DocumentChange, SenderMark
from kernel.ids import DocumentId, TenantId

TAUGHT = ("kind", "sender")
MOST_LESSONS = 200
"""Letters of one sender beyond this teach nothing new; the latest count."""


@dataclass(frozen=True, slots=True)
class CorrectedLetter:
    """A filed letter that a person corrected, or that teaches nothing any more.

    Attributes:
        fields: What was read, as `documents.fields` holds it.
        teaches_kind: Its kind is another than the machine said.
        teaches_sender: Its sender is another than the machine said.
    """

    tenant_id: TenantId
    fields: Mapping[str, object]
    teaches_kind: bool
    teaches_sender: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one corrected letter says.

    Attributes:
        marks: By keyed hash the trait that is hashed.
        kind: Its kind if a person corrected that, else None.
        sender: Its sender if a person corrected that, else None.
    """

    document_id: DocumentId
    marks: Mapping[str, str]
    kind: str | None
    sender: str | None


def corrected_letter(session: Session, document_id: DocumentId) -> CorrectedLetter | None:
    """What a filed document may teach its owner; None where it is not filed in this scope."""
    document = session.get(Document, document_id)
    if document is None or document.state is not DocumentState.FILED:
        return None
    first = _first_values(session, document_id)
    return CorrectedLetter(
        tenant_id=TenantId(document.tenant_id), fields=dict(document.fields),
        teaches_kind="kind" in first and first["kind"] != document.kind and document.kind is not None,
        teaches_sender="sender" in first and first["sender"] != document.sender and document.sender is not None,
    )  # fmt: skip


def keep_lesson(session: Session, document_id: DocumentId, letter: CorrectedLetter, marks: Mapping[str, str]) -> None:
    """Keep what a letter teaches in place of what it taught before; a letter that teaches nothing leaves no mark.

    Args:
        session: The caller's transaction.
        document_id: The letter.
        letter: What it teaches.
        marks: By keyed hash the trait that is hashed.
    """
    forget(session, document_id)
    if not (letter.teaches_kind or letter.teaches_sender):
        return
    for mark, trait in marks.items():
        session.add(
            SenderMark(
                tenant_id=letter.tenant_id, document_id=document_id, mark=mark, trait=trait,
                teaches_kind=letter.teaches_kind, teaches_sender=letter.teaches_sender,
            )
        )  # fmt: skip
    session.flush()


def forget(session: Session, document_id: DocumentId) -> None:
    """Unlearn what a document taught whoever holds it."""
    session.execute(delete(SenderMark).where(SenderMark.document_id == document_id))


def lessons_about(session: Session, tenant_id: TenantId, marks: Sequence[str]) -> tuple[Lesson, ...]:
    """What a tenant's letters that share a mark teach, in the order of their ids."""
    mine = select(SenderMark.document_id).where(SenderMark.tenant_id == tenant_id, SenderMark.mark.in_(list(marks)))
    rows = (
        select(SenderMark, Document.kind, Document.sender)
        .join(Document, Document.id == SenderMark.document_id)
        .where(SenderMark.tenant_id == tenant_id, Document.tenant_id == tenant_id, SenderMark.document_id.in_(mine))
        .order_by(SenderMark.document_id, SenderMark.mark)
    )
    lessons: dict[str, Lesson] = {}
    for mark, kind, sender in session.execute(rows):
        known = lessons.get(mark.document_id)
        marks_so_far = {**(known.marks if known else {}), mark.mark: mark.trait}
        lessons[mark.document_id] = Lesson(
            DocumentId(mark.document_id), marks_so_far,
            kind if mark.teaches_kind else None, sender if mark.teaches_sender else None,
        )  # fmt: skip
    return tuple(lessons.values())[-MOST_LESSONS:]


def _first_values(session: Session, document_id: DocumentId) -> dict[str, str | None]:
    """By field what stood there before a person first changed it: what the machine said."""
    changes = (
        select(DocumentChange.field, DocumentChange.before)
        .where(DocumentChange.document_id == document_id, DocumentChange.field.in_(TAUGHT))
        .order_by(DocumentChange.changed_at, DocumentChange.id)
    )
    first: dict[str, str | None] = {}
    for name, before in session.execute(changes):
        first.setdefault(name, before)
    return first
