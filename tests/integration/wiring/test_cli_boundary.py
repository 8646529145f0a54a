"""What every command has in common: help, settings, exit codes, and results alone on standard output."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.factories.office import Office
from wiring.cli.exit_codes import ExitCode
from wiring.cli.main import main

PROJECT = Path(__file__).parents[3]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


@pytest.mark.parametrize("command", commands(main), ids=" ".join)
def test_every_command_has_help(command: tuple[str, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--data-dir", str(tmp_path / "none"), *command, "--help"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Usage: ")
    assert not (tmp_path / "none").exists()


def test_the_exit_codes_stand_in_the_help() -> None:
    text = CliRunner().invoke(main, ["--help"]).stdout
    assert "Exit codes:" in text
    assert all(f"\n    {code.value}  " in text for code in ExitCode)


@pytest.mark.parametrize("command", [("tenant", "list"), ("verify",), ("search", "x", "y"), ("sweep",), ("reindex",)])
def test_a_folder_without_database_is_not_filled(command: tuple[str, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--data-dir", str(tmp_path / "typo"), *command])
    assert result.exit_code == ExitCode.SETTINGS
    assert "no_database" in result.stderr
    assert not (tmp_path / "typo").exists()


def test_a_setting_that_makes_no_sense_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTKAMER_LEASE_S", "-5-secret")
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == ExitCode.SETTINGS
    assert "lease_s" in result.stderr
    assert "secret" not in result.stderr


def test_an_unknown_command_is_a_matter_of_usage() -> None:
    assert CliRunner().invoke(main, ["deliver"]).exit_code == ExitCode.USAGE


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    command = ["--data-dir", str(tmp_path), "migrate", "--json"]
    first, second = (json.loads(CliRunner().invoke(main, command).stdout)["revisions"] for _ in range(2))
    assert first[0] == "0001"
    assert second == []


def test_doctor_finds_nothing_bad_in_a_healthy_office(office: Office) -> None:
    answer = json.loads(office.run("doctor", "--json").stdout)
    subjects = {finding["subject"]: finding["level"] for finding in answer["findings"]}
    assert {"Python", "SQLite library", "blob store", "master key", "database", "schema", "broker"} <= set(subjects)
    assert subjects["database"] == subjects["schema"] == subjects["master key"] == "ok"
    assert answer["healthy"] == ("bad" not in subjects.values())


def test_doctor_ends_with_1_when_something_is_bad(office: Office) -> None:
    (office.folder / "keys" / "master.key").chmod(0o644)
    result = office.run("doctor")
    assert result.exit_code == ExitCode.FOUND
    assert "chmod 600" in result.stdout


def test_search_answers_with_one_json_object(busy_office: Office) -> None:
    answer = busy_office.json("search", "Bakkerij Peeters", "gas", "--json")
    assert answer["total"] == 1
    assert answer["documents"][0]["subject"] == "Gas"
    assert busy_office.json("search", "scan house", "gas", "--json") == {"total": 0, "documents": []}


def test_a_mended_query_is_told_beside_the_answer(busy_office: Office) -> None:
    result = busy_office.run("search", "Bakkerij Peeters", '"gas', "--json")
    assert json.loads(result.stdout)["total"] == 1
    assert "quote closed" in result.stderr


def test_the_module_is_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "wiring.cli", "--data-dir", str(tmp_path / "none"), "tenant", "list"]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ended.returncode == ExitCode.SETTINGS
    assert ended.stdout == ""
    assert ended.stderr.startswith("postkamer: there is no database")


def test_a_lost_master_key_is_never_replaced(office: Office) -> None:
    key = office.folder / "keys" / "master.key"
    key.unlink()
    for command in (("verify",), ("tenant", "add", "Els Maes")):
        result = office.run(*command)
        assert result.exit_code == ExitCode.SETTINGS
        assert "master_key_gone" in result.stderr
    assert not key.exists()
    assert office.run("doctor").exit_code == ExitCode.FOUND


def test_doctor_knows_a_key_that_opens_nothing(office: Office) -> None:
    key = office.folder / "keys" / "master.key"
    key.write_text(random.Random(7).randbytes(32).hex())
    levels = {each["subject"]: each["level"] for each in json.loads(office.run("doctor", "--json").stdout)["findings"]}
    assert levels["master key"] == "ok"
    assert levels["tenants' keys"] == "bad"
