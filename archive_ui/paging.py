"""Where the next page of a list begins, as a piece of an address."""

from __future__ import annotations

import base64
import binascii
import datetime as dt

from archive.repository import InboxCursor
from kernel.ids import DocumentId


def write_cursor(cursor: InboxCursor) -> str:
    """The cursor in letters that an address takes."""
    plain = f"{cursor.received_at.isoformat()} {cursor.document_id}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(written: str | None) -> InboxCursor | None:
    """The cursor that was written; None for none, and for anything that was never written here."""
    if not written:
        return None
    try:
        plain = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode()
        moment, _, document_id = plain.partition(" ")
        # A naive moment, or one at the edge of the calendar, has no place in UTC.
        received_at = _in_utc(dt.datetime.fromisoformat(moment))
    except (ValueError, OverflowError, binascii.Error):
        return None
    if received_at is None or not document_id.isalnum():
        return None
    return InboxCursor(received_at, DocumentId(document_id))


def _in_utc(moment: dt.datetime) -> dt.datetime | None:
    return None if moment.tzinfo is None else moment.astimezone(dt.UTC)
