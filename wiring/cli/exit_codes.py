"""What the exit codes of every command mean, and which error ends with which."""

from __future__ import annotations

import enum

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from indexer.engines.api import IndexBroken
from kernel.errors import Misconfigured, NotFound, PlatformError
from kernel.tenancy.keys import MasterKeyWrong
from paper.errors import PaperError


class ExitCode(enum.IntEnum):
    """How a command ends; scripts may rely on the numbers."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    SETTINGS = 3
    NOT_FOUND = 4
    UNAVAILABLE = 5


MEANINGS: dict[ExitCode, str] = {
    ExitCode.DONE: "done",
    ExitCode.FOUND: "something was found or failed: a violation, a bad finding, an input in quarantine, a refusal",
    ExitCode.USAGE: "the command was not understood; --help shows how it is written",
    ExitCode.SETTINGS: "a setting or key is missing or wrong; the message names it",
    ExitCode.NOT_FOUND: "what was asked for does not exist",
    ExitCode.UNAVAILABLE: "something is busy or away, or a search index must be rebuilt; try again after what it says",
}
SETTINGS_ERRORS = (Misconfigured, MasterKeyWrong)
# Everything that a command answers with one sentence; whatever else happens is a defect and shows its traceback.
ANSWERED = (PlatformError, PaperError, SQLAlchemyError, OSError)


def exit_code_of(error: Exception) -> ExitCode:
    """The code with which a command ends that met `error`."""
    if isinstance(error, SETTINGS_ERRORS):
        return ExitCode.SETTINGS
    if isinstance(error, NotFound):
        return ExitCode.NOT_FOUND
    is_temporary = isinstance(error, PlatformError | PaperError) and error.temporary
    if is_temporary or isinstance(error, IndexBroken | OperationalError | OSError):
        return ExitCode.UNAVAILABLE
    return ExitCode.FOUND


def sentence_of(error: Exception) -> str:
    """What a person is told; never a statement, its values or a password."""
    match error:
        case PlatformError() | PaperError():
            return f"{error} [{error.code}]"
        case OperationalError():
            return "the database does not answer or lacks its tables; run `postkamer doctor` [database_unavailable]"
        case OSError():
            return f"{error.strerror or type(error).__name__}: {error.filename or 'this machine'} [system_error]"
        case _:
            return f"the database refused this ({type(error).__name__}); run `postkamer doctor` [database_refused]"


def epilog() -> str:
    """The exit codes as the end of `--help`."""
    lines = "\n".join(f"  {code.value}  {meaning}" for code, meaning in MEANINGS.items())
    return f"\b\nExit codes:\n{lines}"
