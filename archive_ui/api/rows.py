"""The archive's views as the API gives them: nothing of another tenant's, and no address of a blob."""

from __future__ import annotations

from typing import Any

from archive.tasks import TaskView
from archive.views import DocumentSummary, DocumentView, OriginalView, PageView
from archive_ui.api.values import Amount, DocumentDetails, DocumentRow, OriginalRow, PageRow, TaskRow


def document_row(row: DocumentSummary) -> DocumentRow:
    """A document as a row of a list."""
    return DocumentRow(**_row_values(row))


def document_details(document: DocumentView) -> DocumentDetails:
    """A document with what belongs to it."""
    return DocumentDetails(
        **_row_values(document.summary), version=document.version, reference=document.reference,
        filed_at=document.filed_at, retain_until=document.retain_until, has_pdf=document.pdf_key is not None,
        pages=[_page_row(page) for page in document.pages],
        originals=[_original_row(original) for original in document.originals],
        tasks=[_task_row(task) for task in document.tasks],
    )  # fmt: skip


def _row_values(row: DocumentSummary) -> dict[str, Any]:
    has_amount = row.amount_minor is not None and row.currency is not None
    return {
        "document_id": row.document_id, "state": row.state, "kind": row.kind, "document_date": row.document_date,
        "sender": row.sender, "subject": row.subject, "language": row.language, "received_at": row.received_at,
        "amount": Amount.model_validate({"minor": row.amount_minor, "currency": row.currency}) if has_amount else None,
        "page_count": row.page_count, "is_opened": row.is_opened, "duplicate_of": row.duplicate_of,
        "cause": row.failure_code,
    }  # fmt: skip


def _page_row(page: PageView) -> PageRow:
    return PageRow(
        number=page.number, state=page.state, language=page.language, confidence=page.confidence,
        cause=page.failure_code,
    )  # fmt: skip


def _task_row(task: TaskView) -> TaskRow:
    return TaskRow(
        action=task.action, due_on=task.due_on, basis=task.basis, state=task.state, confidence=task.confidence,
        phrase=task.phrase, page=task.page,
    )  # fmt: skip


def _original_row(original: OriginalView) -> OriginalRow:
    return OriginalRow(
        number=original.position, file_name=original.file_name, media_type=original.media_type,
        size_bytes=original.size_bytes, sha256=original.sha256, is_whole=original.is_whole,
    )  # fmt: skip
