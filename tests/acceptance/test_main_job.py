"""The main job, as anyone runs it: a pile of letters in, and every owner finds theirs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from wiring.demo.cast import recipients
from wiring.demo.feeding import SEED
from wiring.demo.letters.batch import demo_batch

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 600


def postkamer(data_dir: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run one command on its own data folder."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "POSTKAMER_DATA": str(data_dir),
        "POSTKAMER_LISTEN": "127.0.0.1:0",
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "wiring.cli", *arguments], env=environment, capture_output=True, text=True,
        timeout=TIMEOUT_S, check=False,
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stderr[-4000:]
    return done


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """One JSON object per line of output."""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def report(data_dir: Path) -> dict[str, Any]:
    (told,) = lines(postkamer(data_dir, "demo", "--once", "--json"))
    return told


def test_every_side_is_accounted_for(report: dict[str, Any]) -> None:
    counts = report["counts"]

    assert counts["lost"] == 0
    assert counts["failed"] == 0
    assert counts["content"] + counts["blank"] + counts["separators"] == counts["pages"]
    assert report["violations"] == []


def test_the_unreadable_file_is_in_quarantine_with_its_cause(report: dict[str, Any]) -> None:
    (item,) = report["quarantine"]

    assert item["state"] == "quarantined"
    assert item["cause"]


def test_every_known_recipient_gets_the_letter_and_the_strangers_waits(report: dict[str, Any]) -> None:
    told = {document["subject"]: document for document in report["documents"]}
    truth = demo_batch(SEED, recipients()).letters
    known = {each.name for each in recipients()}

    for letter in truth:
        document = told[letter.subject]
        if letter.recipient.name in known:
            assert (document["tenant"], document["state"]) == (letter.recipient.name, "filed"), letter.subject
        else:
            assert (document["tenant"], document["state"]) == (None, "needs_indexing"), letter.subject


def test_what_the_letters_say_is_read(report: dict[str, Any]) -> None:
    told = {document["subject"]: document for document in report["documents"]}
    truth = demo_batch(SEED, recipients()).letters

    assert [told[letter.subject]["language"] for letter in truth] == [letter.language for letter in truth]
    assert [told[letter.subject]["date"] for letter in truth] == [letter.date.isoformat() for letter in truth]


def test_a_second_run_changes_nothing(data_dir: Path, report: dict[str, Any]) -> None:
    (again,) = lines(postkamer(data_dir, "demo", "--once", "--json"))

    assert [document["id"] for document in again["documents"]] == [document["id"] for document in report["documents"]]
    assert again["counts"] == report["counts"]


def test_the_owner_finds_the_letter_and_nobody_else_does(data_dir: Path, report: dict[str, Any]) -> None:
    document = next(d for d in report["documents"] if d["tenant"] == "Menuiserie Lacroix SRL" and d["sender"])
    query = document["sender"].split()[0]

    mine = postkamer(data_dir, "search", "Menuiserie Lacroix SRL", query, "--json").stdout
    theirs = postkamer(data_dir, "search", "Bakkerij Van den Berghe BV", query, "--json").stdout

    assert document["id"] in mine
    assert document["id"] not in theirs


def test_verify_finds_nothing_to_complain_of(data_dir: Path, report: dict[str, Any]) -> None:
    (told,) = lines(postkamer(data_dir, "verify", "--json"))

    assert told["violations"] == []


def test_the_index_can_be_thrown_away(data_dir: Path, report: dict[str, Any]) -> None:
    postkamer(data_dir, "reindex")

    (told,) = lines(postkamer(data_dir, "verify", "--json"))
    assert told["violations"] == []
