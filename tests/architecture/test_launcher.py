"""The launcher hands over what it was told, and does nothing when nothing is to be done."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT

# Stands for the program: says how it was called.
PROGRAM = """#!/usr/bin/env bash
[[ ${1:-} != -c ]] || exit 0
printf '%s\\n' "$POSTKAMER_DATA" "$PYTHONPATH" "$@"
"""
# Stands for Debian's package database: everything is there but what MISSING names.
DPKG_QUERY = """#!/usr/bin/env bash
for name in "${@:4}"; do [[ " ${MISSING:-} " == *" $name "* ]] || echo "ii $name"; done
exit 1
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The launcher beside an environment that was built from its locks."""
    shutil.copy(PROJECT / "postkamer", tmp_path)
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    write_program(tmp_path / ".venv/bin/python", PROGRAM)
    write_program(tmp_path / "bin/dpkg-query", DPKG_QUERY)
    write_program(tmp_path / "bin/apt-get", '#!/bin/sh\necho "asked for $*" >&2\nexit 1\n')
    locks = [(tmp_path / "requirements" / f"{name}.txt").read_bytes() for name in ("bootstrap", "runtime")]
    (tmp_path / ".venv/.built-from").write_text(f"runtime {hashlib.sha256(b''.join(locks)).hexdigest()}\n")
    return tmp_path


def write_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def launch(checkout: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{checkout}/bin:{os.environ['PATH']}", **environment}
    env = {name: value for name, value in env.items() if name != "POSTKAMER_DATA" or name in environment}
    command = [str(checkout / "postkamer"), *args]
    return subprocess.run(command, cwd="/", env=env, capture_output=True, text=True, check=False, timeout=60)


def test_it_hands_over_every_argument_and_adds_nothing_to_the_output(checkout: Path) -> None:
    run = launch(checkout, "search", "a tenant", "two  words", "--json")
    assert run.stdout.splitlines() == [
        f"{checkout}/var",
        str(checkout),
        *("-P", "-m", "wiring.cli", "search", "a tenant", "two  words", "--json"),
    ]
    assert (run.stderr, run.returncode) == ("", 0)


def test_data_may_lie_elsewhere(checkout: Path) -> None:
    assert launch(checkout, "up", POSTKAMER_DATA="/srv/data").stdout.startswith("/srv/data\n")


def test_it_is_found_through_a_link(checkout: Path) -> None:
    link = checkout / "elsewhere" / "postkamer"
    link.parent.mkdir()
    link.symlink_to(checkout / "postkamer")
    assert launch(link.parent, "up").stdout.splitlines()[1] == str(checkout)


@pytest.mark.parametrize(
    ("args", "needed"),
    [
        (("up",), False),
        (("demo", "--once"), False),
        (("demo", "--broker", "rabbitmq"), True),
        (("demo", "--broker=rabbitmq", "--once"), True),
        (("demo", "--broker", "memory"), False),
    ],
)
def test_a_service_is_needed_only_where_it_is_asked_for(checkout: Path, args: tuple[str, ...], needed: bool) -> None:
    run = launch(checkout, *args, MISSING="rabbitmq-server postgresql")
    assert ("rabbitmq-server" in run.stderr, run.returncode) == (needed, 69 if needed else 0)
    assert "postgresql" not in run.stderr


def test_the_doctor_comes_whatever_is_missing(checkout: Path) -> None:
    assert launch(checkout, "doctor", MISSING="tesseract-ocr").returncode == 0


def test_missing_packages_are_named_and_the_program_does_not_start(checkout: Path) -> None:
    run = launch(checkout, "up", MISSING="poppler-utils bubblewrap")
    assert run.returncode == 69
    assert re.search(r"apt-get install --no-install-recommends bubblewrap poppler-utils$", run.stderr, re.MULTILINE)
    assert run.stdout == ""
