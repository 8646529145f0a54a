"""`api-key`, as an administrator types it."""

from __future__ import annotations

import json

from tests.factories.office import Office

ORDER = ("api-key", "add", "Bakkerij Peeters", "--name", "ERP", "--scope", "read", "--scope", "upload")


def test_a_key_is_printed_once(office: Office) -> None:
    made = office.run(*ORDER)
    key = made.stdout.strip()
    assert key.startswith("postkamer_")
    assert "keep this key" in made.stderr
    assert key not in office.run("api-key", "list", "Bakkerij Peeters").stdout
    assert key not in office.run("api-key", "list", "Bakkerij Peeters", "--json").stdout


def test_a_key_is_listed_and_revoked(office: Office) -> None:
    made = office.json(*ORDER, "--days", "30", "--json")
    assert made["scopes"] == ["read", "upload"]
    assert office.run("api-key", "revoke", "Bakkerij Peeters", made["key_id"]).exit_code == 0
    (listed,) = [
        json.loads(line) for line in office.run("api-key", "list", "Bakkerij Peeters", "--json").stdout.splitlines()
    ]
    assert listed["revoked_at"] is not None


def test_what_is_not_there_is_told(office: Office) -> None:
    assert office.run("api-key", "revoke", "Bakkerij Peeters", "0" * 12).exit_code == 4
    assert office.run("api-key", "list", "Nobody").exit_code == 4
    assert office.run("api-key", "add", "Bakkerij Peeters", "--name", "ERP").exit_code == 2
    assert office.run(*ORDER, "--days", "0").exit_code == 2
