"""Facts that letting go tells."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event
from kernel.ids import DocumentId


@dataclass(frozen=True, slots=True)
class DocumentErased(Event):
    """A document was erased for good; nobody but the index is told, who else cares knew when it went to the bin."""

    document_id: DocumentId


@dataclass(frozen=True, slots=True)
class CertificateReady(Event):
    """A certificate of erasure is there for whoever asked for the erasure.

    Attributes:
        matter: `LETTERS_ERASED` or `MAILBOX_ERASED`.
        subject_id: The person who put the letters into the bin; for a mailbox its own id.
    """

    matter: str
    subject_id: str


LETTERS_ERASED, MAILBOX_ERASED = "letters_erased", "mailbox_erased"
