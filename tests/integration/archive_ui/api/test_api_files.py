from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from archive.repository import list_intake
from archive_ui.app import create_app
from ingest.receive import IntakeLimits
from tests.integration.archive_ui.api.program import Program, new_key
from tests.integration.archive_ui.house import TOWN, House, build_house
from tests.integration.archive_ui.town import Town

KEY = {"Idempotency-Key": "batch-7"}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return build_house(tmp_path)


@pytest.fixture
def program(house: House) -> Program:
    return Program(create_app(house.deps), new_key(house).secret)


def received(house: House) -> int:
    with house.database.reading(TOWN) as session:
        return len(list_intake(session))


def test_takes_several_files_at_once(program: Program, house: House) -> None:
    answer = program.send([("one.pdf", b"1"), ("two.pdf", b"2")])
    assert answer.status_code == 201
    names = [file["file_name"] for file in answer.get_json()["files"]]
    assert names == ["one.pdf", "two.pdf"]
    assert received(house) == 2


def test_a_replay_makes_no_second_item(program: Program, house: House) -> None:
    files = [("one.pdf", b"1"), ("two.pdf", b"2")]
    first, second = (program.send(files, KEY).get_json()["files"] for _ in range(2))
    assert [file["file_id"] for file in first] == [file["file_id"] for file in second]
    assert [file["is_repeat"] for file in (*first, *second)] == [False, False, True, True]
    assert received(house) == 2


def test_a_key_used_for_other_content_is_told(program: Program, house: House) -> None:
    program.send([("one.pdf", b"1")], KEY)
    answer = program.send([("one.pdf", b"other")], KEY)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "natural_key_taken")
    assert received(house) == 1


def test_two_programs_may_both_count_from_one(program: Program, house: House) -> None:
    other = Program(create_app(house.deps), new_key(house).secret)
    assert program.send([("one.pdf", b"1")], KEY).status_code == 201
    assert other.send([("two.pdf", b"2")], KEY).status_code == 201
    assert received(house) == 2


def test_a_duplicate_is_shown_and_not_refused(program: Program) -> None:
    first, second = (program.send([(name, b"same")]).get_json()["files"][0] for name in ("a.pdf", "b.pdf"))
    assert (first["duplicate_of"], second["duplicate_of"]) == (None, first["file_id"])


def test_a_refused_file_holds_nobody_back(house: House) -> None:
    intake = house.deps.intake
    object.__setattr__(intake, "limits", IntakeLimits(bytes_per_file=4))
    program = Program(create_app(house.deps), new_key(house).secret)
    answer = program.send([("large.pdf", b"12345"), ("small.pdf", b"1")])
    assert answer.status_code == 201
    assert answer.get_json()["refused"] == [
        {"file_name": "large.pdf", "code": "file_too_large", "title": "The file is too large"}
    ]
    alone = program.send([("large.pdf", b"12345")])
    assert (alone.status_code, alone.get_json()["code"]) == (413, "file_too_large")


@pytest.mark.parametrize("name", ["", "\u202e"])
def test_a_file_needs_a_name(program: Program, house: House, name: str) -> None:
    assert program.send([(name, b"1")]).status_code == 422
    assert program.call("POST", "/uploads", json={"file_name": name, "size_bytes": 1}).status_code == 422
    assert received(house) == 0


def test_no_file_is_told(program: Program) -> None:
    assert program.call("POST", "/files", data={"other": "x"}).get_json()["errors"][0]["where"] == "body.files"


def test_a_large_file_comes_in_parts_and_goes_on_after_a_break(program: Program, house: House) -> None:
    start = program.call("POST", "/uploads", json={"file_name": "large.pdf", "size_bytes": 6})
    assert start.status_code == 201
    place = f"/uploads/{start.get_json()['upload_id']}"
    assert program.call("PATCH", f"{place}?offset=0", data=b"abcd").get_json()["received_bytes"] == 4
    repeated = program.call("PATCH", f"{place}?offset=0", data=b"abcd")
    assert (repeated.status_code, repeated.get_json()["expected_offset"]) == (409, 4)
    early = program.call("POST", f"{place}/finish")
    assert (early.status_code, early.get_json()["expected_offset"]) == (409, 4)
    assert program.get(place).get_json()["received_bytes"] == 4
    assert program.call("PATCH", f"{place}?offset=4", data=b"ef").status_code == 200
    first, second = (program.call("POST", f"{place}/finish").get_json() for _ in range(2))
    assert first["file_id"] == second["file_id"] == program.get(place).get_json()["file_id"]
    assert received(house) == 1


def test_a_part_has_bytes_and_not_too_many(program: Program, house: House) -> None:
    start = program.call("POST", "/uploads", json={"file_name": "large.pdf", "size_bytes": 6}).get_json()
    place = f"/uploads/{start['upload_id']}?offset=0"
    assert program.call("PATCH", place, data=b"").status_code in {411, 422}
    too_long = b"x" * (start["longest_part_bytes"] + 1)
    assert program.call("PATCH", place, data=too_long).status_code == 413
    assert program.call("PATCH", place, data=b"1234567").get_json()["code"] == "file_too_large"


def test_follows_a_file_to_its_documents(program: Program, house: House) -> None:
    item = program.send([("one.pdf", b"1")]).get_json()["files"][0]
    state = program.get(f"/files/{item['file_id']}").get_json()
    assert (state["state"], state["is_over"], state["documents"]) == ("received", False, [])


def test_tells_why_a_file_is_in_quarantine(own_app: Flask, own_town: Town) -> None:
    program = Program(own_app, new_key(own_town.house).secret)
    state = program.get(f"/files/{own_town.quarantined['kroon'].intake_id}").get_json()
    assert (state["state"], state["cause"], state["is_over"]) == ("quarantined", "file_encrypted", True)
