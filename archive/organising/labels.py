"""Labels of a tenant: made, renamed, coloured, removed and brought back; many on one letter."""

from __future__ import annotations

import datetime as dt
import enum
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from archive.batches import Emitter
from archive.events import DocumentOrganised
from archive.models import Document
from archive.organising.errors import OrganisingRefused
from archive.organising.models import DocumentLabel, Label
from kernel.audit.journal import AuditFact, append
from kernel.errors import NotFound
from kernel.ids import DocumentId, TenantId, new_id

LONGEST_NAME = 40
MOST_LABELS = 5_000
MOST_FOLLOWED = 2_000
"""Letters that are indexed anew when their label is renamed; all others by `postkamer reindex`."""


class LabelColour(enum.Enum):
    """Names of colours; what they look like by day and by night is the screens' to say."""

    GREY = "grey"
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class LabelView:
    """A label as people see it."""

    label_id: str
    name: str
    colour: LabelColour


def labels_here(session: Session, *, containing: str = "", most: int = MOST_LABELS) -> list[LabelView]:
    """The tenant's labels by name, at most so many; only those with these letters in it, if any are given."""
    rows = select(Label).where(Label.removed_at.is_(None)).order_by(Label.folded).limit(most)
    if containing.strip():
        rows = rows.where(Label.folded.contains(containing.strip().casefold(), autoescape=True))
    return [_view(row) for row in session.scalars(rows)]


def label_named(session: Session, name: str) -> LabelView:
    """The label of that name, capitals aside.

    Raises:
        OrganisingRefused: There is none in this scope.
    """
    row = _named(session, " ".join(name.split()))
    if row is None:
        raise OrganisingRefused("there is no label of that name; make it first", reason="no label")
    return _view(row)


def labels_of(session: Session, document_ids: Iterable[DocumentId]) -> Mapping[DocumentId, tuple[LabelView, ...]]:
    """The labels on each of the documents, by name."""
    rows = session.execute(
        select(DocumentLabel.document_id, Label)
        .join(Label, Label.id == DocumentLabel.label_id)
        .where(DocumentLabel.document_id.in_(list(document_ids)), Label.removed_at.is_(None))
    )
    found: defaultdict[DocumentId, list[LabelView]] = defaultdict(list)
    for document_id, label in rows:
        found[DocumentId(document_id)].append(_view(label))
    return {each: tuple(sorted(labels, key=lambda label: label.name.casefold())) for each, labels in found.items()}


def get_label(session: Session, label_id: str) -> LabelView:
    """One label.

    Raises:
        NotFound: There is none in this scope, or it was removed.
    """
    return _view(_get(session, label_id))


def add_label(
    session: Session, tenant_id: TenantId, name: str, colour: LabelColour, actor: str, at: dt.datetime
) -> LabelView:
    """Make a label.

    Raises:
        OrganisingRefused: The name is empty, too long or taken, or there are enough labels.
    """
    present = session.scalar(select(func.count()).select_from(Label).where(Label.removed_at.is_(None))) or 0
    if present >= MOST_LABELS:
        raise OrganisingRefused(f"there are {MOST_LABELS} labels already; remove one first", reason="too many")
    written = read_name(name, LONGEST_NAME)
    row = Label(id=new_id(), tenant_id=tenant_id, name=written, colour=colour.value, folded=written.casefold())
    session.add(row)
    _flush(session)
    _journal(session, row, actor, "label_added", at)
    return _view(row)


def keep_label(
    session: Session, tenant_id: TenantId, name: str, colour: LabelColour, actor: str, at: dt.datetime
) -> LabelView:
    """The label of that name, capitals aside, made if there is none; the colour of one that is there stays.

    Raises:
        OrganisingRefused: The name is empty or too long, or there are enough labels.
    """
    row = _named(session, read_name(name, LONGEST_NAME))
    return _view(row) if row is not None else add_label(session, tenant_id, name, colour, actor, at)


def change_label(uow: Emitter, label_id: str, name: str, colour: LabelColour, actor: str, at: dt.datetime) -> LabelView:
    """Call a label otherwise, or give it another colour.

    Raises:
        NotFound: There is no such label in this scope.
        OrganisingRefused: The name is empty, too long or taken.
    """
    row = _get(uow.session, label_id)
    row.name = read_name(name, LONGEST_NAME)
    row.colour, row.folded = colour.value, row.name.casefold()
    _flush(uow.session)
    _tell_search(uow, row)
    _journal(uow.session, row, actor, "label_changed", at)
    return _view(row)


def remove_label(uow: Emitter, label_id: str, actor: str, at: dt.datetime) -> None:
    """Show a label nowhere any more; `restore_label` brings it back with its letters.

    Raises:
        NotFound: There is no such label in this scope.
    """
    row = _get(uow.session, label_id)
    row.removed_at, row.folded = at, row.id
    _tell_search(uow, row)
    _journal(uow.session, row, actor, "label_removed", at)


def restore_label(uow: Emitter, label_id: str, actor: str, at: dt.datetime) -> None:
    """Bring a removed label back; nothing happens to one that is there.

    Raises:
        NotFound: There never was such a label in this scope.
        OrganisingRefused: Another one has its name now.
    """
    row = uow.session.get(Label, label_id)
    if row is None:
        raise NotFound("there is no such label; look at the list again", label_id=label_id)
    if row.removed_at is None:
        return
    row.removed_at, row.folded = None, row.name.casefold()
    _flush(uow.session)
    _tell_search(uow, row)
    _journal(uow.session, row, actor, "label_restored", at)


def read_name(written: str, longest: int) -> str:
    """A name as it is kept: one line, without spaces around it.

    Raises:
        OrganisingRefused: It is empty, too long or holds signs that cannot be shown.
    """
    name = " ".join(written.split())
    if not name or len(name) > longest or not name.isprintable():
        raise OrganisingRefused(f"a name has between 1 and {longest} signs", reason="name")
    return name


def _tell_search(uow: Emitter, row: Label) -> None:
    """Let search know the latest letters by the label's new name; older ones are found by it once they change."""
    bearing = select(DocumentLabel.document_id).join(Document, Document.id == DocumentLabel.document_id)
    bearing = bearing.where(DocumentLabel.label_id == row.id).order_by(Document.received_at.desc())
    for document_id in uow.session.scalars(bearing.limit(MOST_FOLLOWED)).all():
        uow.emit(DocumentOrganised(TenantId(row.tenant_id), DocumentId(document_id)))


def _named(session: Session, name: str) -> Label | None:
    named = select(Label).where(Label.folded == name.casefold(), Label.removed_at.is_(None))
    return session.scalars(named).one_or_none()


def _get(session: Session, label_id: str) -> Label:
    row = session.get(Label, label_id)
    if row is None or row.removed_at is not None:
        raise NotFound("there is no such label; look at the list again", label_id=label_id)
    return row


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise OrganisingRefused("this name is taken; choose another", reason="taken") from error


def _journal(session: Session, row: Label, actor: str, action: str, at: dt.datetime) -> None:
    append(session, AuditFact(TenantId(row.tenant_id), actor, action, "label", row.id), at)


def _view(row: Label) -> LabelView:
    return LabelView(row.id, row.name, LabelColour(row.colour))
