from __future__ import annotations

import pytest

from kernel.audit.journal import latest, verify_chain
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.directory import EmailRefused, PostalAddress, TenantKind, normal_email
from kernel.tenancy.directory_changes import (
    AddTenant,
    AddUser,
    DirectoryEntryRefused,
    EmailTaken,
    add_tenant,
    add_user,
    disable_user,
    replace_names,
    set_role,
)
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.repository import (
    candidates_of,
    find_tenant,
    find_user_by_email,
    get_tenant,
    list_tenants,
    list_users,
    memberships_of,
    role_of,
)
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from tests.unit.kernel.tenancy.conftest import SYSTEM

KOUTER = PostalAddress("Kouter 1 bus 3", "9000", "Gent")


class House:
    """An operator that serves a bakery; a café that nobody serves."""

    def __init__(self, database: Database, keys: KeyRing, clock: FakeClock) -> None:
        self.database, self.keys, self.clock = database, keys, clock
        self.operator = self.add(AddTenant(TenantKind.OPERATOR, "Postkamer Gent", "nl"))
        self.bakery = self.add(
            AddTenant(TenantKind.BUSINESS, "Bakkerij  Peeters", "nl", self.operator, ("Peeters", "BVBA P"), (KOUTER,))
        )
        self.cafe = self.add(AddTenant(TenantKind.BUSINESS, "Café Zuid", "fr"))

    def add(self, command: AddTenant) -> TenantId:
        return add_tenant(command, self.database.unit_of_work(SYSTEM), self.keys, self.clock)


@pytest.fixture
def house(database: Database, keys: KeyRing, clock: FakeClock) -> House:
    return House(database, keys, clock)


def test_shows_a_tenant_with_all_its_names(house: House) -> None:
    with house.database.reading(SYSTEM) as session:
        view = get_tenant(session, house.bakery)
    assert (view.name, view.language, view.operator_id) == ("Bakkerij Peeters", "nl", house.operator)
    assert (set(view.aliases), view.addresses) == ({"Peeters", "BVBA P"}, (KOUTER,))
    assert view.created_at == house.clock.now()


def test_lists_operators_first(house: House) -> None:
    with house.database.reading(SYSTEM) as session:
        assert [view.id for view in list_tenants(session)] == [house.operator, house.bakery, house.cafe]


def test_offers_an_operator_only_whom_it_serves(house: House) -> None:
    with house.database.reading(SYSTEM) as session:
        found = {view.id: view for view in candidates_of(session, house.operator)}
    assert set(found) == {house.operator, house.bakery}
    assert found[house.bakery].addresses == (KOUTER,)


@pytest.mark.parametrize("typed", ["bakkerij peeters", " BAKKERIJ PEETERS "])
def test_finds_a_tenant_by_name(house: House, typed: str) -> None:
    with house.database.reading(SYSTEM) as session:
        assert find_tenant(session, typed).id == find_tenant(session, house.bakery).id == house.bakery


def test_refuses_to_guess_between_tenants_of_one_name(house: House) -> None:
    house.add(AddTenant(TenantKind.INDIVIDUAL, "Café Zuid"))
    with house.database.reading(SYSTEM) as session, pytest.raises(NotFound, match="2 tenants"):
        find_tenant(session, "café zuid")
    with house.database.reading(SYSTEM) as session, pytest.raises(NotFound, match="no tenants"):
        find_tenant(session, "nobody")


def test_replaces_names_and_remembers_it(house: House) -> None:
    uow = house.database.unit_of_work(TenantScope(house.bakery))
    replace_names(house.bakery, ["Bakker Jan", "Bakker  Jan"], [], uow, house.clock, actor="u1")
    with house.database.reading(SYSTEM) as session:
        view = get_tenant(session, house.bakery)
        newest = latest(session, house.bakery)[0]
        assert verify_chain(session, house.bakery) == []
    assert (view.aliases, view.addresses) == (("Bakker Jan",), ())
    assert (newest.actor, newest.action) == ("u1", "tenant_names_replaced")


