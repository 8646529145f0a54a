"""Facts that letting go tells."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event
from kernel.ids import DocumentId


@dataclass(frozen=True, slots=True)
class DocumentErased(Event):
    """A document was erased for good; nobody but the index is told, who else cares knew when it went to the bin."""

    document_id: DocumentId
