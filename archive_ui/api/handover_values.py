"""What the API takes and answers about the hand-over, as JSON: names stay, new ones may come."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from archive_ui.api.values import DocumentDetails, DocumentRow, Given, Taken
from integrations.lifecycle import HandoverState


class OfferedDocument(Given):
    """A document that waits to be taken over."""

    offered_at: AwareDatetime
    document: DocumentRow


class HandoverPage(Given):
    """Part of the list, the longest waiting first."""

    offers: list[OfferedDocument]
    next_cursor: str | None = Field(description="For the next page; null on the last.")


class HandoverStatus(Given):
    """How the hand-over of a document stands."""

    state: HandoverState
    offered_at: AwareDatetime = Field(description="Name it in the answer, so that no later change goes unseen.")
    answered_at: AwareDatetime | None
    reference: str | None
    reason: str | None
    document: DocumentDetails


class Acknowledgement(Taken):
    """Bookkeeping has the document."""

    offered_at: AwareDatetime = Field(description="Of the offer that was taken over.")
    reference: str | None = Field(None, max_length=120, description="What bookkeeping calls it.")


class HandoverRefusal(Taken):
    """Bookkeeping cannot take the document."""

    offered_at: AwareDatetime = Field(description="Of the offer that is refused.")
    reason: str = Field(min_length=1, max_length=500, description="For the people who look after it.")
