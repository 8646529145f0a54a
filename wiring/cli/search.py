"""`search`: one tenant's letters by what is on them."""

from __future__ import annotations

from typing import Any

import click

from indexer.search import Found
from kernel.tenancy.repository import find_tenant
from wiring.cli.output import print_json, print_table, say
from wiring.cli.ready import COMMAND_LINE, ready_platform
from wiring.settings import Settings

MOST_HITS = 1_000


@click.command()
@click.argument("tenant")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, MOST_HITS), default=20, show_default=True, help="How many letters.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def search(settings: Settings, tenant: str, query: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find letters of TENANT (id or name).

    QUERY is words, "phrases", beginnings*, AND, OR, NOT or -word, and filters such as
    sender:gas, kind:invoice, date:2026-01..2026-03, amount:>100. Nothing found is an empty
    answer; an index that cannot be trusted is an error (exit code 5), never an empty answer.
    """
    with ready_platform(settings) as platform:
        with platform.database.reading(COMMAND_LINE) as session:
            tenant_id = find_tenant(session, tenant).id
        page = platform.search.find(tenant_id, " ".join(query), limit=limit)
    for hint in page.hints:
        say(f"{hint.code.value.replace('_', ' ')}: {hint.text}")
    if as_json:
        print_json({"total": page.total, "documents": [_values(found) for found in page.found]})
        return
    print_table(("id", "date", "kind", "sender", "subject", "text"), [_row(found) for found in page.found])
    say(f"{page.total} found")


def _values(found: Found) -> dict[str, Any]:
    document = found.document
    return {
        "id": document.document_id,
        "score": round(found.score, 4),
        "state": document.state,
        "kind": document.kind,
        "date": document.document_date,
        "sender": document.sender,
        "subject": document.subject,
        "language": document.language,
        "pages": document.page_count,
        "snippets": [{"text": each.text, "page": each.page, "marks": each.marks} for each in found.snippets],
    }


def _row(found: Found) -> tuple[object, ...]:
    document = found.document
    text = " … ".join(each.text for each in found.snippets[:1])
    return (
        document.document_id, document.document_date, document.kind, document.sender, document.subject, text
    )  # fmt: skip
