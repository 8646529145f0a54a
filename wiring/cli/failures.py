"""`failures`: work that was given up after its last attempt, and another try for it."""

from __future__ import annotations

import click

from kernel.errors import NotFound
from kernel.outbox.inbox import failed_deliveries
from kernel.outbox.integrity import retry_delivery
from wiring.cli.output import print_json, print_table, say
from wiring.cli.ready import COMMAND_LINE, ready_platform
from wiring.settings import Settings

MOST_SHOWN = 1_000


@click.command()
@click.option("--retry", "retried", multiple=True, metavar="ID", help="Try this one again; may be repeated.")
@click.option("--retry-all", is_flag=True, help="Try all of them again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def failures(settings: Settings, retried: tuple[str, ...], *, retry_all: bool, as_json: bool) -> None:
    """Show work that was given up, or let it be tried again.

    Files in quarantine, pages and documents that failed are shown on the screens; this is
    what stands behind them, and what has no screen of its own (an index that could not be
    written, sources that could not be released).
    """
    with ready_platform(settings) as platform:
        with platform.database.reading(COMMAND_LINE) as session:
            given_up = failed_deliveries(session, MOST_SHOWN)
        rows = [{"id": row.id, "task": row.actor, "cause": row.error_code, "tenant": row.tenant_id} for row in given_up]
        wanted = tuple(row["id"] for row in rows) if retry_all else retried
        if not wanted:
            _show(rows, as_json=as_json)
            return
        with platform.database.unit_of_work(COMMAND_LINE) as uow:
            for message_id in wanted:
                if not retry_delivery(uow.session, str(message_id), platform.clock.now()):
                    message = f"nothing was given up under {message_id}; run `postkamer failures`"
                    raise NotFound(message)
            uow.commit()
        say(f"{len(wanted)} are being tried again")


def _show(rows: list[dict[str, str | None]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        say("nothing was given up")
