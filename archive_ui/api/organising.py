"""Letters put in order by programs: which labels a document bears, and in which folder it lies."""

from __future__ import annotations

from sqlalchemy.orm import Session

from archive.organising.aspects import YES, Aspect, AspectKind, Hand
from archive.organising.changing import Organise, organise
from archive.organising.folders import folders_of
from archive.organising.labels import labels_of
from archive.organising.notes import notes_of
from archive.repository import get_document
from archive_ui.api.organising_rows import folder_row, label_rows, note_row
from archive_ui.api.organising_values import DocumentOrder, FolderRow, Labels, Place, WantedFolder, WantedLabels
from archive_ui.api.routes import ApiRoute, ApiVisit
from identity.api_keys import KeyScope
from kernel.ids import DocumentId
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import UnitOfWork


def show_order(visit: ApiVisit, document_id: str) -> DocumentOrder:
    """Labels, folder and notes of one document."""
    with visit.reading() as session:
        return _order(session, DocumentId(document_id))


def set_labels(visit: ApiVisit, document_id: str, body: WantedLabels) -> Labels:
    """Let a document bear these labels and no others; those it has already stay as they are."""
    letter, wanted = DocumentId(document_id), set(body.label_ids)
    with _uow(visit) as uow:
        get_document(uow.session, letter)
        present = {label.label_id for label in labels_of(uow.session, [letter]).get(letter, ())}
        for label_id in sorted(wanted ^ present):
            aspect, value = Aspect(AspectKind.LABEL, label_id), YES if label_id in wanted else None
            organise(uow, Organise(_hand(visit), aspect, value, (letter,)))
        uow.commit()
        return Labels(labels=label_rows(labels_of(uow.session, [letter]).get(letter, ())))


def set_folder(visit: ApiVisit, document_id: str, body: WantedFolder) -> Place:
    """Let a document lie in this folder, or in none."""
    letter = DocumentId(document_id)
    with _uow(visit) as uow:
        organise(uow, Organise(_hand(visit), Aspect(AspectKind.FOLDER), body.folder_id, (letter,)))
        uow.commit()
        return Place(folder=_place(uow.session, letter))


def _order(session: Session, document_id: DocumentId) -> DocumentOrder:
    get_document(session, document_id)
    return DocumentOrder(
        labels=label_rows(labels_of(session, [document_id]).get(document_id, ())),
        folder=_place(session, document_id),
        notes=[note_row(note) for note in notes_of(session, document_id)],
    )


def _place(session: Session, document_id: DocumentId) -> FolderRow | None:
    folder = folders_of(session, [document_id]).get(document_id)
    return folder_row(folder) if folder else None


def _hand(visit: ApiVisit) -> Hand:
    now = visit.deps.clock.now()
    return Hand(visit.tenant_id, visit.user_id, now, now.astimezone(visit.deps.settings.time_zone).date())


def _uow(visit: ApiVisit) -> UnitOfWork:
    return visit.deps.database.unit_of_work(TenantScope(visit.tenant_id))


_ONE = "/v1/documents/<document_id>"
_READ, _ORGANISE = KeyScope.READ, KeyScope.ORGANISE
ROUTES = (
    ApiRoute(
        f"{_ONE}/order", "document_order", show_order, _READ, "Its labels, folder and notes", DocumentOrder,
        problems=(404,),
    ),
    ApiRoute(
        f"{_ONE}/labels", "set_labels", set_labels, _ORGANISE, "Say which labels it bears", Labels, "PUT",
        body=WantedLabels, problems=(400, 404, 413, 415, 422),
    ),
    ApiRoute(
        f"{_ONE}/folder", "set_folder", set_folder, _ORGANISE, "Say in which folder it lies", Place, "PUT",
        body=WantedFolder, problems=(400, 404, 413, 415, 422),
    ),
)  # fmt: skip
