"""Learning's work on cuts: what people cut and joined is remembered, and heeded when the holder's next batch is cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive import reading
from archive.cuts.lessons import CutLesson, cuts_of, has_lessons, keep_cut, lessons_about
from kernel.ids import DocumentId, TenantId
from kernel.tenancy.scope import TenantScope
from ocr_workers.cut_learning import PURPOSE, PageMarks, learned_odds, marks_of_page

if TYPE_CHECKING:
    from archive.cuts.lessons import Cut
    from archive.reading import PageReading
    from ocr_workers.boundary_odds import Signs
    from ocr_workers.deps import OcrDeps


@dataclass(frozen=True, slots=True)
class Taught:
    """What a holder was taught about the pages of a batch, by position."""

    lessons: Sequence[CutLesson]
    marks: Mapping[int, PageMarks]

    def odds(self, before: int, page: int, signs: Signs) -> float:
        """By how much that moves the log-odds that a letter begins with `page`, behind `before`."""
        return learned_odds(self.lessons, self.marks[before], self.marks[page], signs) if self.lessons else 0.0


def learn_cuts(deps: OcrDeps, holder_id: TenantId, document_id: DocumentId) -> None:
    """Keep what the changes of a document's pages teach, and unlearn those that were taken back; twice is as once.

    Raises:
        BlobDamaged: A stored reading was altered.
        KeyDestroyed: The holder was erased.
    """
    if deps.keys is None:
        return
    with deps.database.reading(TenantScope(holder_id)) as session:
        cuts = cuts_of(session, document_id)
    if not cuts:
        return
    key = deps.keys.key_for(holder_id, PURPOSE)
    taught = [(cut, _marks(deps, holder_id, cut, key)) for cut in cuts]
    with deps.database.unit_of_work(TenantScope(holder_id)) as uow:
        for cut, marks in taught:
            keep_cut(uow.session, holder_id, cut, marks)
        uow.commit()


def taught_about(deps: OcrDeps, holder_id: TenantId, pages: Sequence[PageReading]) -> Taught | None:
    """What the holder was taught about such pages; None where nobody taught anything."""
    if deps.keys is None:
        return None
    with deps.database.reading(TenantScope(holder_id)) as session:
        if not has_lessons(session, holder_id):
            return None
        key = deps.keys.key_for(holder_id, PURPOSE)
        marks = {position: marks_of_page(page, key) for position, page in enumerate(pages)}
        known = {mark for page in marks.values() for mark in page.marks}
        return Taught(lessons_about(session, holder_id, known), marks)


def _marks(deps: OcrDeps, holder_id: TenantId, cut: Cut, key: bytes) -> dict[str, str]:
    if cut.is_undone or cut.page_key is None:
        return {}
    return marks_of_page(reading.from_json(deps.blobs.read(holder_id, cut.page_key)), key).marks
