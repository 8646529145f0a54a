"""What became of every page and document of the demo, as a table for people or as one JSON object."""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from archive.page_role import PageRole
from archive.repository import get_intake, page_fates, trace
from archive.views import DocumentSummary, IntakeView
from kernel.ids import IntakeId
from kernel.tenancy.repository import get_tenant
from wiring.container import Platform
from wiring.demo.cast import DEMO, SignIn
from wiring.outcomes import document_values
from wiring.verify import verify_all


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the demo tells.

    Attributes:
        pages: One entry per side or page: where it came from, what it is and which document holds it.
        counts: How many sides were scanned, and where they went; `lost` is what no row accounts for.
        violations: What `verify` found; nothing when all is well.
    """

    address: str | None
    sign_ins: tuple[SignIn, ...]
    pages: tuple[dict[str, Any], ...]
    documents: tuple[dict[str, Any], ...]
    quarantine: tuple[dict[str, Any], ...]
    counts: dict[str, int]
    violations: tuple[dict[str, Any], ...]

    def values(self) -> dict[str, Any]:
        """As one JSON object."""
        return dataclasses.asdict(self)


def report_on(platform: Platform, items: list[IntakeId], address: str | None, sign_ins: tuple[SignIn, ...]) -> Report:
    """Look up what became of `items`."""
    with platform.database.reading(DEMO) as session:
        received = [get_intake(session, intake_id) for intake_id in items]
        pages = [page for item in received for page in _pages(session, item)]
        found = {d.document_id: d for item in received for d in trace(session, item.intake_id).documents}
        documents = tuple(_document(session, document) for document in found.values())
        quarantine = tuple(_quarantined(item) for item in received if item.cause_code)
    violations = tuple(dataclasses.asdict(each) for each in verify_all(platform).violations)
    return Report(address, sign_ins, tuple(pages), documents, quarantine, _counts(received, pages), violations)


def print_table(report: Report, console: Console) -> None:
    """The report for people."""
    console.print(_documents_table(report))
    console.print(_pages_line(report))
    for item in report.quarantine:
        console.print(f"In quarantine: {item['file']} ({item['cause']})")
    for violation in report.violations:
        console.print(f"[red]{violation['invariant']}: {violation['subject']}: {violation['problem']}[/red]")
    if report.address:
        console.print(_sign_in_table(report))


def _pages(session: Session, item: IntakeView) -> list[dict[str, Any]]:
    return [
        {
            "file": item.file_name, "page": fate.number, "state": fate.state.value, "role": fate.role.value,
            "document": fate.document_id,
        }
        for fate in page_fates(session, item.intake_id)
    ]  # fmt: skip


def _document(session: Session, document: DocumentSummary) -> dict[str, Any]:
    holder = get_tenant(session, document.tenant_id).name
    return {**document_values(session, document), "held_by": holder, "amount_minor": document.amount_minor}


def _quarantined(item: IntakeView) -> dict[str, Any]:
    return {"file": item.file_name, "state": item.state.value, "cause": item.cause_code}


def _counts(received: list[IntakeView], pages: list[dict[str, Any]]) -> dict[str, int]:
    roles = Counter(page["role"] for page in pages)
    accepted = sum(item.page_count or 0 for item in received)
    placed = sum(1 for page in pages if page["document"] or page["role"] == PageRole.SEPARATOR.value)
    return {
        "items": len(received), "quarantined": sum(1 for item in received if item.cause_code),
        "pages": accepted, "content": roles[PageRole.CONTENT.value], "blank": roles[PageRole.BLANK.value],
        "separators": roles[PageRole.SEPARATOR.value], "failed": sum(page["state"] == "failed" for page in pages),
        "lost": accepted - placed,
    }  # fmt: skip


def _documents_table(report: Report) -> Table:
    table = Table(title="What became of the letters", title_justify="left")
    for heading in ("Owner", "Sure", "State", "Kind", "Date", "Sender", "Subject", "Lang", "Pages"):
        table.add_column(heading, overflow="ellipsis", no_wrap=heading != "Subject")
    for document in report.documents:
        sure = document["tenant_confidence"]
        table.add_row(
            document["tenant"] or f"({document['held_by']})", "" if sure is None else f"{sure:.2f}",
            document["state"], document["kind"] or "", document["date"] or "", document["sender"] or "",
            document["subject"] or "", document["language"] or "", str(len(document["pages"])),
        )  # fmt: skip
    return table


def _pages_line(report: Report) -> str:
    counts = report.counts
    return (
        f"{counts['pages']} sides: {counts['content']} with text, {counts['blank']} blank, "
        f"{counts['separators']} separators, {counts['failed']} failed, {counts['lost']} lost"
    )


def _sign_in_table(report: Report) -> Table:
    table = Table(title=f"Postkamer serves at {report.address}", title_justify="left")
    for heading in ("E-mail", "Password", "Tenant", "Role"):
        table.add_column(heading)
    for sign_in in report.sign_ins:
        table.add_row(sign_in.email, sign_in.password, sign_in.tenant, sign_in.role)
    return table
