"""`tenant` and `user`, as an administrator types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kernel.tenancy.scope import SystemScope
from tests.factories.office import Office

GOOD_PASSWORD = "violet tractor hums at noon"
ADDRESS = {"street": "Kouter 1", "postcode": "9000", "city": "Gent"}
TENANTS = {
    "tenants": [
        {"kind": "business", "name": "Garage Dupont", "operator": "Scan House", "aliases": ["Dupont"]},
        {"kind": "individual", "name": "Els Maes", "addresses": [ADDRESS]},
    ]
}


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_tenants_are_listed_with_all_their_names(office: Office) -> None:
    address = ("--address", "Kouter 1", "9000", "Gent", "BE")
    office.json("tenant", "add", "Els Maes", "--kind", "individual", "--alias", "E. Maes", *address, "--json")
    listed = lines(office.run("tenant", "list", "--json").stdout)
    assert [view["name"] for view in listed] == ["Scan House", "Bakkerij Peeters", "Els Maes"]
    assert listed[1]["operator_id"] == office.operator
    assert listed[2]["aliases"] == ["E. Maes"]
    assert listed[2]["addresses"] == [{"street": "Kouter 1", "postcode": "9000", "city": "Gent", "country": "BE"}]
    table = office.run("tenant", "list").stdout
    assert "Kouter 1, 9000 Gent BE" in table
    assert "Scan House" in table


def test_tenants_are_imported_once(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "tenants.json"
    file.write_text(json.dumps(TENANTS))
    assert {what: len(ids) for what, ids in office.json("tenant", "import", str(file), "--json").items()} == {
        "added": 2, "renamed": 0, "unchanged": 0,
    }  # fmt: skip
    assert office.run("tenant", "import", str(file)).stdout == "0 added, 0 renamed, 2 unchanged\n"
    assert office.run("tenant", "import", "-", stdin=json.dumps(TENANTS)).exit_code == 0


def test_an_import_that_is_refused_changes_nothing(office: Office) -> None:
    broken = {"tenants": [*TENANTS["tenants"], {"kind": "club", "name": "Chess"}]}
    result = office.run("tenant", "import", "-", stdin=json.dumps(broken))
    assert result.exit_code == 1
    assert "tenants.2.kind" in result.stderr
    assert len(lines(office.run("tenant", "list", "--json").stdout)) == 2


def test_an_operator_who_is_nobody(office: Office) -> None:
    assert office.run("tenant", "add", "Els Maes", "--operator", "Nobody").exit_code == 4


def test_a_person_gets_a_password_from_standard_input(office: Office) -> None:
    role = "Bakkerij Peeters:owner"
    command = ("user", "add", "Jan@Example.org", "--name", "Jan", "--role", role, "--password-stdin")
    result = office.run(*command, stdin=f"{GOOD_PASSWORD}\n")
    assert result.exit_code == 0, result.stderr
    assert matches(office, "jan@example.org", GOOD_PASSWORD)
    again = office.run(*command, stdin=f"{GOOD_PASSWORD}\n")
    assert (again.exit_code, "email_taken" in again.stderr) == (1, True)


def test_a_password_is_asked_for_twice_and_not_shown(office: Office) -> None:
    result = office.run("user", "add", "jan@example.org", "--name", "Jan", stdin=f"{GOOD_PASSWORD}\n" * 2)
    assert result.exit_code == 0
    assert GOOD_PASSWORD not in result.output


def test_a_weak_password_adds_nobody(office: Office) -> None:
    command = ("user", "add", "jan@example.org", "--name", "Jan", "--password-stdin")
    result = office.run(*command, stdin="password1234\n")
    assert (result.exit_code, "password_refused" in result.stderr) == (1, True)
    assert office.run(*command, stdin=f"{GOOD_PASSWORD}\n").exit_code == 0


def test_another_password_replaces_the_first(office: Office) -> None:
    office.run("user", "add", "jan@example.org", "--name", "Jan", "--password-stdin", stdin=f"{GOOD_PASSWORD}\n")
    other = "nine lamps under the bridge"
    assert office.run("user", "password", "jan@example.org", "--password-stdin", stdin=f"{other}\n").exit_code == 0
    assert matches(office, "jan@example.org", other)
    assert not matches(office, "jan@example.org", GOOD_PASSWORD)
    assert office.run("user", "password", "els@example.org", "--password-stdin", stdin=other).exit_code == 4


def test_who_lost_every_factor_gets_in_with_the_password(office: Office) -> None:
    office.run("user", "add", "jan@example.org", "--name", "Jan", "--password-stdin", stdin=f"{GOOD_PASSWORD}\n")
    result = office.run("user", "forget-factors", "jan@example.org")
    assert (result.exit_code, result.stderr) == (0, "postkamer: jan@example.org signs in with the password alone\n")
    assert office.run("user", "forget-factors", "els@example.org").exit_code == 4


@pytest.mark.parametrize("role", ["owner", "Bakkerij Peeters", "Bakkerij Peeters:king", ":owner"])
def test_a_role_that_is_none(office: Office, role: str) -> None:
    result = office.run("user", "add", "jan@example.org", "--name", "Jan", "--role", role, "--password-stdin")
    assert result.exit_code == 2
    assert "TENANT:ROLE" in result.stderr


def matches(office: Office, email: str, password: str) -> bool:
    credentials = "SELECT password_hash FROM credentials JOIN users ON users.id = user_id WHERE email = :email"
    with office.database.reading(SystemScope("tests look at credentials")) as session:
        password_hash = session.connection().exec_driver_sql(credentials.replace(":email", "?"), (email,)).scalar_one()
    return office.platform.door.passwords.matches(password_hash, password)
