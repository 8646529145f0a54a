"""`demo`: the main job, from a pile of paper to letters that their owners find."""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import time
from collections.abc import Iterator, Sequence

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from archive.repository import page_fates, trace
from kernel.ids import IntakeId
from kernel.logs import configure_logs
from kernel.outbox.integrity import unapplied_deliveries, unexpanded_events
from wiring.cli.serve import serving, wait_for_the_end
from wiring.container import Platform
from wiring.demo.cast import DEMO, Cast, assemble
from wiring.demo.feeding import feed
from wiring.demo.furnishing import furnish
from wiring.demo.report import print_table, report_on
from wiring.migrate import migrate
from wiring.private_services import POSTGRESQL, RABBITMQ, private_services, remember
from wiring.settings import Settings, load_settings

LOOK_EVERY_S = 0.3


@click.command()
@click.option("--once", is_flag=True, help="End after the table instead of serving on.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
@click.option("--broker", type=click.Choice(["memory", RABBITMQ]), default="memory", show_default=True)
@click.option("--database", type=click.Choice(["sqlite", POSTGRESQL]), default="sqlite", show_default=True)
@click.pass_obj
def demo(settings: Settings, broker: str, database: str, *, once: bool, as_json: bool) -> None:
    """Set up a mail room, scan a pile of letters and show what became of every page.

    A second run finds everything in place and starts in seconds. With --broker rabbitmq
    or --database postgresql the demo starts servers of its own and keeps its data in a
    folder beside the default one.

    Exit code 1 when a page is not accounted for or an invariant does not hold.
    """
    chosen = _reachable(_quiet(_chosen(settings, broker, database)), once=once)
    with private_services(chosen) as running, contextlib.closing(Platform(running)) as platform:
        migrate(platform.engine)
        cast = assemble(platform)
        with serving(running) as address:
            items = _bring_in(platform, cast)
            report = report_on(platform, items, None if once else address, cast.sign_ins)
            if as_json:
                click.echo(json.dumps(report.values(), ensure_ascii=False))
            else:
                print_table(report, Console(width=None if sys.stdout.isatty() else 160))
            if not once:
                wait_for_the_end()
    if report.counts["lost"] or report.violations:
        raise SystemExit(1)


def _chosen(settings: Settings, broker: str, database: str) -> Settings:
    """The settings for the wanted services; other services mean another folder of data."""
    services = [name for name in (broker, database) if name in (RABBITMQ, POSTGRESQL)]
    if not services:
        return settings
    folder = settings.data_dir / "-".join(["demo", *services])
    remember(load_settings(data_dir=folder), services)
    return load_settings(data_dir=folder)


def _quiet(settings: Settings) -> Settings:
    """Only warnings beside the progress, unless somebody asked for more."""
    if settings.log_level != "INFO":
        return settings
    configure_logs(level="WARNING", as_json=settings.log_json)
    return settings.model_copy(update={"log_level": "WARNING"})


def _reachable(settings: Settings, *, once: bool) -> Settings:
    """Another port where nobody will look, or where the usual one is taken."""
    host, _, port = settings.listen.rpartition(":")
    with socket.socket() as probe:
        is_free = probe.connect_ex((host, int(port))) != 0
        if is_free and not once:
            return settings
    with socket.socket() as probe:
        probe.bind((host, 0))
        return settings.model_copy(update={"listen": f"{host}:{probe.getsockname()[1]}"})


def _bring_in(platform: Platform, cast: Cast) -> list[IntakeId]:
    with _shown_progress() as progress:
        scanning = progress.add_task("Scanning", total=None)
        fed = feed(platform, cast, lambda done, total: progress.update(scanning, completed=done, total=total))
        items = list(fed.items)
        progress.update(scanning, completed=len(items) - 1, total=len(items) - 1)
        reading = progress.add_task("Reading and filing", total=len(items))
        _wait_until_filed(platform, items, progress, reading)
        furnish(platform.database, platform.clock, cast)
        finding = progress.add_task("Making it searchable", total=1)
        _wait_until_quiet(platform)
        progress.update(finding, completed=1)
    return items


def _wait_until_filed(platform: Platform, items: Sequence[IntakeId], progress: Progress, task: TaskID) -> None:
    while True:
        with platform.database.reading(DEMO) as session:
            over = sum(trace(session, item).is_over for item in items)
            read = sum(fate.state.value != "received" for item in items for fate in page_fates(session, item))
        progress.update(task, completed=min(over, len(items)) if over else read / 2)
        if over == len(items):
            return
        time.sleep(LOOK_EVERY_S)


def _wait_until_quiet(platform: Platform) -> None:
    while True:
        with platform.database.reading(DEMO) as session:
            if not any(unexpanded_events(session)) and not any(unapplied_deliveries(session)):
                return
        time.sleep(LOOK_EVERY_S)


@contextlib.contextmanager
def _shown_progress() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress
