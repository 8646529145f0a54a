"""Adding to the audit journal, reading it, and proving that nobody changed it."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from kernel.audit.models import AuditEntry, AuditHead
from kernel.ids import TenantId

FIRST_HASH = "0" * 64
LONGEST_DETAIL = 200
READ_AT_ONCE = 1000

Detail = str | int | bool | None | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class AuditFact:
    """Something that somebody did, as it is to be remembered.

    Attributes:
        actor: A user's id, or ``system:`` and the room that acted.
        action: A past-tense fact in snake case, for example ``document_filed``.
        subject_kind: What it was done to, a word of the glossary.
        details: Ids, names of fields, numbers and codes; never content, names or addresses.
    """

    tenant_id: TenantId
    actor: str
    action: str
    subject_kind: str
    subject_id: str
    details: Mapping[str, Detail] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what has no canonical form or can only be content.

        Raises:
            ValueError: A detail is a long text, a fraction or nested: a defect of the caller.
        """
        for name, value in self.details.items():
            for part in value if isinstance(value, list) else [value]:
                if not _is_plain(part):
                    message = f"detail {name} of {self.action} is no id, field name, number or code"
                    raise ValueError(message)


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One entry, as it is shown."""

    sequence: int
    at: dt.datetime
    actor: str
    action: str
    subject_kind: str
    subject_id: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """Where a chain stood; kept elsewhere, it later proves that nothing before it was rewritten."""

    sequence: int
    hash: str


class BreakKind(enum.Enum):
    """In what way a chain is broken."""

    CHANGED = "the entry was changed"
    MISSING = "entries were deleted before this one"
    UNLINKED = "the entry does not follow from the one before"
    CUT_OFF = "the last entries were deleted"
    UNEXPECTED = "the entry lies beyond the end of the chain"


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """One place where a tenant's journal was tampered with.

    Attributes:
        sequence: The entry at which it shows; for `CUT_OFF` the first one that is gone.
    """

    tenant_id: TenantId
    sequence: int
    kind: BreakKind


def append(session: Session, fact: AuditFact, at: dt.datetime) -> int:
    """Add one entry in the caller's transaction; concurrent writers of one tenant wait for each other.

    The journal's time never runs back: where a clock does, the last entry's time is kept.

    Returns:
        The entry's sequence number within the tenant.
    """
    head = _locked_head(session, fact.tenant_id)
    entry = AuditEntry(
        tenant_id=fact.tenant_id,
        sequence=head.sequence + 1,
        at=max(at.astimezone(dt.UTC), head.at or at),
        actor=fact.actor,
        action=fact.action,
        subject_kind=fact.subject_kind,
        subject_id=fact.subject_id,
        details=dict(fact.details),
        previous_hash=head.hash,
    )
    entry.hash = hash_of(entry)
    session.add(entry)
    head.sequence, head.hash, head.at = entry.sequence, entry.hash, entry.at
    session.flush()
    return entry.sequence


def history_of(session: Session, tenant_id: TenantId, subject_kind: str, subject_id: str) -> list[AuditRecord]:
    """What was done to one subject, oldest first."""
    entries = session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.tenant_id == tenant_id,
            AuditEntry.subject_kind == subject_kind,
            AuditEntry.subject_id == subject_id,
        )
        .order_by(AuditEntry.sequence)
    )
    return [_record(entry) for entry in entries]


def latest(session: Session, tenant_id: TenantId, *, before: int | None = None, limit: int = 50) -> list[AuditRecord]:
    """The last entries of a tenant, newest first; `before` is the sequence number to go on from."""
    wanted = select(AuditEntry).where(AuditEntry.tenant_id == tenant_id)
    if before is not None:
        wanted = wanted.where(AuditEntry.sequence < before)
    return [_record(entry) for entry in session.scalars(wanted.order_by(AuditEntry.sequence.desc()).limit(limit))]


def chain_end(session: Session, tenant_id: TenantId) -> ChainEnd:
    """Where the tenant's chain stands now, to be witnessed outside this database."""
    head = session.get(AuditHead, tenant_id)
    return ChainEnd(head.sequence, head.hash) if head else ChainEnd(0, FIRST_HASH)


@dataclass(frozen=True, slots=True)
class VerifiedPart:
    """What a look at some entries of a chain gave.

    Attributes:
        reached: The last entry that was looked at; where the next look begins.
        is_over: Nothing is left to be looked at.
    """

    breaks: tuple[ChainBreak, ...]
    reached: ChainEnd
    is_over: bool


