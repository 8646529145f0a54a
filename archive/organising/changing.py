"""Changing one or many letters in one step, and taking exactly that back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.batches import Emitter
from archive.events import DocumentAssigned, DocumentOrganised
from archive.models import Document
from archive.organising.aspects import (
    PERSONAL,
    READ,
    UNREAD,
    YES,
    Aspect,
    AspectKind,
    Hand,
    Value,
    aimed,
    read_aspect,
    read_values,
    write_values,
)
from archive.organising.errors import OrganisingRefused
from archive.organising.folders import get_folder
from archive.organising.labels import get_label
from archive.organising.models import OrganisedDocument, Organising
from kernel.audit.journal import AuditFact, Detail, append
from kernel.errors import ChangedMeanwhile, MoveRefused, NotFound
from kernel.ids import DocumentId, UserId, new_id
from kernel.tenancy.repository import role_of
from kernel.tenancy.roles import Permission, allows

MOST_AT_ONCE = 200
LONGEST_SNOOZE = dt.timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Organise:
    """What somebody wants letters to be.

    Attributes:
        wanted: The aspect's new value; None takes it away.
    """

    hand: Hand
    aspect: Aspect
    wanted: Value
    documents: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True)
class Organised:
    """What came of it.

    Attributes:
        change_id: What `take_back` asks for; None where everything was so already.
        changed: How many letters are different now.
    """

    change_id: str | None
    changed: int


def organise(uow: Emitter, command: Organise) -> Organised:
    """Change the letters; those that are so already are left alone.

    Raises:
        NotFound: One of the letters, or what they are to get, is not in this scope.
        OrganisingRefused: There are no letters or too many, or the value makes no sense.
    """
    session = uow.session
    documents = _lock(session, command.documents)
    _require_sense(session, command)
    before = read_values(session, command.aspect, command.hand, documents)
    after = {each: aimed(command.aspect, value, command.wanted) for each, value in before.items()}
    touched = [each for each in documents if before[each] != after[each]]
    if not touched:
        return Organised(None, 0)
    write_values(session, command.aspect, command.hand, {each: after[each] for each in touched})
    _tell_search(uow, command.hand, command.aspect, touched)
    _tell_assignee(uow, command, touched)
    change_id = _remember(session, command, touched, before, after)
    _journal(session, command.hand, command.aspect, change_id, "letters_organised", len(touched))
    return Organised(change_id, len(touched))


def kind_of(session: Session, change_id: str) -> AspectKind:
    """What a change was about.

    Raises:
        NotFound: There is no such change in this scope.
    """
    return read_aspect(_get(session, change_id).aspect).kind


def take_back(uow: Emitter, change_id: str, hand: Hand) -> int:
    """Give letters the values they had before a change of one's own; how many.

    Letters that left since are passed over: they are somebody else's now.

    Raises:
        NotFound: There is no such change in this scope, or somebody else made it.
        MoveRefused: It was taken back before.
        ChangedMeanwhile: One of the letters was changed again since, or a label or folder it had is gone.
    """
    session = uow.session
    made = _get(session, change_id, for_update=True)
    if made.made_by != hand.user_id:
        raise NotFound("there is nothing of yours to take back here", change_id=change_id)
    if made.undone_at is not None:
        raise MoveRefused("this was taken back already", change_id=change_id)
    items = {
        DocumentId(row.document_id): row
        for row in session.scalars(select(OrganisedDocument).where(OrganisedDocument.organising_id == change_id))
    }
    aspect = read_aspect(made.aspect)
    documents = _lock(session, tuple(items)) if items else []
    present = read_values(session, aspect, hand, documents)
    if any(present[each] != items[each].after for each in documents):
        message = "one of these letters was changed again since; change it by hand instead"
        raise ChangedMeanwhile(message, change_id=change_id)
    try:
        _require_targets(session, aspect, {row.before for row in items.values()})
    except NotFound as error:
        raise ChangedMeanwhile("the label or folder is gone; bring it back first", change_id=change_id) from error
    write_values(session, aspect, hand, {each: items[each].before for each in documents})
    _tell_search(uow, hand, aspect, documents)
    made.undone_at = hand.at
    _journal(session, hand, aspect, change_id, "letters_put_back", len(documents))
    return len(documents)


def _get(session: Session, change_id: str, *, for_update: bool = False) -> Organising:
    made = session.get(Organising, change_id, with_for_update=for_update)
    if made is None:
        raise NotFound("there is nothing to take back here", change_id=change_id)
    return made


def _lock(session: Session, documents: Sequence[DocumentId]) -> list[DocumentId]:
    """The letters in one order for everybody, locked until the transaction ends."""
    wanted = sorted(set(documents))
    if not wanted:
        raise OrganisingRefused("choose a letter first", reason="none chosen")
    if len(wanted) > MOST_AT_ONCE:
        raise OrganisingRefused(f"choose {MOST_AT_ONCE} letters at most", reason="too many letters")
    rows = select(Document.id).where(Document.id.in_(wanted)).order_by(Document.id).with_for_update()
    found = [DocumentId(row) for row in session.scalars(rows)]
    if found != wanted:
        raise NotFound("one of these letters is not here (any more); look at the list again")
    return found


def _require_sense(session: Session, command: Organise) -> None:
    wanted = command.wanted
    match command.aspect.kind:
        case AspectKind.SEEN if wanted not in (READ, UNREAD):
            raise OrganisingRefused("a letter is read or unread", reason="value")
        case AspectKind.STAR | AspectKind.LABEL if wanted not in (YES, None):
            raise OrganisingRefused("it is there or it is not", reason="value")
        case AspectKind.SNOOZE if wanted is not None:
            _require_day(wanted, command.hand.today)
        case AspectKind.ASSIGNEE if wanted is not None:
            _require_colleague(session, command.hand, UserId(wanted))
    _require_targets(session, command.aspect, {wanted})


def _require_targets(session: Session, aspect: Aspect, values: set[Value]) -> None:
    """Labels and folders that letters are to get are there."""
    if aspect.kind is AspectKind.LABEL:
        get_label(session, aspect.label_id)
    if aspect.kind is AspectKind.FOLDER:
        for value in values - {None}:
            get_folder(session, str(value))


def _require_day(written: str, today: dt.date) -> None:
    try:
        day = dt.date.fromisoformat(written)
    except ValueError as error:
        raise OrganisingRefused("write the day as year-month-day", reason="day") from error
    if not today < day <= today + LONGEST_SNOOZE:
        raise OrganisingRefused("choose a day after today, within three years", reason="day")


def _require_colleague(session: Session, hand: Hand, user_id: UserId) -> None:
    role = role_of(session, user_id, hand.tenant_id)
    if not allows(role, Permission.READ_DOCUMENTS):
        raise OrganisingRefused("only somebody who may read the letters here can take care of them", reason="person")


def _tell_search(uow: Emitter, hand: Hand, aspect: Aspect, documents: Sequence[DocumentId]) -> None:
    """Letters are found by their labels; by nothing else that is changed here."""
    if aspect.kind is AspectKind.LABEL:
        for document_id in documents:
            uow.emit(DocumentOrganised(hand.tenant_id, document_id))


def _tell_assignee(uow: Emitter, command: Organise, documents: Sequence[DocumentId]) -> None:
    """Somebody who is given a letter hears of it; who takes one knows."""
    wanted = command.wanted
    if command.aspect.kind is AspectKind.ASSIGNEE and wanted is not None and wanted != command.hand.user_id:
        for document_id in documents:
            uow.emit(DocumentAssigned(command.hand.tenant_id, document_id, UserId(wanted)))


def _remember(
    session: Session,
    command: Organise,
    touched: Sequence[DocumentId],
    before: Mapping[DocumentId, Value],
    after: Mapping[DocumentId, Value],
) -> str:
    hand = command.hand
    made = Organising(
        id=new_id(), tenant_id=hand.tenant_id, aspect=command.aspect.spelled(), made_at=hand.at, made_by=hand.user_id
    )
    session.add(made)
    session.flush()
    session.add_all(
        OrganisedDocument(
            tenant_id=hand.tenant_id, organising_id=made.id, document_id=each, before=before[each], after=after[each]
        )
        for each in touched
    )
    return made.id


def _journal(session: Session, hand: Hand, aspect: Aspect, change_id: str, action: str, letters: int) -> None:
    """What concerns everybody is journalled; what a person keeps for themself is nobody's business."""
    if aspect.kind in PERSONAL:
        return
    details: dict[str, Detail] = {"aspect": aspect.spelled(), "letters": letters}
    append(session, AuditFact(hand.tenant_id, hand.user_id, action, "organising", change_id, details), hand.at)
