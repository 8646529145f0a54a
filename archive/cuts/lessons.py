"""What people teach about where letters begin, by cutting letters apart and joining them; kept per holder.

Of a cut only keyed hashes are kept: of what the page behind it shows of its sender, and of what stands at its
head. So a holder's lessons outlive the letters that taught them, say nothing without the holder's key, and go when a
change is taken back. Nothing here knows what a mark was made of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from archive.cuts.models import CutMark
from archive.models import Page, RearrangedDocument, Rearrangement
from kernel.ids import DocumentId, TenantId

SPLIT, MERGE = "split", "merge"
MOST_LESSONS = 500
"""Lessons about the marks of one batch beyond this count for nothing; the latest do."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One change of somebody's at one place between two pages.

    Attributes:
        begins: Whether a letter begins there (split), or goes on (merge).
        before_key: The stored reading of the page before it; `page_key` of the page behind it.
        is_undone: Whether the change was taken back.
    """

    rearrangement_id: str
    begins: bool
    before_key: str | None
    page_key: str | None
    is_undone: bool


@dataclass(frozen=True, slots=True)
class CutLesson:
    """What one change says: whether a page with these marks begins a letter. By keyed hash the trait that is hashed."""

    lesson_id: str
    begins: bool
    marks: Mapping[str, str]


def cuts_of(session: Session, document_id: DocumentId) -> tuple[Cut, ...]:
    """The changes that cut a document off, or joined it together, and those of them that were taken back."""
    rows = (
        select(Rearrangement)
        .join(RearrangedDocument, RearrangedDocument.rearrangement_id == Rearrangement.id)
        .where(RearrangedDocument.document_id == document_id, Rearrangement.operation.in_((SPLIT, MERGE)))
        .order_by(Rearrangement.id)
    )
    return tuple(cut for row in session.scalars(rows) if (cut := _cut(session, row, document_id)) is not None)


def keep_cut(session: Session, tenant_id: TenantId, cut: Cut, marks: Mapping[str, str]) -> None:
    """Keep what a change teaches, in place of what it taught before; one that was taken back teaches nothing."""
    session.execute(delete(CutMark).where(CutMark.tenant_id == tenant_id, CutMark.lesson_id == cut.rearrangement_id))
    for mark, trait in {} if cut.is_undone else sorted(marks.items()):
        session.add(
            CutMark(tenant_id=tenant_id, lesson_id=cut.rearrangement_id, begins=cut.begins, mark=mark, trait=trait)
        )
    session.flush()


def has_lessons(session: Session, tenant_id: TenantId) -> bool:
    """Whether anybody ever taught this holder anything about cuts."""
    return bool(session.scalar(select(exists().where(CutMark.tenant_id == tenant_id))))


def lessons_about(session: Session, tenant_id: TenantId, marks: Collection[str]) -> tuple[CutLesson, ...]:
    """What a holder was taught about pages that share a mark, the latest lessons last."""
    near = select(CutMark.lesson_id).where(CutMark.tenant_id == tenant_id, CutMark.mark.in_(sorted(set(marks))))
    rows = (
        select(CutMark).where(CutMark.tenant_id == tenant_id, CutMark.lesson_id.in_(near)).order_by(CutMark.lesson_id)
    )
    lessons: dict[str, CutLesson] = {}
    for row in session.scalars(rows):
        known = lessons.get(row.lesson_id)
        shown = {**(known.marks if known else {}), row.mark: row.trait}
        lessons[row.lesson_id] = CutLesson(row.lesson_id, row.begins, shown)
    return tuple(lessons.values())[-MOST_LESSONS:]


def _cut(session: Session, made: Rearrangement, document_id: DocumentId) -> Cut | None:
    place = _cut_off(made, document_id) if made.operation == SPLIT else _joined(made, document_id)
    is_undone = made.undone_at is not None
    if place is None:
        return Cut(made.id, made.operation == SPLIT, None, None, is_undone) if is_undone else None
    before, page = (session.get(Page, page_id) for page_id in place)
    return Cut(
        made.id, made.operation == SPLIT,
        before.reading_key if before else None, page.reading_key if page else None, is_undone,
    )  # fmt: skip


def _cut_off(made: Rearrangement, document_id: DocumentId) -> tuple[str, str] | None:
    """The pages before and behind a cut, where the document is the one that was cut off."""
    left = next((pages for key, pages in made.after.items() if key in made.before and pages), None)
    cut_off = made.after.get(document_id)
    return (left[-1], cut_off[0]) if left and cut_off and document_id not in made.before else None


def _joined(made: Rearrangement, document_id: DocumentId) -> tuple[str, str] | None:
    """The pages before and behind a place that was closed, where the document is the one that was joined."""
    dissolved = next((key for key, pages in made.after.items() if not pages), None)
    first = made.before.get(dissolved, [None])[0] if dissolved else None
    joined = made.after.get(document_id) or []
    return (joined[joined.index(first) - 1], first) if first in joined[1:] else None