def verify_part(session: Session, tenant_id: TenantId, after: ChainEnd, limit: int) -> VerifiedPart:
    """As `verify_chain`, but for the next `limit` entries after one that was looked at; the first look is after 0."""
    end = chain_end(session, tenant_id)
    wanted = select(AuditEntry).where(AuditEntry.tenant_id == tenant_id, AuditEntry.sequence > after.sequence)
    entries = list(session.scalars(wanted.order_by(AuditEntry.sequence).limit(limit)))
    is_over = len(entries) < limit
    breaks = [found for before, entry in _pairs(entries, after) for found in _breaks_at(entry, before, end)]
    reached = ChainEnd(entries[-1].sequence, entries[-1].hash) if entries else after
    if is_over:
        breaks.extend(_breaks_at_end(reached, end))
    return VerifiedPart(tuple(ChainBreak(tenant_id, number, kind) for number, kind in breaks), reached, is_over)


def verify_chain(session: Session, tenant_id: TenantId) -> list[ChainBreak]:
    """Every place where the tenant's journal was edited, cut, reordered or added to behind the program's back.

    A whole chain rewritten together with its end is consistent in itself; only a
    `ChainEnd` witnessed outside this database tells it apart.
    """
    end = chain_end(session, tenant_id)
    entries = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.tenant_id == tenant_id)
        .order_by(AuditEntry.sequence)
        .execution_options(yield_per=READ_AT_ONCE)
    )
    return [ChainBreak(tenant_id, sequence, kind) for sequence, kind in _breaks(entries, end)]


def _breaks(entries: Iterable[AuditEntry], end: ChainEnd) -> Iterator[tuple[int, BreakKind]]:
    reached = ChainEnd(0, FIRST_HASH)
    for before, entry in _pairs(entries, reached):
        yield from _breaks_at(entry, before, end)
        reached = ChainEnd(entry.sequence, entry.hash)
    yield from _breaks_at_end(reached, end)


def _pairs(entries: Iterable[AuditEntry], before: ChainEnd) -> Iterator[tuple[ChainEnd, AuditEntry]]:
    """Every entry with what came before it."""
    for entry in entries:
        yield before, entry
        before = ChainEnd(entry.sequence, entry.hash)


def _breaks_at_end(reached: ChainEnd, end: ChainEnd) -> Iterator[tuple[int, BreakKind]]:
    if reached.sequence < end.sequence:
        yield reached.sequence + 1, BreakKind.CUT_OFF
    elif reached.sequence == end.sequence and reached.hash != end.hash:
        yield reached.sequence, BreakKind.UNLINKED


def _breaks_at(entry: AuditEntry, before: ChainEnd, end: ChainEnd) -> Iterator[tuple[int, BreakKind]]:
    if entry.hash != hash_of(entry):
        yield entry.sequence, BreakKind.CHANGED
    if entry.sequence != before.sequence + 1:
        yield entry.sequence, BreakKind.MISSING
    elif entry.previous_hash != before.hash:
        yield entry.sequence, BreakKind.UNLINKED
    if entry.sequence > end.sequence:
        yield entry.sequence, BreakKind.UNEXPECTED


def _locked_head(session: Session, tenant_id: TenantId) -> AuditHead:
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    session.execute(insert(AuditHead).values(tenant_id=tenant_id, sequence=0, hash=FIRST_HASH).on_conflict_do_nothing())
    return session.get_one(AuditHead, tenant_id, with_for_update=True, populate_existing=True)


def hash_of(entry: AuditEntry) -> str:
    """The hash that an entry with this content has, 64 hex digits."""
    plain = {
        "tenant_id": entry.tenant_id,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "details": entry.details,
        "previous_hash": entry.previous_hash,
    }
    return hashlib.sha256(_canonical(plain)).hexdigest()


def _canonical(value: object) -> bytes:
    """One spelling for one value: sorted keys, no spaces, UTF-8; there are no fractions."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_DETAIL and value.isprintable()
    return value is None or isinstance(value, int)


def _record(entry: AuditEntry) -> AuditRecord:
    return AuditRecord(
        entry.sequence, entry.at, entry.actor, entry.action, entry.subject_kind, entry.subject_id, entry.details
    )
