"""The command `postkamer`: global options, every command, and the boundary at which errors become exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kernel.logs import configure_logs
from wiring.cli import demo, intake, scan, search, serve, tenants, upkeep
from wiring.cli.exit_codes import ANSWERED, epilog, exit_code_of, sentence_of
from wiring.cli.output import say
from wiring.private_services import private_services
from wiring.settings import load_settings


class CommandLine(click.Group):
    """Commands in the order in which they were added, with one answer to every error."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """As they were added: what is done first stands first."""
        del ctx
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; an error that was foreseen is one sentence and an exit code."""
        try:
            return super().invoke(ctx)
        except ANSWERED as error:
            if isinstance(error, BrokenPipeError):
                raise  # whoever read our output has seen enough; click ends the program quietly
            say(sentence_of(error))
            ctx.exit(exit_code_of(error))


@click.group(cls=CommandLine, epilog=epilog(), context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the embedded database, blobs, indexes and keys; POSTKAMER_DATA otherwise.",
)
@click.pass_context
def main(context: click.Context, data_dir: Path | None) -> None:
    """Postkamer: letters come in, are read, and their owners find them.

    Settings come from POSTKAMER_... variables and the TOML file that POSTKAMER_CONFIG
    names. Results go to standard output, everything else to standard error.
    """
    settings = load_settings() if data_dir is None else load_settings(data_dir=data_dir)
    configure_logs(level=settings.log_level, as_json=settings.log_json and not sys.stderr.isatty())
    context.obj = context.with_resource(private_services(settings))


COMMANDS: tuple[click.Command, ...] = (
    demo.demo,
    serve.up,
    serve.run,
    intake.ingest,
    intake.read,
    scan.scan,
    upkeep.migrate,
    tenants.tenant,
    tenants.user,
    search.search,
    upkeep.doctor,
    upkeep.verify,
    upkeep.reindex,
    upkeep.sweep,
    upkeep.backup,
    upkeep.restore,
)
"""Every command; one line each."""

for command in COMMANDS:
    main.add_command(command)
