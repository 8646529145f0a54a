"""A journal on screen, in a file, and verified: the same for a tenant's own and for those that an operator serves."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer

from archive_ui.people import names_of
from archive_ui.routes import TenantVisit
from archive_ui.words.deeds import BREAKS, DEEDS, SUBJECTS
from kernel.audit.journal import FIRST_HASH, AuditFact, BreakKind, ChainBreak, ChainEnd, append, chain_end, verify_part
from kernel.audit.queries import JournalEntry, JournalQuestion, actions_known, actors_known, every_entry, find_entries
from kernel.ids import TenantId
from kernel.tenancy.scope import TenantScope

PAGE = 50
# Some tenth of a second of hashing: a step that the page can show.
VERIFIED_AT_ONCE = 2_000
MOST_BREAKS_SHOWN = 20
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = ("sequence", "at", "actor", "action", "subject_kind", "subject_id", "details", "hash")


@dataclass(frozen=True, slots=True)
class JournalPlace:
    """Whose journal is shown, and where its pages are.

    Attributes:
        name: What the tenant is called.
        links_letters: Whoever looks may open the letters that it names.
    """

    tenant_id: TenantId
    name: str
    page: str
    export: str
    verify: str
    back: tuple[str, str]
    links_letters: bool


def show_journal(visit: TenantVisit, place: JournalPlace) -> ResponseReturnValue:
    """One page of it, newest first, narrowed to what was asked for."""
    written = {name: request.args.get(name, "") for name in ("first", "last", "actor", "action")}
    before = request.args.get("before", "")
    question = _question(visit, written)
    with visit.deps.database.reading(TenantScope(place.tenant_id)) as session:
        cursor = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
        rows = find_entries(session, place.tenant_id, question, before=cursor, limit=PAGE + 1)
        actions, actors = actions_known(session, place.tenant_id), actors_known(session, place.tenant_id)
    shown = rows[:PAGE]
    subjects = {row.subject_id for row in shown if row.subject_kind == "user"}
    people = names_of(visit.deps.database, {*actors, *subjects})
    return render_template(
        "journal.html", journal=place, entries=shown, written=written, actions=actions, actors=actors,
        people=people, who={actor: _named(actor, people) for actor in actors}, deeds=DEEDS, subjects=SUBJECTS,
        next_before=shown[-1].sequence if len(rows) > PAGE else None, asked={k: v for k, v in written.items() if v},
    )  # fmt: skip


def export_journal(visit: TenantVisit, place: JournalPlace) -> ResponseReturnValue:
    """What was asked for, as CSV: ids, codes and hashes, as the chain holds them; never content.

    The journal keeps that it was exported.
    """
    question = _question(visit, {name: request.args.get(name, "") for name in ("first", "last", "actor", "action")})
    with visit.deps.database.unit_of_work(TenantScope(place.tenant_id)) as uow:
        fact = AuditFact(place.tenant_id, visit.user_id, "journal_exported", "tenant", place.tenant_id)
        append(uow.session, fact, visit.deps.clock.now())
        uow.commit()

    def lines() -> Iterator[str]:
        yield _line(COLUMNS)
        with visit.deps.database.reading(TenantScope(place.tenant_id)) as session:
            for entry in every_entry(session, place.tenant_id, question):
                yield _line(_cells(entry))

    name = f"journal-{visit.deps.clock.now():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(lines(), mimetype="text/csv", headers=headers)


def verify_journal(visit: TenantVisit, place: JournalPlace) -> ResponseReturnValue:
    """Verify the next stretch of the chain, and show how far it has come."""
    seals = URLSafeSerializer(visit.deps.settings.secret_key, salt="journal verified so far")
    state = _state(seals, request.args.get("so_far", ""), place.tenant_id)
    with visit.deps.database.reading(TenantScope(place.tenant_id)) as session:
        part = verify_part(session, place.tenant_id, ChainEnd(state["reached"], state["hash"]), VERIFIED_AT_ONCE)
        end = chain_end(session, place.tenant_id)
    breaks = [*state["breaks"], *([each.sequence, each.kind.name] for each in part.breaks)]
    following = {
        "tenant": place.tenant_id, "reached": part.reached.sequence, "hash": part.reached.hash,
        "breaks": breaks[:MOST_BREAKS_SHOWN], "found": state["found"] + len(part.breaks),
    }  # fmt: skip
    template = "journal_check.html" if request.headers.get("HX-Request") == "true" else "journal_verified.html"
    return render_template(
        template, journal=place, reached=part.reached, end=end, is_over=part.is_over, found=following["found"],
        breaks=[ChainBreak(place.tenant_id, number, BreakKind[kind]) for number, kind in following["breaks"]],
        words=BREAKS, so_far=seals.dumps(following),
    )  # fmt: skip


def _named(actor: str, people: Mapping[str, str]) -> str:
    """Who acted: a person, a program by its key, or this program and the part of it."""
    if actor in people:
        return people[actor]
    part = actor.removeprefix("system:")
    if part.startswith("api "):
        return str(gettext("API key %(key)s", key=part.removeprefix("api ")))
    return str(gettext("The program (%(part)s)", part=part)) if part != actor else actor


def _state(seals: URLSafeSerializer, written: str, tenant_id: TenantId) -> dict[str, Any]:
    """What was verified so far; from the beginning where that is not ours, or of another journal."""
    fresh = {"tenant": tenant_id, "reached": 0, "hash": FIRST_HASH, "breaks": [], "found": 0}
    try:
        state: dict[str, Any] = seals.loads(written)
    except BadSignature:
        return fresh
    return state if state["tenant"] == tenant_id else fresh


def _question(visit: TenantVisit, written: dict[str, str]) -> JournalQuestion:
    zone = visit.deps.settings.time_zone
    first, last = _day(written["first"]), _day(written["last"])
    return JournalQuestion(
        since=dt.datetime.combine(first, dt.time(), zone) if first else None,
        until=dt.datetime.combine(last, dt.time(), zone) + dt.timedelta(days=1) if last else None,
        actor=written["actor"] or None, action=written["action"] or None,
    )  # fmt: skip


def _day(written: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(written)
    except ValueError:
        return None
    # A day at the edge of the calendar has no place in UTC.
    return day if 1 < day.year < dt.MAXYEAR else None


def _cells(entry: JournalEntry) -> tuple[str, ...]:
    record = entry.record
    moment = record.at.astimezone(dt.UTC).isoformat()
    details = json.dumps(record.details, sort_keys=True, ensure_ascii=False)
    return (
        str(record.sequence), moment, record.actor, record.action, record.subject_kind, record.subject_id, details,
        entry.hash,
    )  # fmt: skip


def _line(cells: tuple[str, ...]) -> str:
    """One line of CSV (RFC 4180); a spreadsheet must not take a cell for a formula."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in cells])
    return out.getvalue()
