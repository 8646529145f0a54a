"""`verify` on real files: damage is found, whatever was damaged."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

from tests.factories.office import Office

DAY_S = 24 * 3600


def found(office: Office, *options: str) -> tuple[int, list[dict[str, Any]]]:
    result = office.run("verify", "--json", *options)
    return result.exit_code, json.loads(result.stdout)["violations"]


def invariants(office: Office) -> tuple[int, set[str]]:
    exit_code, violations = found(office)
    return exit_code, {violation["invariant"] for violation in violations}


def make_older(path: Path, age_s: float) -> None:
    moment = dt.datetime.now(dt.UTC).timestamp() - age_s
    os.utime(path, (moment, moment))


def test_a_healthy_office(busy_office: Office) -> None:
    assert found(busy_office, "--quiet-time", "0") == (0, [])
    assert "no violations" in busy_office.run("verify").stderr


def test_a_flipped_bit(busy_office: Office) -> None:
    office = busy_office
    damaged = next(path for path in office.blob_files() if office.bakery in path.parts)
    content = bytearray(damaged.read_bytes())
    content[-20] ^= 1
    damaged.write_bytes(content)
    exit_code, violations = found(office)
    assert exit_code == 1
    assert {(each["invariant"], each["problem"]) for each in violations} == {("I2", "blob_damaged")}


def test_a_blob_that_is_gone(busy_office: Office) -> None:
    next(path for path in busy_office.blob_files() if busy_office.bakery in path.parts).unlink()
    assert invariants(busy_office) == (1, {"I2"})


def test_an_index_that_is_gone(busy_office: Office) -> None:
    shutil.rmtree(busy_office.folder / "indexes" / busy_office.bakery)
    assert invariants(busy_office) == (1, {"I4"})
    result = busy_office.run("search", "Bakkerij Peeters", "gas")
    assert result.exit_code == 5
    assert "reindex" in result.stderr
    assert busy_office.run("reindex", "Bakkerij Peeters").exit_code == 0
    assert invariants(busy_office) == (0, set())
    assert "1 found" in busy_office.run("search", "Bakkerij Peeters", "gas").stderr


def test_a_half_written_blob_is_found_and_swept(busy_office: Office) -> None:
    half = busy_office.folder / "blobs" / ".temporary" / "half"
    half.write_bytes(b"half a lett")
    make_older(half, 120)
    assert invariants(busy_office) == (1, {"I9"})
    assert busy_office.json("sweep", "--json") == {"blobs": 0, "temporary_files": 1}
    assert invariants(busy_office) == (0, set())


def test_a_sweep_takes_what_was_handed_over_a_day_ago_and_nothing_else(busy_office: Office) -> None:
    office = busy_office
    for path in office.blob_files():
        make_older(path, 2 * DAY_S)
    counts = office.json("verify", "--json")["counts"]["blobs"]
    swept = office.json("sweep", "--json")["blobs"]
    assert swept == counts["to_sweep"] > 0
    assert office.json("verify", "--json")["counts"]["blobs"] == {**counts, "unreferenced": 0, "to_sweep": 0}
    assert invariants(office) == (0, set())


def test_an_office_with_work_under_way(office: Office) -> None:
    office.receive(office.bakery)
    assert invariants(office) == (0, set())
    exit_code, violations = found(office, "--quiet-time", "0.1")
    assert exit_code == 1
    assert {violation["invariant"] for violation in violations} == {"I8"}


def test_a_wrong_master_key_is_a_matter_of_settings(busy_office: Office) -> None:
    key = busy_office.folder / "keys" / "master.key"
    key.write_text(random.Random(7).randbytes(32).hex())
    result = busy_office.run("verify")
    assert result.exit_code == 3
    assert "master_key_wrong" in result.stderr


def test_failures_are_shown_and_are_no_violations(office: Office) -> None:
    item = office.receive(office.bakery)
    office.quarantine(item.intake_id)
    office.tell_everything()
    report = office.json("verify", "--json")
    assert report["failures"] == [
        {"kind": "intake item", "id": item.intake_id, "cause": "file_broken", "tenant_id": office.bakery}
    ]
    assert "file_broken" in office.run("verify").stdout