@pytest.mark.parametrize(
    "command",
    [
        AddTenant(TenantKind.BUSINESS, " "),
        AddTenant(TenantKind.BUSINESS, "x" * 201),
        AddTenant(TenantKind.BUSINESS, "bell\a"),
        AddTenant(TenantKind.BUSINESS, "A", language="xx"),
        AddTenant(TenantKind.BUSINESS, "A", aliases=("",)),
        AddTenant(TenantKind.BUSINESS, "A", addresses=(PostalAddress("Kouter 1", "9000", "Gent", "Belgium"),)),
    ],
)
def test_refuses_unusable_entries_whole(house: House, command: AddTenant) -> None:
    with pytest.raises(DirectoryEntryRefused):
        house.add(command)
    with house.database.reading(SYSTEM) as session:
        assert len(list_tenants(session)) == 3


def test_lets_only_operators_serve(house: House) -> None:
    with pytest.raises(DirectoryEntryRefused):
        house.add(AddTenant(TenantKind.BUSINESS, "A", operator_id=house.cafe))
    with pytest.raises(DirectoryEntryRefused):
        house.add(AddTenant(TenantKind.OPERATOR, "A", operator_id=house.operator))
    with pytest.raises(NotFound):
        house.add(AddTenant(TenantKind.BUSINESS, "A", operator_id=TenantId("f" * 32)))


def test_adds_people_and_their_parts(house: House) -> None:
    command = AddUser(
        " An.Peeters@Example.BE ", "An Peeters", "nl", ((house.bakery, Role.OWNER), (house.cafe, Role.VIEWER))
    )
    user_id = add_user(command, house.database.unit_of_work(SYSTEM), house.clock)
    with house.database.reading(SYSTEM) as session:
        found = find_user_by_email(session, "AN.PEETERS@example.be")
        assert found is not None
        assert (found.id, found.email) == (user_id, "an.peeters@example.be")
        assert [(m.tenant_name, m.role) for m in memberships_of(session, user_id)] == [
            ("Bakkerij Peeters", Role.OWNER),
            ("Café Zuid", Role.VIEWER),
        ]
        assert role_of(session, user_id, house.operator) is None
        assert find_user_by_email(session, "no address") is None
        assert [user.id for user in list_users(session)] == [user_id]


def test_changes_and_takes_away_a_part(house: House) -> None:
    user_id = add_user(AddUser("a@b.be", "A"), house.database.unit_of_work(SYSTEM), house.clock)
    seen = []
    for role in (Role.VIEWER, Role.MEMBER, None, None):
        set_role(user_id, house.bakery, role, house.database.unit_of_work(SYSTEM), house.clock)
        with house.database.reading(SYSTEM) as session:
            seen.append(role_of(session, user_id, house.bakery))
    assert seen == [Role.VIEWER, Role.MEMBER, None, None]


def test_a_disabled_person_has_no_part_in_anything(house: House) -> None:
    command = AddUser("a@b.be", "A", roles=((house.bakery, Role.OWNER),))
    user_id = add_user(command, house.database.unit_of_work(SYSTEM), house.clock)
    disable_user(user_id, house.database.unit_of_work(SYSTEM), house.clock)
    with house.database.reading(SYSTEM) as session:
        assert role_of(session, user_id, house.bakery) is None
        assert latest(session, house.bakery)[0].action == "user_disabled"


def test_refuses_an_address_twice(house: House) -> None:
    add_user(AddUser("a@b.be", "A"), house.database.unit_of_work(SYSTEM), house.clock)
    with pytest.raises(EmailTaken):
        add_user(AddUser("A@B.be", "B"), house.database.unit_of_work(SYSTEM), house.clock)


@pytest.mark.parametrize("text", ["", "a", "a@", "@b", "a@@b", "a b@c.be", "a@b..be", "a@b\n.be", "x" * 250 + "@b.be"])
def test_refuses_what_is_no_address(text: str) -> None:
    with pytest.raises(EmailRefused):
        normal_email(text)
