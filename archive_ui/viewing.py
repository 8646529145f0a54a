"""A document opened at one of its pages: the image, the text beside it, and the marks on it."""

from __future__ import annotations

from dataclasses import dataclass

from archive.reading import PageReading, from_json
from archive.views import DocumentView, PageView
from archive_ui.hit_overlay import Overlay, overlay_of
from archive_ui.page_values import Suggestions, suggestions_of
from indexer.hit_boxes import matching_words
from indexer.query import Query
from indexer.query_parser import parse_query
from kernel.blobs.api import BlobStore
from kernel.errors import NotFound
from kernel.ids import TenantId
from paper.geometry import Box

# Counting hits means reading the page; a book is opened at the page that was asked for and not counted through.
MOST_PAGES_COUNTED = 30
QUARTERS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class PageTab:
    """A page in the strip of thumbnails; `hits` is None where nobody counted."""

    page: PageView
    hits: int | None


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """What the viewer shows; `turn_deg` turns the view clockwise and leaves the page as it is."""

    document: DocumentView
    page: PageView | None
    number: int
    text: str
    overlay: Overlay | None
    tabs: tuple[PageTab, ...]
    asked: str
    reading: PageReading | None = None
    turn_deg: int = 0

    @property
    def hits(self) -> int:
        """Marks on the open page."""
        return len(self.overlay.marks) if self.overlay else 0

    @property
    def suggestions(self) -> Suggestions:
        """What the open page offers for the form's fields."""
        return suggestions_of(self.reading)


def open_document(
    blobs: BlobStore, tenant_id: TenantId, document: DocumentView, number: int, asked: str = "", turn_deg: int = 0
) -> OpenDocument:
    """Open `document` at page `number`, with the words marked that `asked` looks for, the view turned by `turn_deg`."""
    query = parse_query(asked).query if asked.strip() else None
    number = min(max(number, 1), max(len(document.pages), 1))
    page = document.pages[number - 1] if document.pages else None
    reading = reading_of(blobs, tenant_id, page) if page else None
    return OpenDocument(
        document=document, page=page, number=number, text=reading.text if reading else "", asked=asked,
        overlay=_overlay(document, reading, query),
        tabs=tuple(_tab(blobs, tenant_id, document, p, query) for p in document.pages),
        reading=reading, turn_deg=turn_deg if turn_deg in QUARTERS else 0,
    )  # fmt: skip


def page_at(document: DocumentView, number: int) -> PageView:
    """Page `number` of a document, from 1.

    Raises:
        NotFound: The document has no such page.
    """
    if not 1 <= number <= len(document.pages):
        message = "the document has no such page; open the document again"
        raise NotFound(message)
    return document.pages[number - 1]


def reading_of(blobs: BlobStore, tenant_id: TenantId, page: PageView) -> PageReading | None:
    """What was read on a page; None where nothing was."""
    return from_json(blobs.read(tenant_id, page.reading_key)) if page.reading_key else None


def readings_of(blobs: BlobStore, tenant_id: TenantId, document: DocumentView) -> list[PageReading | None]:
    """What was read on the first pages, as far as looking through all of them is worth the wait."""
    return [reading_of(blobs, tenant_id, page) for page in document.pages[:MOST_PAGES_COUNTED]]


def whole_text(blobs: BlobStore, tenant_id: TenantId, document: DocumentView) -> str:
    """The text of all pages, a form feed between pages."""
    readings = (reading_of(blobs, tenant_id, page) for page in document.pages)
    return "\f".join(reading.text if reading else "" for reading in readings)


def _boxes(document: DocumentView, reading: PageReading | None, query: Query | None) -> tuple[Box, ...]:
    if reading is None or query is None:
        return ()
    return matching_words(query, reading, document.summary.language)


def _overlay(document: DocumentView, reading: PageReading | None, query: Query | None) -> Overlay | None:
    boxes = _boxes(document, reading, query)
    return overlay_of(reading.width_px, reading.height_px, boxes) if reading and boxes else None


def _tab(blobs: BlobStore, tenant_id: TenantId, document: DocumentView, page: PageView, query: Query | None) -> PageTab:
    if query is None or len(document.pages) > MOST_PAGES_COUNTED:
        return PageTab(page, None)
    return PageTab(page, len(_boxes(document, reading_of(blobs, tenant_id, page), query)))
