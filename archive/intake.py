"""Intake items: received once whatever the channel repeats, unpacked, or kept visibly in quarantine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.batches import Emitter, NewPage, add_pages, close_batch, item_done, lock_open_batch, open_batch
from archive.events import FileReceived, ItemQuarantined
from archive.lifecycle import INTAKE, IntakeMove, IntakeState
from archive.models import Batch, IntakeItem
from kernel.audit.journal import AuditFact, append
from kernel.blobs.api import StoredBlob
from kernel.errors import NotFound, PlatformError
from kernel.ids import BatchId, IntakeId, TenantId, derived_id


class NaturalKeyTaken(PlatformError):
    """The channel sent other content under a key it used before; send it again under a new key."""

    code = "natural_key_taken"


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item as its channel describes it.

    Attributes:
        batch_id: The open batch it belongs to; None gives it a batch of its own, closed at once.
        addressee_id: The tenant that the channel names as owner; only for items without a batch.
    """

    tenant_id: TenantId
    channel: str
    natural_key: str
    file_name: str
    received_by: str
    batch_id: BatchId | None = None
    addressee_id: TenantId | None = None
    position: int = 0
    sheet: int | None = None
    side: int | None = None


@dataclass(frozen=True, slots=True)
class AcceptedItem:
    """The answer to a delivery: which item it is, and whether it was known."""

    intake_id: IntakeId
    batch_id: BatchId
    is_repeat: bool
    duplicate_of: IntakeId | None


@dataclass(frozen=True, slots=True)
class ItemToUnpack:
    """What unpacking an item needs to know."""

    intake_id: IntakeId
    tenant_id: TenantId
    batch_id: BatchId
    blob_key: str
    file_name: str


def accept(uow: Emitter, new: NewItem, blob: StoredBlob, at: dt.datetime) -> AcceptedItem:
    """Record an item whose bytes are safe; a repeat of the same natural key is the same item.

    Raises:
        NaturalKeyTaken: The key was used for other content.
        BatchClosed: The batch takes nothing any more.
    """
    known = _by_natural_key(uow.session, new)
    if known is not None:
        return _repeat(known, blob)
    if new.batch_id is not None:
        lock_open_batch(uow.session, new.batch_id)
    item = _new_row(uow.session, new, blob, at)
    uow.session.add(item)
    uow.session.flush()
    uow.emit(FileReceived(new.tenant_id, IntakeId(item.id)))
    if new.batch_id is None:
        close_batch(uow, BatchId(item.batch_id), 1, at)
    return _answer(item, is_repeat=False)


def known_item(session: Session, intake_id: IntakeId) -> AcceptedItem:
    """The answer to one more delivery of an item that was accepted before.

    Raises:
        NotFound: There is no such item in this scope.
    """
    return _answer(_item(session, intake_id), is_repeat=True)


def state_under_key(session: Session, tenant_id: TenantId, channel: str, natural_key: str) -> IntakeState | None:
    """How far the item has come that the channel calls so; None where there is none in this scope."""
    same = select(IntakeItem.state).where(
        IntakeItem.tenant_id == tenant_id, IntakeItem.channel == channel, IntakeItem.natural_key == natural_key
    )
    return session.scalars(same).one_or_none()


def item_to_unpack(session: Session, intake_id: IntakeId) -> ItemToUnpack | None:
    """What to unpack, or None when the item no longer waits for it."""
    item = _item(session, intake_id)
    if item.state is not IntakeState.RECEIVED:
        return None
    return ItemToUnpack(intake_id, TenantId(item.tenant_id), BatchId(item.batch_id), item.blob_key, item.file_name)


def unpacked(uow: Emitter, intake_id: IntakeId, media_type: str, page_numbers: Sequence[int]) -> None:
    """Let the pages of an item enter its batch."""
    item = _item(uow.session, intake_id)
    item.state = INTAKE.next(item.state, IntakeMove.UNPACK)
    item.media_type, item.page_count = media_type, len(page_numbers)
    item.cause_code = None
    # A scan run has one page per item; a file has many: room for both orders in one number.
    pages = [NewPage(n, item.position * 100_000 + n, item.sheet, item.side) for n in page_numbers]
    add_pages(uow, BatchId(item.batch_id), intake_id, (item.blob_key, media_type), pages)
    item_done(uow, BatchId(item.batch_id))


