"""The labels, folders and notes themselves: listed, made, renamed and removed by programs.

Making one of a name that is there gives that one, so that a repeated request does no harm. A program changes and
removes the notes that it wrote itself, and nobody else's; what it removes, people can bring back on the screens.
"""

from __future__ import annotations

from archive.organising.folders import folders_here, get_folder, keep_folder, remove_folder, rename_folder
from archive.organising.labels import change_label, get_label, keep_label, labels_here, remove_label
from archive.organising.notes import edit_note, get_note, notes_of, remove_note, write_note
from archive.repository import get_document
from archive_ui.api.organising_rows import folder_row, label_row, label_rows, note_row
from archive_ui.api.organising_values import (
    ChangedLabel,
    FolderRow,
    Folders,
    LabelRow,
    Labels,
    NamedFolder,
    NoteHeaders,
    NoteRow,
    Notes,
    RenamedFolder,
    WantedLabel,
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
        return Labels(labels=label_rows(labels_here(session)))


def make_label(visit: ApiVisit, body: WantedLabel) -> LabelRow:
    """The label of that name, made if there is none; the colour of one that is there stays."""
    now = visit.deps.clock.now()
    with _uow(visit) as uow:
        label = keep_label(uow.session, visit.tenant_id, body.name, body.colour, visit.user_id, now)
        uow.commit()
    return label_row(label)


def update_label(visit: ApiVisit, label_id: str, body: ChangedLabel) -> LabelRow:
    """Call a label otherwise, or give it another colour."""
    with _uow(visit) as uow:
        present = get_label(uow.session, label_id)
        name, colour = body.name or present.name, body.colour or present.colour
        label = change_label(uow, label_id, name, colour, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return label_row(label)


def delete_label(visit: ApiVisit, label_id: str) -> LabelRow:
    """Take a label off every document and out of the list; people can bring it back."""
    with _uow(visit) as uow:
        label = get_label(uow.session, label_id)
        remove_label(uow, label_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return label_row(label)


def list_folders(visit: ApiVisit) -> Folders:
    """Every folder of the tenant."""
    with visit.reading() as session:
        return Folders(folders=[folder_row(folder) for folder in folders_here(session)])


def make_folder(visit: ApiVisit, body: NamedFolder) -> FolderRow:
    """The folder of that name in that place, made if there is none."""
    now = visit.deps.clock.now()
    with _uow(visit) as uow:
        folder = keep_folder(uow.session, visit.tenant_id, body.name, body.parent_id, visit.user_id, now)
        uow.commit()
    return folder_row(folder)


def update_folder(visit: ApiVisit, folder_id: str, body: RenamedFolder) -> FolderRow:
    """Call a folder otherwise."""
    with _uow(visit) as uow:
        rename_folder(uow.session, folder_id, body.name, visit.user_id, visit.deps.clock.now())
        folder = get_folder(uow.session, folder_id)
        uow.commit()
    return folder_row(folder)


def delete_folder(visit: ApiVisit, folder_id: str) -> FolderRow:
    """Take a folder away; its documents are kept, in none. People can bring it back with them."""
    with _uow(visit) as uow:
        folder = get_folder(uow.session, folder_id)
        remove_folder(uow.session, folder_id, visit.user_id, visit.deps.clock.now())
        uow.commit()
    return folder_row(folder)


def list_notes(visit: ApiVisit, document_id: str) -> Notes:
    """The notes on a document, people's and programs'."""
    with visit.reading() as session:
        get_document(session, DocumentId(document_id))
        return Notes(notes=[note_row(note) for note in notes_of(session, DocumentId(document_id))])


def add_note(visit: ApiVisit, document_id: str, body: WrittenNote, told: NoteHeaders) -> NoteRow:
    """Add a note to a document; people see which program wrote it."""
    now, key = visit.deps.clock.now(), told.idempotency_key or ""
    with _uow(visit) as uow:
        note = write_note(uow.session, DocumentId(document_id), body.text, visit.user_id, now, key)
        uow.commit()
    return note_row(note)


def update_note(visit: ApiVisit, document_id: str, note_id: str, body: WrittenNote) -> NoteRow:
    """Say something else in a note that this key wrote."""
    letter, now = DocumentId(document_id), visit.deps.clock.now()
    with _uow(visit) as uow:
        edit_note(uow.session, letter, note_id, body.text, visit.user_id, now)
        note = get_note(uow.session, letter, note_id)
        uow.commit()
    return note_row(note)


def delete_note(visit: ApiVisit, document_id: str, note_id: str) -> NoteRow:
    """Take away a note that this key wrote."""
    letter, now = DocumentId(document_id), visit.deps.clock.now()
    with _uow(visit) as uow:
        note = get_note(uow.session, letter, note_id)
        remove_note(uow.session, letter, note_id, visit.user_id, now)
        uow.commit()
    return note_row(note)


def _uow(visit: ApiVisit) -> UnitOfWork:
    return visit.deps.database.unit_of_work(TenantScope(visit.tenant_id))


_LABELS, _FOLDERS, _NOTES = "/v1/labels", "/v1/folders", "/v1/documents/<document_id>/notes"
_LABEL, _FOLDER, _NOTE = f"{_LABELS}/<label_id>", f"{_FOLDERS}/<folder_id>", f"{_NOTES}/<note_id>"
_READ, _ORGANISE = KeyScope.READ, KeyScope.ORGANISE
_TOLD = (400, 404, 413, 415, 422)
ROUTES = (
    ApiRoute(_LABELS, "labels", list_labels, _READ, "List the labels", Labels),
    ApiRoute(
        _LABELS, "make_label", make_label, _ORGANISE, "Have a label of this name", LabelRow, "POST", body=WantedLabel,
        problems=(400, 413, 415, 422),
    ),
    ApiRoute(
        _LABEL, "change_label", update_label, _ORGANISE, "Rename or colour a label", LabelRow, "PATCH",
        body=ChangedLabel, problems=_TOLD,
    ),
    ApiRoute(_LABEL, "remove_label", delete_label, _ORGANISE, "Remove a label", LabelRow, "DELETE", problems=(404,)),
    ApiRoute(_FOLDERS, "folders", list_folders, _READ, "List the folders", Folders),
    ApiRoute(
        _FOLDERS, "make_folder", make_folder, _ORGANISE, "Have a folder of this name", FolderRow, "POST",
        body=NamedFolder, problems=_TOLD,
    ),
    ApiRoute(
        _FOLDER, "rename_folder", update_folder, _ORGANISE, "Rename a folder", FolderRow, "PATCH", body=RenamedFolder,
        problems=_TOLD,
    ),
    ApiRoute(
        _FOLDER, "remove_folder", delete_folder, _ORGANISE, "Remove a folder", FolderRow, "DELETE",
        problems=(404, 422),
    ),
    ApiRoute(_NOTES, "notes", list_notes, _READ, "Its notes", Notes, problems=(404,)),
    ApiRoute(
        _NOTES, "add_note", add_note, _ORGANISE, "Add a note", NoteRow, "POST", 201, headers=NoteHeaders,
        body=WrittenNote, problems=(400, 404, 409, 413, 415, 422),
    ),
    ApiRoute(
        _NOTE, "change_note", update_note, _ORGANISE, "Change a note of the key's own", NoteRow, "PATCH",
        body=WrittenNote, problems=_TOLD,
    ),
    ApiRoute(
        _NOTE, "remove_note", delete_note, _ORGANISE, "Remove a note of the key's own", NoteRow, "DELETE",
        problems=(404,),
    ),
)  # fmt: skip
