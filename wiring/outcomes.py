"""What became of one input, as `ingest` and `demo` tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from archive.intake import AcceptedItem
from archive.lifecycle import DocumentState, IntakeState, PageState
from archive.repository import get_document, get_intake, pages_of, trace
from archive.tasks import TaskView
from archive.views import DocumentSummary, IntakeView
from kernel.ids import TenantId
from kernel.tenancy.repository import get_tenant
from kernel.tenancy.scope import SystemScope
from ocr_workers.understanding import field_values
from wiring.container import Platform

OUTCOMES = SystemScope("a letter may have been handed over to any tenant")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input and what became of it.

    Attributes:
        is_over: Nothing of it is under way any more.
        documents: JSON values of each document, in the order of its first page.
    """

    file: str
    intake: IntakeView
    is_over: bool
    documents: tuple[dict[str, Any], ...] = field(default_factory=tuple)

    @property
    def has_failed(self) -> bool:
        """A person has to look at it."""
        states = {document["state"] for document in self.documents}
        page_states = {page["state"] for document in self.documents for page in document["pages"]}
        failed = DocumentState.FAILED.value in states or PageState.FAILED.value in page_states
        return failed or self.intake.state in (IntakeState.QUARANTINED, IntakeState.DISCARDED)

    def values(self) -> dict[str, Any]:
        """As JSON values."""
        values: dict[str, Any] = {
            "file": self.file, "state": self.intake.state.value if self.is_over else "in_progress",
            "documents": list(self.documents),
        }  # fmt: skip
        if self.intake.cause_code:
            values["cause"] = self.intake.cause_code
        return values

    def sentence(self) -> str:
        """As a line for people."""
        what = self.intake.cause_code or f"{len(self.documents)} documents"
        return f"{self.file}: {self.values()['state']}, {what}"


def outcome_of(platform: Platform, file: str, item: AcceptedItem) -> Outcome:
    """What has become of an input so far."""
    with platform.database.reading(OUTCOMES) as session:
        intake = get_intake(session, item.intake_id)
        found = trace(session, item.intake_id)
        documents = tuple(document_values(session, each) for each in found.documents)
    return Outcome(file, intake, found.is_over, documents)


def document_values(session: Session, document: DocumentSummary) -> dict[str, Any]:
    """One document, as `ingest --json` tells it."""
    view = get_document(session, document.document_id)
    found = view.fields
    return {
        "id": document.document_id,
        "tenant": _tenant_name(session, document),
        "tenant_confidence": document.tenant_confidence,
        "state": document.state.value,
        "kind": document.kind,
        "kind_confidence": _kind_confidence(document, found),
        "date": document.document_date.isoformat() if document.document_date else None,
        "sender": document.sender,
        "subject": document.subject,
        "language": document.language,
        "fields": field_values(found),
        "tasks": [_task_values(task) for task in view.tasks],
        "pages": [_page_values(page) for page in pages_of(session, document.document_id)],
    }


def _kind_confidence(document: DocumentSummary, found: Mapping[str, Any]) -> float | None:
    """The probability of the kind; a kind that a person chose is certain."""
    return found.get("kind_confidence") if document.kind == found.get("kind") else 1.0


def _task_values(task: TaskView) -> dict[str, Any]:
    """A task as `read` tells it, with what a person made of it since."""
    return {
        "action": task.action.value, "due_on": task.due_on.isoformat() if task.due_on else None,
        "basis": task.basis.value, "confidence": task.confidence, "phrase": task.phrase, "page": task.page,
        "boxes": [list(box) for box in task.boxes], "state": task.state.value,
    }  # fmt: skip


def _page_values(page: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"number": page.number, "state": page.state.value, "role": page.role.value, "confidence": page.confidence}


def _tenant_name(session: Session, document: DocumentSummary) -> str | None:
    """The owner's name; None while nobody is sure whose letter it is."""
    if document.state is not DocumentState.FILED:
        return None
    return get_tenant(session, TenantId(document.tenant_id)).name
