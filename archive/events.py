"""Facts that the archive tells: about intake items, batches, pages and documents."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event
from kernel.ids import BatchId, DocumentId, IntakeId, PageId, UserId


@dataclass(frozen=True, slots=True)
class FileReceived(Event):
    """A file or scanned side was accepted, for the first time or again after quarantine."""

    intake_id: IntakeId


@dataclass(frozen=True, slots=True)
class PageReceived(Event):
    """A page waits to be read, for the first time or again."""

    page_id: PageId


@dataclass(frozen=True, slots=True)
class BatchRead(Event):
    """Every page of a closed batch was read or given up."""

    batch_id: BatchId


@dataclass(frozen=True, slots=True)
class DocumentSeparated(Event):
    """Pages were put together as one document that waits to be understood."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class DocumentTakenUp(Event):
    """A person goes on by hand with a document that could not be put together: its images alone will do."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class DocumentFiled(Event):
    """A document reached its owner's archive."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class DocumentDoubted(Event):
    """A document waits for a person to index it."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class DocumentChanged(Event):
    """A document's fields or owner changed; told in the name of the present owner."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class DocumentLeft(Event):
    """A document was handed over to another tenant; told in the name of the former owner."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class PagesLeft(Event):
    """Pages of a batch were handed over: their sources may be released when no page needs them."""

    batch_id: BatchId


@dataclass(frozen=True, slots=True)
class ItemQuarantined(Event):
    """A file or scanned side could not be opened and waits for a person."""

    intake_id: IntakeId


@dataclass(frozen=True, slots=True)
class DocumentOrganised(Event):
    """The labels on a document are others now; its content is what it was."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class DocumentAssigned(Event):
    """Somebody was asked by a colleague to take care of a letter."""

    document_id: DocumentId
    assignee_id: UserId
