"""The command `postkamer`: global options, every command, and the boundary at which errors become exit codes."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import click

from kernel.logs import configure_logs
from wiring.cli.exit_codes import ANSWERED, epilog, exit_code_of, sentence_of
from wiring.cli.output import say
from wiring.private_services import private_services
from wiring.settings import load_settings

COMMANDS = {
    "demo": "demo",
    "up": "serve",
    "run": "serve",
    "ingest": "intake",
    "read": "reading",
    "scan": "scan",
    "migrate": "upkeep",
    "tenant": "tenants",
    "user": "tenants",
    "api-key": "api_keys",
    "cover-sheet": "cover_sheets",
    "cover-sheets": "cover_sheets",
    "search": "search",
    "doctor": "upkeep",
    "verify": "upkeep",
    "failures": "failures",
    "reindex": "upkeep",
    "sweep": "upkeep",
    "backup": "upkeep",
    "restore": "upkeep",
}
"""Every command, and the module of `wiring.cli` that holds it under the same name, underscores for hyphens."""


class CommandLine(click.Group):
    """Commands that are loaded when they are asked for, with one answer to every error.

    So `doctor` runs on a machine on which the libraries of another command do not load.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """What is done first stands first."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module; None where there is no such command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"wiring.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

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
