"""`scan`: a pile of paper through a scanner of this machine, into the operator's hands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ingest.sources.scan_station import ScanRun
from kernel.ids import new_id
from kernel.tenancy.repository import find_tenant
from scanner_drivers.api import Mode, ScanProfile, Side, Source
from scanner_drivers.errors import FeederEmpty
from scanner_drivers.registry import open_scanner
from scanner_drivers.spool import LastSheet
from scanner_drivers.station import StationReport
from wiring.cli.output import say
from wiring.cli.ready import COMMAND_LINE, fresh_platform
from wiring.settings import Settings
from wiring.station import begin_run, end_run, last_kept, scan_pile

SOURCES = {"flatbed": Source.FLATBED, "feeder": Source.FEEDER, "duplex": Source.FEEDER_DUPLEX}
MODES = {"bilevel": Mode.BILEVEL, "grey": Mode.GREY, "colour": Mode.COLOUR}


@click.command()
@click.argument("scanner")
@click.option("--operator", required=True, help="The operator organisation that scans.")
@click.option("--station", default="station-1", show_default=True, help="Name of this workplace.")
@click.option("--job", help="Go on with this run, after a jam or a crash; a new one otherwise.")
@click.option("--source", type=click.Choice(list(SOURCES)), default="duplex", show_default=True)
@click.option("--mode", type=click.Choice(list(MODES)), default="grey", show_default=True)
@click.option("--dpi", type=click.IntRange(75, 1200), default=300, show_default=True)
@click.option("--more", is_flag=True, help="More piles follow in the same run: do not close it yet.")
@click.option("--sane-config", type=click.Path(exists=True, file_okay=False, path_type=Path), help="SANE's own folder.")
@click.pass_obj
def scan(settings: Settings, /, scanner: str, **asked: Any) -> None:  # noqa: ANN401 - each option has its own type
    """Scan with SCANNER until its feeder is empty.

    SCANNER is simulated:FOLDER, sane:DEVICE or sane:pnm:0?filename=PAGE. Every side is in
    safety before the next sheet moves. After a fault, mend it and repeat with the --job
    that was told: the run goes on where it stood. A run is not closed while sides wait or
    lie aside in the spool.
    """
    with fresh_platform(settings) as platform:
        with platform.database.reading(COMMAND_LINE) as session:
            operator_id = find_tenant(session, asked["operator"]).id
        run = ScanRun(operator_id, asked["station"], asked["job"] or new_id())
        begun = begin_run(platform, run)
        profile = ScanProfile(source=SOURCES[asked["source"]], mode=MODES[asked["mode"]], dpi=asked["dpi"])
        _tell_what_stopped(last_kept(platform, begun), profile)
        device = open_scanner(scanner, sane_config_folder=asked["sane_config"])
        report = scan_pile(platform, begun, device, profile, lambda done: say(f"{done} sides"))
        _tell(report, run.job)
        if not asked["more"]:
            say(f"run {run.job} is closed with {end_run(platform, begun, report)} sides")


def _tell_what_stopped(last: LastSheet, profile: ScanProfile) -> None:
    """A sheet of which only the front was kept has to run through again; it gets a number of its own."""
    if profile.source is Source.FEEDER_DUPLEX and last.sides == {Side.FRONT}:
        say(f"of sheet {last.sheet} only the front was kept: feed that sheet again, before the others")


def _tell(report: StationReport, job: str) -> None:
    """Say what went through, and end with the fault if there was one.

    Raises:
        ScannerError: What stopped the scanner.
        DeliveryFailed: Why sides still wait in the spool.
    """
    waiting = f"{report.pending} waiting, {report.set_aside} set aside"
    say(f"{report.sheets} sheets, {report.sides} sides, {report.delivered} taken over, {waiting}")
    fault = None if isinstance(report.fault, FeederEmpty) else report.fault
    problem = fault or report.delivery_fault
    if problem is not None or report.pending or report.set_aside:
        say(f"go on with: --job {job}")
    if problem is not None:
        raise problem
