"""What an administrator runs now and then: migrate, doctor, verify, reindex, sweep, backup, restore."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from indexer.actors import IndexerDeps
from indexer.rebuild import Progress, rebuild_all, rebuild_tenant
from kernel.clock import SystemClock
from kernel.tenancy.repository import find_tenant
from wiring.backup import back_up
from wiring.cli.exit_codes import ExitCode
from wiring.cli.output import print_json, print_table, say
from wiring.cli.ready import COMMAND_LINE, ready_platform
from wiring.container import Platform
from wiring.doctor import examine
from wiring.migrate import migrate as migrate_database
from wiring.probes.findings import Level
from wiring.restore import restore_from
from wiring.settings import Settings
from wiring.sweep import sweep_blobs
from wiring.tally import SWEPT_AFTER
from wiring.upkeep_lock import upkeep_lock
from wiring.verify import Report, verify_all

TELL_EVERY = 1_000
as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")


@click.command(short_help="Bring the database to the present schema.")
@as_json_option
@click.pass_obj
def migrate(settings: Settings, *, as_json: bool) -> None:
    """Bring the database to the present schema; make it if there is none."""
    with contextlib.closing(Platform(settings)) as platform:
        done = migrate_database(platform.engine)
    if as_json:
        print_json({"revisions": done})
    else:
        say(f"ran {', '.join(done)}" if done else "the database has the present schema already")


@click.command(short_help="Say what is missing or wrong, and what to do.")
@as_json_option
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Look at what is installed, reachable and configured, and say what to do; changes nothing.

    Exit code 1 when something is bad.
    """
    settings: Settings = context.obj
    findings = list(examine(settings, SystemClock().now()))
    is_bad = any(finding.level is Level.BAD for finding in findings)
    if as_json:
        print_json({"healthy": not is_bad, "findings": [asdict(finding) for finding in findings]})
    else:
        print_table(("", "what", "found", "what to do"), [(f.level, f.subject, f.found, f.advice) for f in findings])
    context.exit(ExitCode.FOUND if is_bad else ExitCode.DONE)


@click.command(short_help="Check that nothing is lost, doubled or altered.")
@click.option(
    "--quiet-time",
    "quiet_s",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Wait up to so long until nothing is under way; what still is then counts as a violation.",
)
@as_json_option
@click.pass_context
def verify(context: click.Context, quiet_s: float | None, *, as_json: bool) -> None:
    """Check that nothing is lost, doubled, altered or another tenant's: the invariants I1 to I9.

    Reads every blob. Failures that people see and can retry are listed and are no
    violations. Exit code 1 when there is a violation.
    """
    settings: Settings = context.obj
    with ready_platform(settings) as platform:
        report = verify_all(platform, quiet_s=quiet_s)
    print_json(report.values()) if as_json else _print_report(report)
    context.exit(ExitCode.FOUND if report.violations else ExitCode.DONE)


@click.command(short_help="Make search indexes anew.")
@click.argument("tenants", nargs=-1)
@as_json_option
@click.pass_obj
def reindex(settings: Settings, tenants: tuple[str, ...], *, as_json: bool) -> None:
    """Make the search indexes of TENANTS anew, of all tenants when none is named.

    Searches go on with the old ones meanwhile; an interrupted run goes on where it stopped.
    """
    with ready_platform(settings) as platform:
        found = _reindex(platform, tenants)
    print_json({"documents": found}) if as_json else say(f"{found} documents can be found")


@click.command(short_help="Remove what no row needs any more.")
@as_json_option
@click.pass_obj
def sweep(settings: Settings, *, as_json: bool) -> None:
    """Remove blobs that no row has named for a day, and what interrupted writes left behind."""
    with ready_platform(settings) as platform, upkeep_lock(settings.data_dir):
        swept = sweep_blobs(platform)
    message = f"{swept.blobs} blobs older than {SWEPT_AFTER // dt.timedelta(hours=1)} hours removed"
    print_json(asdict(swept)) if as_json else say(f"{message}, {swept.temporary_files} temporary files")


@click.command(short_help="Back up, while others go on working.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--with-master-key", is_flag=True, help="Copy the master key too; see above.")
@click.option("--without-content", is_flag=True, help="Leave out what an S3 store keeps with copies of its own.")
@as_json_option
@click.pass_obj
def backup(settings: Settings, folder: Path, *, with_master_key: bool, without_content: bool, as_json: bool) -> None:
    """Back up into FOLDER, or bring the backup there up to date; others go on working meanwhile.

    The master key is left out: whoever holds it and the backup reads every letter, and
    whoever loses it reads none. Keep it elsewhere. Indexes are left out: restore makes them.
    """
    with ready_platform(settings) as platform:
        report = back_up(
            platform, folder, with_master_key=with_master_key, with_content=not without_content, progress=_tell
        )
    if not report.blobs_included:
        say("content is in an S3 store and was not copied: keep it with the store's own versions or replication")
    if not report.master_key_included:
        say(f"the master key was not copied; keep a copy of {settings.master_key} apart from this backup")
    message = f"{report.files} files, {report.size_bytes} bytes, {report.copied} of them copied now"
    print_json(asdict(report)) if as_json else say(message)


@click.command(short_help="Restore a backup into an empty folder.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json_option
@click.pass_context
def restore(context: click.Context, folder: Path, *, as_json: bool) -> None:
    """Restore the backup in FOLDER into an empty data folder, rebuild the indexes and verify.

    Exit code 1 when the backup is damaged, something is in the way, or verify finds a violation.
    """
    settings: Settings = context.obj
    with contextlib.closing(Platform(settings)) as platform:
        manifest = restore_from(folder, platform, _tell)
        say(f"{len(manifest.files)} files of {manifest.made_at:%Y-%m-%d %H:%M} UTC are back; indexes come next")
        migrate_database(platform.engine)
        _reindex(platform, ())
        report = verify_all(platform)
    print_json(report.values()) if as_json else _print_report(report)
    context.exit(ExitCode.FOUND if report.violations else ExitCode.DONE)


def _reindex(platform: Platform, tenants: tuple[str, ...]) -> int:
    deps = IndexerDeps(platform.database, platform.blobs, platform.search_engine, platform.clock)
    if not tenants:
        return rebuild_all(deps, _tell_rebuild)
    with platform.database.reading(COMMAND_LINE) as session:
        tenant_ids = [find_tenant(session, tenant).id for tenant in tenants]
    return sum(rebuild_tenant(deps, tenant_id, _tell_rebuild) for tenant_id in tenant_ids)


def _print_report(report: Report) -> None:
    violations = [(each.invariant, each.subject, each.problem) for each in report.violations]
    if violations:
        print_table(("", "what", "what does not hold"), violations, title="Violations")
    failures = [(each.kind, each.id, each.cause) for each in report.failures]
    if failures:
        print_table(("what", "id", "cause"), failures, title="Failures that wait for a person")
    print_table(("what", "how many"), [(what, _counted(count)) for what, count in report.counts.items()])
    per_invariant = Counter(each.invariant for each in report.violations)
    say("; ".join(f"{name}: {count} violations" for name, count in sorted(per_invariant.items())) or "no violations")


def _counted(count: object) -> str:
    if isinstance(count, dict):
        return ", ".join(f"{name} {_counted(number)}" for name, number in count.items()) or "none"
    return str(count)


def _tell(copied: int) -> None:
    if copied % TELL_EVERY == 0:
        say(f"{copied} files")


def _tell_rebuild(progress: Progress) -> None:
    say(f"tenant {progress.tenant_id}: {progress.done} of {progress.total} documents")
