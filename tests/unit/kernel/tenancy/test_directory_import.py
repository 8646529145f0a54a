from __future__ import annotations

import json
from typing import Any

import pytest

from kernel.tenancy.directory import PostalAddress
from kernel.tenancy.directory_changes import DirectoryEntryRefused
from kernel.tenancy.directory_import import ImportRefused, ImportReport, import_tenants
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.repository import find_tenant, list_tenants
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from tests.unit.kernel.tenancy.conftest import SYSTEM

BAKERY: dict[str, Any] = {
    "kind": "business",
    "name": "Bakkerij  Peeters",
    "language": "nl",
    "operator": "Postkamer Gent",
    "aliases": ["Peeters", " Bakker  Peeters "],
    "addresses": [{"street": "Kouter 1", "postcode": "9000", "city": "Gent", "country": "be"}],
}
OPERATOR: dict[str, Any] = {"kind": "operator", "name": "Postkamer Gent", "language": "nl"}


class Desk:
    """Where documents are handed in."""

    def __init__(self, database: Database, keys: KeyRing, clock: FakeClock) -> None:
        self.database, self.keys, self.clock = database, keys, clock

    def take(self, *tenants: dict[str, Any]) -> ImportReport:
        return self.take_text(json.dumps({"tenants": tenants}))

    def take_text(self, text: str) -> ImportReport:
        return import_tenants(text, self.database.unit_of_work(SYSTEM), self.keys, self.clock)

    def count(self) -> int:
        with self.database.reading(SYSTEM) as session:
            return len(list_tenants(session))


@pytest.fixture
def desk(database: Database, keys: KeyRing, clock: FakeClock) -> Desk:
    return Desk(database, keys, clock)


def test_adds_tenants_whatever_their_order(desk: Desk) -> None:
    report = desk.take(BAKERY, OPERATOR)
    assert (len(report.added), report.renamed, report.unchanged) == (2, (), ())
    with desk.database.reading(SYSTEM) as session:
        view = find_tenant(session, "bakkerij peeters")
        assert view.operator_id == find_tenant(session, "Postkamer Gent").id
    assert set(view.aliases) == {"Peeters", "Bakker Peeters"}
    assert view.addresses == (PostalAddress("Kouter 1", "9000", "Gent", "BE"),)
    assert len(desk.keys.tenant_key(view.id).encryption_key) == 32


def test_changes_nothing_the_second_time(desk: Desk) -> None:
    first, second = desk.take(OPERATOR, BAKERY), desk.take(OPERATOR, BAKERY)
    assert (second.added, second.renamed) == ((), ())
    assert set(second.unchanged) == set(first.added)


def test_gives_known_tenants_new_names(desk: Desk) -> None:
    desk.take(OPERATOR, BAKERY)
    report = desk.take({**BAKERY, "aliases": ["Bakker Jan"], "addresses": []})
    assert len(report.renamed) == 1
    with desk.database.reading(SYSTEM) as session:
        view = find_tenant(session, "bakkerij peeters")
    assert (view.aliases, view.addresses) == (("Bakker Jan",), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "document"),
        ("[]", "document"),
        ('{"tenants": []}', "tenants"),
        ('{"tenants": [{"name": "A"}]}', "tenants.0.kind"),
        ('{"tenants": [{"kind": "bank", "name": "A"}]}', "tenants.0.kind"),
        ('{"tenants": [{"kind": "business", "name": "A", "colour": "red"}]}', "tenants.0.colour"),
        ('{"tenants": [{"kind": "business", "name": "A", "operator": "B"}]}', "nowhere"),
        ('{"tenants": [{"kind": "business", "name": "A"}, {"kind": "business", "name": " A "}]}', "2 times"),
    ],
)
def test_says_where_a_document_is_wrong(desk: Desk, text: str, told: str) -> None:
    with pytest.raises(ImportRefused, match=told):
        desk.take_text(text)
    assert desk.count() == 0


def test_takes_all_or_nothing(desk: Desk) -> None:
    with pytest.raises(DirectoryEntryRefused):
        desk.take(OPERATOR, BAKERY, {"kind": "individual", "name": "A", "language": "xx"})
    assert desk.count() == 0
