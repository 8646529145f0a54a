"""Folders of a tenant: each letter lies in one at most; a folder may hold folders, and those none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from archive.organising.errors import OrganisingRefused
from archive.organising.labels import read_name
from archive.organising.models import DocumentFolder, Folder
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId, new_id

LONGEST_NAME = 60
MOST_FOLDERS = 200


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder as people see it.

    Attributes:
        path: Its name behind that of the folder around it.
    """

    folder_id: str
    name: str
    path: str
    parent_id: str | None


def folders_here(session: Session) -> list[FolderView]:
    """The tenant's folders by name, each followed by those in it."""
    rows = list(session.scalars(select(Folder).where(Folder.removed_at.is_(None))))
    names = {row.id: row.name for row in rows}
    views = [_view(row, names) for row in rows]
    return sorted(views, key=lambda folder: [part.casefold() for part in folder.path.split(" / ")])


def folders_of(session: Session, document_ids: Iterable[DocumentId]) -> Mapping[DocumentId, FolderView]:
    """The folder that each of the documents lies in; those in none are left out."""
    around = aliased(Folder)
    lying = (
        select(DocumentFolder.document_id, Folder.id, Folder.name, Folder.parent_id, around.name)
        .join(Folder, Folder.id == DocumentFolder.folder_id)
        .outerjoin(around, around.id == Folder.parent_id)
        .where(DocumentFolder.document_id.in_(list(document_ids)), Folder.removed_at.is_(None))
    )
    return {
        DocumentId(document_id): FolderView(folder_id, name, _path(name, name_around), parent_id)
        for document_id, folder_id, name, parent_id, name_around in session.execute(lying)
    }


def get_folder(session: Session, folder_id: str) -> FolderView:
    """One folder.

    Raises:
        NotFound: There is none in this scope, or it was removed.
    """
    row = _get(session, folder_id)
    around = session.get(Folder, row.parent_id) if row.parent_id else None
    return _view(row, {around.id: around.name} if around else {})


def add_folder(
    session: Session, tenant_id: TenantId, name: str, parent_id: str | None, actor: str, at: dt.datetime
) -> FolderView:
    """Make a folder, by itself or in another.

    Raises:
        NotFound: There is no folder around it.
        OrganisingRefused: The name is empty, too long or taken there, the place too deep, or there are enough.
    """
    present = session.scalar(select(func.count()).select_from(Folder).where(Folder.removed_at.is_(None))) or 0
    if present >= MOST_FOLDERS:
        raise OrganisingRefused(f"there are {MOST_FOLDERS} folders already; remove one first", reason="too many")
    if parent_id is not None and _get(session, parent_id).parent_id is not None:
        raise OrganisingRefused("a folder in a folder holds no further ones", reason="too deep")
    written = read_name(name, LONGEST_NAME)
    row = Folder(
        id=new_id(), tenant_id=tenant_id, parent_id=parent_id, name=written, folded=_folded(parent_id, written)
    )
    session.add(row)
    _flush(session)
    _journal(session, row, actor, "folder_added", at)
    return get_folder(session, row.id)


def keep_folder(
    session: Session, tenant_id: TenantId, name: str, parent_id: str | None, actor: str, at: dt.datetime
) -> FolderView:
    """The folder of that name in that place, capitals aside, made if there is none.

    Raises:
        NotFound: There is no folder around it.
        OrganisingRefused: The name is empty or too long, the place too deep, or there are enough.
    """
    folded = _folded(parent_id, read_name(name, LONGEST_NAME))
    row = session.scalars(select(Folder).where(Folder.folded == folded, Folder.removed_at.is_(None))).one_or_none()
    return get_folder(session, row.id) if row else add_folder(session, tenant_id, name, parent_id, actor, at)


def rename_folder(session: Session, folder_id: str, name: str, actor: str, at: dt.datetime) -> None:
    """Call a folder otherwise.

    Raises:
        NotFound: There is no such folder in this scope.
        OrganisingRefused: The name is empty, too long or taken there.
    """
    row = _get(session, folder_id)
    row.name = read_name(name, LONGEST_NAME)
    row.folded = _folded(row.parent_id, row.name)
    _flush(session)
    _journal(session, row, actor, "folder_changed", at)


def remove_folder(session: Session, folder_id: str, actor: str, at: dt.datetime) -> None:
    """Show a folder nowhere any more, its letters in none; `restore_folder` brings it back with them.

    Raises:
        NotFound: There is no such folder in this scope.
        OrganisingRefused: There are folders in it.
    """
    row = _get(session, folder_id)
    if session.scalar(select(exists().where(Folder.parent_id == row.id, Folder.removed_at.is_(None)))):
        raise OrganisingRefused("there are folders in it; remove those first", reason="not empty")
    row.removed_at, row.folded = at, row.id
    _journal(session, row, actor, "folder_removed", at)


def restore_folder(session: Session, folder_id: str, actor: str, at: dt.datetime) -> None:
    """Bring a removed folder back; nothing happens to one that is there.

    Raises:
        NotFound: There never was such a folder in this scope, or the one around it is gone.
        OrganisingRefused: Another one has its name now.
    """
    row = session.get(Folder, folder_id)
    if row is None:
        raise NotFound("there is no such folder; look at the list again", folder_id=folder_id)
    if row.removed_at is None:
        return
    if row.parent_id is not None:
        _get(session, row.parent_id)
    row.removed_at, row.folded = None, _folded(row.parent_id, row.name)
    _flush(session)
    _journal(session, row, actor, "folder_restored", at)


def _get(session: Session, folder_id: str) -> Folder:
    row = session.get(Folder, folder_id)
    if row is None or row.removed_at is not None:
        raise NotFound("there is no such folder; look at the list again", folder_id=folder_id)
    return row


def _folded(parent_id: str | None, name: str) -> str:
    return f"{parent_id or ''}/{name.casefold()}"


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise OrganisingRefused("this name is taken here; choose another", reason="taken") from error


def _journal(session: Session, row: Folder, actor: str, action: str, at: dt.datetime) -> None:
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "folder", row.id), at)


def _view(row: Folder, names: Mapping[str, str]) -> FolderView:
    around = names.get(row.parent_id) if row.parent_id else None
    return FolderView(row.id, row.name, _path(row.name, around), row.parent_id)


def _path(name: str, around: str | None) -> str:
    return f"{around} / {name}" if around else name
