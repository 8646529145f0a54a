"""Tables of the archive: intake items, batches, pages, documents, and who changed what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, PrimaryKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.cover_sheet_code import SheetProfile
from archive.lifecycle import BatchState, DocumentState, IntakeState, PageState
from archive.page_role import PageRole
from archive.sheet_refusal import SheetRefusal
from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id
from kernel.tenancy.isolation import POINTS_TO


class Batch(TenantOwned, Base):
    """Pages that are separated together: one uploaded file, or one scan run.

    Attributes:
        channel: How it came in: "scan", "upload", "hot_folder", "api", "cli".
        addressee_id: The tenant that the sender of the batch named; None where the letters themselves must tell.
        items_expected: Intake items in the batch, known when it is closed.
        items_done: Intake items that were unpacked or put in quarantine.
        pages_left: Pages that were handed over to other tenants with their documents.
    """

    __tablename__ = "batches"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    channel: Mapped[str] = mapped_column(String(20))
    addressee_id: Mapped[str | None] = mapped_column(ForeignKey("tenants.id"))
    state: Mapped[BatchState] = mapped_column(default=BatchState.OPEN)
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    items_expected: Mapped[int | None]
    items_done: Mapped[int] = mapped_column(default=0)
    pages_left: Mapped[int] = mapped_column(default=0)


class IntakeItem(TenantOwned, Base):
    """A file or scanned side, as accepted; its bytes are kept until every page has left for its owner.

    Attributes:
        natural_key: What the channel calls it; the same key is the same item, however often it is delivered.
        received_by: The user id, or "system:" and the room that received it.
        position: Order within the batch, from 0.
        cause_code: Why it is in quarantine.
        duplicate_of: An earlier item of the same tenant with the same content.
        released_at: Since when the bytes are no longer needed here, all pages having left for other tenants.
    """

    __tablename__ = "intake_items"
    __table_args__ = (
        UniqueConstraint("tenant_id", "channel", "natural_key"),
        Index("ix_intake_items_content", "tenant_id", "sha256"),
        Index("ix_intake_items_state", "tenant_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    natural_key: Mapped[str] = mapped_column(String(300))
    file_name: Mapped[str] = mapped_column(String(255))
    blob_key: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    received_by: Mapped[str] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(default=0)
    sheet: Mapped[int | None]
    side: Mapped[int | None]
    state: Mapped[IntakeState] = mapped_column(default=IntakeState.RECEIVED)
    cause_code: Mapped[str | None] = mapped_column(String(80))
    media_type: Mapped[str | None] = mapped_column(String(80))
    page_count: Mapped[int | None]
    duplicate_of: Mapped[str | None] = mapped_column(String(32), info={POINTS_TO: "intake_items"})
    released_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Page(TenantOwned, Base):
    """One side of a sheet, or one page of a file.

    Blob keys are addresses within the page's tenant. `intake_id` and `batch_id` say
    where the page came from; they are cut when it is handed over to another tenant.
    The page's own bytes are page `source_number` of the blob at `source_key`: first of
    the received file, later of the document's own original, which holds no other letter.

    Attributes:
        source_pages, source_name: That original's length and name; None while the source is the received file.
        upright_deg: Clockwise quarter turns by which its content stands turned there, as a person said; None leaves
            that to the machine.
    """

    __tablename__ = "pages"
    __table_args__ = (
        UniqueConstraint("intake_id", "number"),
        Index("ix_pages_batch", "batch_id", "position"),
        Index("ix_pages_document", "document_id", "document_position"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("batches.id"))
    intake_id: Mapped[str | None] = mapped_column(ForeignKey("intake_items.id"))
    number: Mapped[int]
    position: Mapped[int]
    sheet: Mapped[int | None]
    side: Mapped[int | None]
    state: Mapped[PageState] = mapped_column(default=PageState.RECEIVED)
    role: Mapped[PageRole] = mapped_column(default=PageRole.UNSORTED)
    failure_code: Mapped[str | None] = mapped_column(String(80))
    media_type: Mapped[str] = mapped_column(String(80))
    source_key: Mapped[str | None] = mapped_column(String(64))
    source_number: Mapped[int]
    source_pages: Mapped[int | None]
    source_name: Mapped[str | None] = mapped_column(String(255))
    upright_deg: Mapped[int | None]
    reading_key: Mapped[str | None] = mapped_column(String(64))
    image_key: Mapped[str | None] = mapped_column(String(64))
    thumbnail_key: Mapped[str | None] = mapped_column(String(64))
    print_key: Mapped[str | None] = mapped_column(String(64))
    width_px: Mapped[int | None]
    height_px: Mapped[int | None]
    is_blank: Mapped[bool | None]
    language: Mapped[str | None] = mapped_column(String(2))
    confidence: Mapped[float | None]
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id"))
    document_position: Mapped[int | None]


class Document(TenantOwned, Base):
    """One letter.

    Attributes:
        cut_confidence: How sure the machine was that these pages, and no others, are one letter, 0 to 1.
        tenant_confidence: How sure the machine was of the owner, 0 to 1; 1 where the sender of the batch named it.
        proposals: Owners that the machine considered, with confidence and evidence codes; for the person who indexes.
        fields: Further fields as read, with confidences and boxes.
        recipient_traces: Hashes of how the letter shows its recipient; see `recipient_history`.
        version: Grows with every change; a form that was shown with an older one is refused.
        cover_sheet_id: The operator's cover sheet in front of it that was believed; cut when it is handed over.
        named_tenant_id: The owner whom that sheet names, if any.
        cover_refusal: Why the cover sheet in front of it was not believed; a person decides whose it is.
    """

    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_inbox", "tenant_id", "state", "received_at"),
        Index("ix_documents_duplicates", "tenant_id", "content_sha256"),
        Index("ix_documents_senders", "tenant_id", "sender"),
        Index("ix_documents_references", "tenant_id", "reference"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("batches.id"))
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.ASSEMBLING)
    failure_code: Mapped[str | None] = mapped_column(String(80))
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    filed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    retain_until: Mapped[dt.date | None]
    kind: Mapped[str | None] = mapped_column(String(40))
    kind_confidence: Mapped[float | None]
    document_date: Mapped[dt.date | None]
    sender: Mapped[str | None] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(Text)
    reference: Mapped[str | None] = mapped_column(String(120))
    amount_minor: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None] = mapped_column(String(3))
    language: Mapped[str | None] = mapped_column(String(2))
    cut_confidence: Mapped[float]
    tenant_confidence: Mapped[float | None]
    proposals: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    recipient_traces: Mapped[list[str] | None] = mapped_column(JSON)
    page_count: Mapped[int]
    pdf_key: Mapped[str | None] = mapped_column(String(64))
    content_sha256: Mapped[str | None] = mapped_column(String(64))
    duplicate_of: Mapped[str | None] = mapped_column(String(32), info={POINTS_TO: "documents"})
    opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    cover_sheet_id: Mapped[str | None] = mapped_column(String(32), info={POINTS_TO: "cover_sheets"})
    named_tenant_id: Mapped[str | None] = mapped_column(String(32))
    cover_refusal: Mapped[SheetRefusal | None]

    pages: Mapped[list[Page]] = relationship(order_by=Page.document_position, viewonly=True)
    originals: Mapped[list[Original]] = relationship(order_by="Original.position", viewonly=True)


class Original(TenantOwned, Base):
    """What was received, untouched, beside the searchable rendition.

    Attributes:
        is_whole: The received file itself; otherwise these pages alone, lifted losslessly out of a file
            that held other letters too.
        sha256: Of the content, fixed at intake and checked at every export.
    """

    __tablename__ = "originals"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    position: Mapped[int]
    blob_key: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(80))
    file_name: Mapped[str] = mapped_column(String(255))
    is_whole: Mapped[bool]


class DocumentChange(TenantOwned, Base):
    """One field of one document, before and after, and who changed it."""

    __tablename__ = "document_changes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str] = mapped_column(String(60))
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class DocumentSeen(TenantOwned, Base):
    """That a person has opened a document; what has no such row is new to them."""

    __tablename__ = "documents_seen"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class DocumentLease(TenantOwned, Base):
    """Who handles a letter at present, and until when if nothing more is heard of them."""

    __tablename__ = "document_leases"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    holder_id: Mapped[str] = mapped_column(String(32))
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)


class Task(TenantOwned, Base):
    """What one letter asks its owner to do.

    Attributes:
        slot: The action and its place among the letter's tasks of that action: so a second reading finds it again.
        due_on: The last day as it stands now; `read_due_on` is what was read, to go back to.
        basis: Where that day comes from; see `task_kinds.DueBasis`.
        phrase: The words that say so; `page` and `boxes` tell where they stand.
        touched_by: Who closed it or set its day; None while it is the machine's alone to change.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("document_id", "slot"),
        Index("ix_tasks_due", "tenant_id", "state", "due_on"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    slot: Mapped[str] = mapped_column(String(24))
    action: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[dt.date | None]
    read_due_on: Mapped[dt.date | None]
    basis: Mapped[str] = mapped_column(String(20))
    confidence: Mapped[float]
    phrase: Mapped[str] = mapped_column(String(300))
    page: Mapped[int]
    boxes: Mapped[list[list[int]]] = mapped_column(JSON, default=list)
    state: Mapped[str] = mapped_column(String(20), default="open")
    touched_by: Mapped[str | None] = mapped_column(String(60))
    touched_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class SenderMark(TenantOwned, Base):
    """One mark of the sender of a letter whose kind or sender a person corrected; see `learning`.

    What was learned stands nowhere but in the letter itself; the row only finds it again.

    Attributes:
        mark: A keyed hash of the mark.
        trait: What is hashed: "vat", "iban", "host", "name" or "title".
        teaches_kind, teaches_sender: Which of the letter's fields a person corrected.
    """

    __tablename__ = "sender_marks"
    __table_args__ = (
        PrimaryKeyConstraint("tenant_id", "document_id", "mark"),
        Index("ix_sender_marks_mark", "tenant_id", "mark"),
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    mark: Mapped[str] = mapped_column(String(64))
    trait: Mapped[str] = mapped_column(String(8))
    teaches_kind: Mapped[bool]
    teaches_sender: Mapped[bool]


class RecipientTrace(TenantOwned, Base):
    """What people said to an operator organisation of letters that show their recipient in one way.

    Attributes:
        owner_id: Whose letters they were, or were not.
        trace: A keyed hash; see `recipient_history`.
        confirmed, refused: How often a person gave such a letter to the owner, and how often it came back since.
    """

    __tablename__ = "recipient_traces"
    __table_args__ = (
        PrimaryKeyConstraint("tenant_id", "owner_id", "trace"),
        Index("ix_recipient_traces_trace", "tenant_id", "trace"),
    )

    owner_id: Mapped[str] = mapped_column(ForeignKey("tenants.id"), index=True)
    trace: Mapped[str] = mapped_column(String(64))
    confirmed: Mapped[int]
    refused: Mapped[int]
    last_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class CoverSheet(TenantOwned, Base):
    """A cover sheet that an operator organisation issued; its code is made from this row, and judged by it.

    Attributes:
        named_tenant_id: Whose letters follow the sheet; None where it carries a batch or a profile only.
        label: What the operator calls the batch.
        issued_by: A user's id, or "system:" and the room that issued it.
    """

    __tablename__ = "cover_sheets"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    named_tenant_id: Mapped[str | None] = mapped_column(ForeignKey("tenants.id"))
    label: Mapped[str] = mapped_column(String(60))
    profile: Mapped[SheetProfile]
    issued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[str] = mapped_column(String(60))
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class SheetSighting(TenantOwned, Base):
    """A page on which a cover sheet was found, and what was made of it.

    Attributes:
        sheet_id, refusal: The sheet that was believed, or why none was.
    """

    __tablename__ = "sheet_sightings"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("batches.id"), index=True)
    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"), index=True)
    sheet_id: Mapped[str | None] = mapped_column(ForeignKey("cover_sheets.id"), index=True)
    refusal: Mapped[SheetRefusal | None]
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Rearrangement(TenantOwned, Base):
    """Somebody put pages of letters right: page ids in order by document id, before and after, to be taken back."""

    __tablename__ = "rearrangements"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    operation: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    after: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class RearrangedDocument(TenantOwned, Base):
    """Which documents one rearrangement touched."""

    __tablename__ = "rearranged_documents"

    rearrangement_id: Mapped[str] = mapped_column(ForeignKey("rearrangements.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True, index=True)


class RearrangedPage(TenantOwned, Base):
    """What a page's own bytes were before somebody moved it; the blob is kept as long as that can be taken back."""

    __tablename__ = "rearranged_pages"

    rearrangement_id: Mapped[str] = mapped_column(ForeignKey("rearrangements.id"), primary_key=True)
    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"), primary_key=True, index=True)
    source_key: Mapped[str | None] = mapped_column(String(64))
    source_number: Mapped[int]
    source_pages: Mapped[int | None]
    source_name: Mapped[str | None] = mapped_column(String(255))