def quarantine(uow: Emitter, intake_id: IntakeId, cause_code: str, at: dt.datetime) -> None:
    """Keep an item that cannot be opened, with its cause and its original bytes; its batch goes on without it."""
    item = _item(uow.session, intake_id)
    item.state = INTAKE.next(item.state, IntakeMove.QUARANTINE)
    item.cause_code = cause_code
    append(uow.session, _fact(item, "system:ingest", "item_quarantined", {"cause": cause_code}), at)
    uow.emit(ItemQuarantined(TenantId(item.tenant_id), intake_id))
    item_done(uow, BatchId(item.batch_id))


def retry_item(uow: Emitter, intake_id: IntakeId, actor: str, at: dt.datetime) -> None:
    """Try an item in quarantine again; its first batch went on, so it gets one of its own.

    Raises:
        NotFound: There is no such item in this scope.
        MoveRefused: The item is not in quarantine.
    """
    item = _item(uow.session, intake_id)
    item.state = INTAKE.next(item.state, IntakeMove.RETRY)
    item.batch_id = open_batch(uow.session, TenantId(item.tenant_id), item.channel, at, _addressee(uow.session, item))
    append(uow.session, _fact(item, actor, "item_retried", {}), at)
    uow.emit(FileReceived(TenantId(item.tenant_id), intake_id))
    close_batch(uow, BatchId(item.batch_id), 1, at)


def discard_item(uow: Emitter, intake_id: IntakeId, actor: str, at: dt.datetime) -> None:
    """A person decides that an item in quarantine is no mail; the journal keeps who and when.

    Raises:
        NotFound: There is no such item in this scope.
        MoveRefused: The item is not in quarantine.
    """
    item = _item(uow.session, intake_id)
    item.state = INTAKE.next(item.state, IntakeMove.DISCARD)
    append(uow.session, _fact(item, actor, "item_discarded", {"cause": item.cause_code or ""}), at)


def _new_row(session: Session, new: NewItem, blob: StoredBlob, at: dt.datetime) -> IntakeItem:
    batch_id = new.batch_id or open_batch(session, new.tenant_id, new.channel, at, new.addressee_id)
    return IntakeItem(
        id=derived_id(new.tenant_id, f"{new.channel} {new.natural_key}"), tenant_id=new.tenant_id, batch_id=batch_id,
        channel=new.channel, natural_key=new.natural_key, file_name=new.file_name, received_at=at,
        received_by=new.received_by, position=new.position, sheet=new.sheet, side=new.side,
        blob_key=blob.key, sha256=blob.sha256, size_bytes=blob.size_bytes,
        duplicate_of=_earlier_with_same_content(session, new.tenant_id, blob.sha256),
    )  # fmt: skip


def _repeat(known: IntakeItem, blob: StoredBlob) -> AcceptedItem:
    if known.sha256 != blob.sha256:
        message = "this key was used for other content; send the file again under a new key"
        raise NaturalKeyTaken(message, intake_id=known.id)
    return _answer(known, is_repeat=True)


def _answer(item: IntakeItem, *, is_repeat: bool) -> AcceptedItem:
    earlier = IntakeId(item.duplicate_of) if item.duplicate_of else None
    return AcceptedItem(IntakeId(item.id), BatchId(item.batch_id), is_repeat, earlier)


def _by_natural_key(session: Session, new: NewItem) -> IntakeItem | None:
    same = select(IntakeItem).where(
        IntakeItem.tenant_id == new.tenant_id,
        IntakeItem.channel == new.channel,
        IntakeItem.natural_key == new.natural_key,
    )
    return session.scalars(same).one_or_none()


def _earlier_with_same_content(session: Session, tenant_id: TenantId, sha256: str) -> str | None:
    same = select(IntakeItem.id).where(IntakeItem.tenant_id == tenant_id, IntakeItem.sha256 == sha256)
    return session.scalars(same.order_by(IntakeItem.received_at).limit(1)).one_or_none()


def _addressee(session: Session, item: IntakeItem) -> TenantId | None:
    from_batch = select(Batch.addressee_id).where(Batch.id == item.batch_id)
    addressee = session.scalars(from_batch).one()
    return TenantId(addressee) if addressee else None


def _fact(item: IntakeItem, actor: str, action: str, details: dict[str, str]) -> AuditFact:
    return AuditFact(
        tenant_id=TenantId(item.tenant_id), actor=actor, action=action,
        subject_kind="intake_item", subject_id=item.id, details=details,
    )  # fmt: skip


def _item(session: Session, intake_id: IntakeId) -> IntakeItem:
    item = session.get(IntakeItem, intake_id, with_for_update=True)
    if item is None:
        message = "there is no such intake item; look at the list of received files"
        raise NotFound(message, intake_id=intake_id)
    return item
