"""Letters put in order by programs: labels, folder and notes of a document."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from archive.organising.aspects import YES, Aspect, AspectKind, Hand
from archive.organising.changing import Organise, organise
from archive.organising.folders import FolderView, folders_here, folders_of
from archive.organising.labels import LabelView, labels_here, labels_of
from archive.organising.notes import NoteView, notes_of, write_note
from archive.repository import get_document
from archive_ui.api.organising_values import (
    DocumentOrder,
    FolderRow,
    Folders,
    LabelRow,
    Labels,
    NoteRow,
    Place,
    WantedFolder,
    WantedLabels,
    WrittenNote,
)
from archive_ui.api.routes import ApiRoute, ApiVisit
from identity.api_keys import KeyScope
from kernel.ids import DocumentId
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import UnitOfWork


def list_labels(visit: ApiVisit) -> Labels:
    """Every label of the tenant."""
    with visit.reading() as session:
        return Labels(labels=_label_rows(labels_here(session)))


def list_folders(visit: ApiVisit) -> Folders:
    """Every folder of the tenant."""
    with visit.reading() as session:
        return Folders(folders=[_folder_row(folder) for folder in folders_here(session)])


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
        return Labels(labels=_label_rows(labels_of(uow.session, [letter]).get(letter, ())))


def set_folder(visit: ApiVisit, document_id: str, body: WantedFolder) -> Place:
    """Let a document lie in this folder, or in none."""
    letter = DocumentId(document_id)
    with _uow(visit) as uow:
        organise(uow, Organise(_hand(visit), Aspect(AspectKind.FOLDER), body.folder_id, (letter,)))
        uow.commit()
        return Place(folder=_place(uow.session, letter))


def add_note(visit: ApiVisit, document_id: str, body: WrittenNote) -> NoteRow:
    """Add a note to a document; people see which program wrote it."""
    with _uow(visit) as uow:
        now = visit.deps.clock.now()
        note = write_note(uow.session, DocumentId(document_id), body.text, visit.user_id, now)
        uow.commit()
    return _note_row(note)


def _order(session: Session, document_id: DocumentId) -> DocumentOrder:
    get_document(session, document_id)
    return DocumentOrder(
        labels=_label_rows(labels_of(session, [document_id]).get(document_id, ())),
        folder=_place(session, document_id),
        notes=[_note_row(note) for note in notes_of(session, document_id)],
    )


def _place(session: Session, document_id: DocumentId) -> FolderRow | None:
    folder = folders_of(session, [document_id]).get(document_id)
    return _folder_row(folder) if folder else None


def _hand(visit: ApiVisit) -> Hand:
    now = visit.deps.clock.now()
    return Hand(visit.tenant_id, visit.user_id, now, now.astimezone(visit.deps.settings.time_zone).date())


def _uow(visit: ApiVisit) -> UnitOfWork:
    return visit.deps.database.unit_of_work(TenantScope(visit.tenant_id))


def _label_rows(labels: Sequence[LabelView]) -> list[LabelRow]:
    return [LabelRow(label_id=each.label_id, name=each.name, colour=each.colour) for each in labels]


def _folder_row(folder: FolderView) -> FolderRow:
    return FolderRow(folder_id=folder.folder_id, name=folder.name, path=folder.path, parent_id=folder.parent_id)


def _note_row(note: NoteView) -> NoteRow:
    return NoteRow(
        note_id=note.note_id, text=note.text, author=note.author_id, written_at=note.written_at,
        edited_at=note.edited_at,
    )  # fmt: skip


_ONE = "/v1/documents/<document_id>"
_READ, _ORGANISE = KeyScope.READ, KeyScope.ORGANISE
ROUTES = (
    ApiRoute("/v1/labels", "labels", list_labels, _READ, "List the labels", Labels),
    ApiRoute("/v1/folders", "folders", list_folders, _READ, "List the folders", Folders),
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
    ApiRoute(
        f"{_ONE}/notes", "add_note", add_note, _ORGANISE, "Add a note", NoteRow, "POST", 201, body=WrittenNote,
        problems=(400, 404, 413, 415, 422),
    ),
)  # fmt: skip
