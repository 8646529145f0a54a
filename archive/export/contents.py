"""What of a document goes into an export: its files, what is known about it, and its line in the list."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.export.carried import Carried, next_due
from archive.export.csv_list import Dialect, amount_cell, text_cell
from archive.tasks import TaskView
from archive.views import DocumentView
from kernel.blobs.api import BlobStore
from kernel.ids import TenantId

LONGEST_SENDER = 40
LONGEST_NAME = 120
FORMAT = "postkamer-export-1"
SEVERAL = " | "


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an export; `at` is when what it holds was received."""

    path: str
    content: bytes
    at: dt.datetime
    is_text: bool = False


def entries_of(blobs: BlobStore, tenant_id: TenantId, document: DocumentView, carried: Carried) -> Iterator[Entry]:
    """The files of one document: one at a time, so that no more than one is held."""
    folder, at = folder_of(document), document.summary.received_at
    pdf_sha256 = None
    if document.pdf_key is not None:
        pdf = blobs.read(tenant_id, document.pdf_key)
        pdf_sha256 = hashlib.sha256(pdf).hexdigest()
        yield Entry(f"{folder}/document.pdf", pdf, at)
        del pdf
    for original in document.originals:
        yield Entry(original_path(document, original.position), blobs.read(tenant_id, original.blob_key), at)
    described = json.dumps(metadata_of(document, carried, pdf_sha256), ensure_ascii=False, indent=2, sort_keys=True)
    yield Entry(f"{folder}/document.json", described.encode(), at, is_text=True)


def folder_of(document: DocumentView) -> str:
    """Where a document's files are: readable, and one of its kind by the id at the end."""
    row = document.summary
    day = (row.document_date or row.received_at.date()).isoformat()
    return "/".join(
        ("documents", " ".join(filter(None, (day, plain_name(row.sender, LONGEST_SENDER), row.document_id))))
    )


def original_path(document: DocumentView, position: int) -> str:
    """Where what was received is."""
    (kept,) = (each for each in document.originals if each.position == position)
    return f"{folder_of(document)}/originals/{position + 1} {plain_name(kept.file_name, LONGEST_NAME) or 'file'}"


def plain_name(text: str | None, longest: int) -> str:
    """A name that no file system takes for anything else, and that stays in its folder wherever it is unpacked."""
    composed = unicodedata.normalize("NFC", text or "")
    plain = "".join(sign if sign.isalnum() or sign in " ._-()" else "_" for sign in composed)
    return plain.strip(" ._")[:longest].strip(" ._")


def metadata_of(document: DocumentView, carried: Carried, pdf_sha256: str | None) -> dict[str, Any]:
    """What is known about a document, as JSON says it."""
    row = document.summary
    return {
        "format": FORMAT, "document_id": row.document_id, "state": row.state.value, "kind": row.kind,
        "document_date": _iso(row.document_date), "received_at": _iso(row.received_at),
        "filed_at": _iso(document.filed_at), "keep_until": _iso(document.retain_until), "sender": row.sender,
        "subject": row.subject, "reference": document.reference, "amount_minor": row.amount_minor,
        "currency": row.currency, "language": row.language, "pages": row.page_count,
        "duplicate_of": row.duplicate_of, "fields": document.fields,
        "pdf": {"path": "document.pdf", "sha256": pdf_sha256} if pdf_sha256 else None,
        "originals": [
            {
                "path": original_path(document, each.position).removeprefix(f"{folder_of(document)}/"),
                "file_name": each.file_name, "sha256": each.sha256, "size_bytes": each.size_bytes,
                "media_type": each.media_type, "is_whole": each.is_whole,
            }
            for each in document.originals
        ],
        "tasks": [
            {"action": task.action.value, "due_on": _iso(task.due_on), "state": task.state.value, "phrase": task.phrase}
            for task in document.tasks
        ],
        **_organised(carried),
        "history": [
            {"at": _iso(change.changed_at), "field": change.field, "before": change.before, "after": change.after}
            for change in document.history
        ],
    }  # fmt: skip


def cells_of(document: DocumentView, carried: Carried, pdf_sha256: str | None, dialect: Dialect) -> list[str]:
    """A document's line in the list."""
    row, folder = document.summary, folder_of(document)
    return [
        row.document_id, _iso(row.received_at) or "", _iso(document.filed_at) or "", _iso(row.document_date) or "",
        text_cell(row.kind), text_cell(row.sender), text_cell(row.subject), text_cell(document.reference),
        amount_cell(row.amount_minor, row.currency, dialect), text_cell(row.currency), text_cell(row.language),
        str(row.page_count), _iso(document.retain_until) or "",
        f"{folder}/document.pdf" if pdf_sha256 else "", pdf_sha256 or "",
        SEVERAL.join(original_path(document, each.position) for each in document.originals),
        SEVERAL.join(each.sha256 for each in document.originals),
        *_organised_cells(document, carried),
    ]  # fmt: skip


def _organised(carried: Carried) -> dict[str, Any]:
    added = carried.added
    return {
        "labels": [label.name for label in added.labels], "folder": added.folder.path if added.folder else None,
        "is_starred": added.is_starred, "snoozed_until": _iso(added.snoozed_until),
        "takes_care": carried.takes_care or None,
        "notes": [
            {
                "author": carried.author(note), "text": note.text, "written_at": _iso(note.written_at),
                "edited_at": _iso(note.edited_at),
            }
            for note in carried.notes
        ],
    }  # fmt: skip


def _organised_cells(document: DocumentView, carried: Carried) -> list[str]:
    added = carried.added
    return [
        text_cell(SEVERAL.join(label.name for label in added.labels)),
        text_cell(added.folder.path if added.folder else None), "yes" if added.is_starred else "",
        _iso(added.snoozed_until) or "", text_cell(carried.takes_care), _iso(next_due(document.tasks)) or "",
        text_cell(SEVERAL.join(map(_task_words, document.tasks))),
        text_cell(SEVERAL.join(f"{carried.author(note)}: {note.text}" for note in carried.notes)),
    ]  # fmt: skip


def _task_words(task: TaskView) -> str:
    return " ".join(filter(None, (task.action.value, _iso(task.due_on), f"({task.state.value})")))


def _iso(value: dt.date | dt.datetime | None) -> str | None:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return value.isoformat() if value else None
