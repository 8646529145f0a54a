"""`ingest` brings files in and tells what became of them."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from archive.intake import AcceptedItem, NewItem, state_under_key
from archive.lifecycle import IntakeState
from ingest.receive import receive, shown_name
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.repository import find_tenant, list_tenants
from kernel.tenancy.scope import TenantScope
from wiring.cli.ready import COMMAND_LINE, fresh_platform
from wiring.container import Platform, embedded_runtime
from wiring.embedded_lock import AlreadyServed, embedded_lock
from wiring.outcomes import Outcome, outcome_of
from wiring.settings import Settings

CHANNEL = "cli"
LOOK_EVERY_S = 0.3


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--tenant", help="Whose mail it is; otherwise the letters themselves must tell.")
@click.option("--operator", help="Which operator organisation keeps what is not assigned yet.")
@click.option("--again", is_flag=True, help="Bring in once more what came in before and has not changed.")
@click.option("--wait", is_flag=True, help="Wait until everything was read and filed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per file, on standard output.")
@click.pass_obj
def ingest(
    settings: Settings,
    paths: tuple[Path, ...],
    tenant: str | None,
    operator: str | None,
    *,
    again: bool,
    wait: bool,
    as_json: bool,
) -> None:
    """Bring in files, or folders of files, through the same door as every channel.

    A file that came in before and has not changed since is the same item again, unless
    somebody discarded that one, or --again says that it is another.
    Exit code 1 when something went to quarantine or could not be read.
    """
    with fresh_platform(settings) as platform:
        keeper, addressee = _whose(platform, tenant, operator)
        door = _Door(platform, keeper, addressee, again=again)
        accepted = [(path, door.accept(path)) for path in files_in(paths)]
        outcomes = _outcomes(platform, accepted, wait=wait)
    for outcome in outcomes:
        click.echo(json.dumps(outcome.values(), ensure_ascii=False) if as_json else outcome.sentence())
    if any(outcome.has_failed for outcome in outcomes):
        raise SystemExit(1)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The files among `paths`, and those in folders among them, in the order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
        else:
            yield path


def _whose(platform: Platform, tenant: str | None, operator: str | None) -> tuple[TenantId, TenantId | None]:
    """Who keeps the files, and whose mail they are if that is known."""
    with platform.database.reading(COMMAND_LINE) as session:
        if tenant is not None:
            owner = find_tenant(session, tenant).id
            return owner, owner
        if operator is not None:
            return find_tenant(session, operator).id, None
        operators = [each for each in list_tenants(session) if each.kind is TenantKind.OPERATOR]
    if len(operators) != 1:
        message = f"there are {len(operators)} operator organisations; say --tenant or --operator"
        raise click.UsageError(message)
    return operators[0].id, None


@dataclass(frozen=True, slots=True)
class _Door:
    """Where this command hands its files in, and for whom; `again` takes an unchanged file for another one."""

    platform: Platform
    keeper: TenantId
    addressee: TenantId | None
    again: bool

    def accept(self, path: Path) -> AcceptedItem:
        """Hand one file in."""
        new = NewItem(
            tenant_id=self.keeper, channel=CHANNEL, natural_key=self._key(_natural_key(path)),
            file_name=shown_name(path.name) or "unnamed", received_by="system:cli", addressee_id=self.addressee,
        )  # fmt: skip
        with path.open("rb") as content:
            return receive(self.platform.intake, new, content)

    def _key(self, key: str) -> str:
        """The key under which the file is handed in: the first, counted on, that is not over for this sender."""
        with self.platform.database.reading(TenantScope(self.keeper)) as session:
            for time_handed_in in itertools.count(1):
                counted = key if time_handed_in == 1 else f"{key}/{time_handed_in}"
                state = state_under_key(session, self.keeper, CHANNEL, counted)
                if state is None or not (self.again or state is IntakeState.DISCARDED):
                    break
        return counted


def _natural_key(path: Path) -> str:
    """The same for the same file unchanged, so that a command that was cut off can be typed again."""
    facts = path.stat()
    where = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()
    return f"{where}/{facts.st_ino}/{facts.st_size}/{facts.st_mtime_ns}"


def _outcomes(platform: Platform, accepted: Sequence[tuple[Path, AcceptedItem]], *, wait: bool) -> list[Outcome]:
    if not wait:
        return [outcome_of(platform, str(path), item) for path, item in accepted]
    with contextlib.ExitStack() as working:
        _work_here_unless_served(platform, working)
        with click.progressbar(accepted, label="Reading", file=sys.stderr) as shown:
            return [_wait_for(platform, path, item) for path, item in shown]


def _work_here_unless_served(platform: Platform, working: contextlib.ExitStack) -> None:
    """Do the work in this process, unless another one or a broker's workers do it."""
    if not platform.settings.is_embedded:
        return
    try:
        working.enter_context(embedded_lock(platform.settings.data_dir))
    except AlreadyServed:
        return
    working.enter_context(embedded_runtime(platform, folders=False))


def _wait_for(platform: Platform, path: Path, item: AcceptedItem) -> Outcome:
    while not (outcome := outcome_of(platform, str(path), item)).is_over:
        time.sleep(LOOK_EVERY_S)
    return outcome
