from __future__ import annotations

import errno

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from indexer.engines.api import IndexBusy, IndexMissing
from kernel.errors import Misconfigured, MoveRefused, NotFound
from kernel.tenancy.keys import MasterKeyWrong
from paper.errors import SandboxTimedOut
from wiring.cli.exit_codes import ExitCode, epilog, exit_code_of, sentence_of

SECRET = "the-password"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MoveRefused("no"), ExitCode.FOUND),
        (IntegrityError("INSERT", {}, ValueError()), ExitCode.FOUND),
        (Misconfigured("set it"), ExitCode.SETTINGS),
        (MasterKeyWrong("another key"), ExitCode.SETTINGS),
        (NotFound("nobody"), ExitCode.NOT_FOUND),
        (IndexMissing("reindex"), ExitCode.UNAVAILABLE),
        (IndexBusy("wait"), ExitCode.UNAVAILABLE),
        (SandboxTimedOut(seconds=3), ExitCode.UNAVAILABLE),
        (OperationalError("SELECT", {}, ValueError()), ExitCode.UNAVAILABLE),
        (OSError(errno.ENOSPC, "No space left on device"), ExitCode.UNAVAILABLE),
    ],
)
def test_each_error_has_its_code(error: Exception, code: ExitCode) -> None:
    assert exit_code_of(error) is code


def test_statements_and_their_values_are_not_told() -> None:
    error = OperationalError(f"SELECT '{SECRET}'", {"word": SECRET}, ValueError(SECRET))
    assert SECRET not in sentence_of(error)
    assert SECRET not in sentence_of(IntegrityError("INSERT", {"word": SECRET}, ValueError(SECRET)))


def test_our_errors_are_told_with_their_code() -> None:
    assert sentence_of(NotFound("there is no such tenant")) == "there is no such tenant [not_found]"


def test_help_names_every_code() -> None:
    assert all(f"  {code.value}  " in epilog() for code in ExitCode)
