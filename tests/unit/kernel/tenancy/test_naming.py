"""What a tenant is known by, changed one part at a time, with an eye on who else could be meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.audit.journal import latest
from kernel.errors import NotFound
from kernel.ids import TenantId
from kernel.tenancy.directory import PostalAddress, TenantKind, TenantView
from kernel.tenancy.directory_changes import AddTenant, DirectoryEntryRefused, add_tenant
from kernel.tenancy.keys import KeyRing
from kernel.tenancy.look_alikes import LEGAL_FORMS, LookAlike, plain_name
from kernel.tenancy.naming import MOST_PARTS, ChangeNames, NameTaken, Part, PartKind, TooManyNames, change_names
from kernel.tenancy.repository import get_tenant
from kernel.unit_of_work import Database
from tests.fakes.clock import FakeClock
from tests.unit.kernel.tenancy.conftest import SYSTEM

HERE = PostalAddress("Kouter 1", "9000", "Gent")


class Names:
    """An operator that serves two; the first one's names are changed."""

    def __init__(self, database: Database, keys: KeyRing, clock: FakeClock) -> None:
        self.database, self.keys, self.clock = database, keys, clock
        self.operator = self.add(AddTenant(TenantKind.OPERATOR, "Scanhuis"))
        self.mine = self.add(AddTenant(TenantKind.BUSINESS, "Bakkerij Peeters bv", operator_id=self.operator))
        theirs = AddTenant(
            TenantKind.BUSINESS, "Studio Lumière sprl", operator_id=self.operator, aliases=("Lumi",),
            identifiers=("BE0428759497",),
        )  # fmt: skip
        self.theirs = self.add(theirs)

    def add(self, command: AddTenant) -> TenantId:
        return add_tenant(command, self.database.unit_of_work(SYSTEM), self.keys, self.clock)

    def change(
        self, kind: PartKind, add: Part | None = None, withdraw: Part | None = None, *, sees_both: bool = False
    ) -> list[LookAlike]:
        command = ChangeNames(self.mine, kind, add, withdraw, "user", sees_both)
        return change_names(command, self.database.unit_of_work(SYSTEM), self.clock)

    @property
    def view(self) -> TenantView:
        with self.database.reading(SYSTEM) as session:
            return get_tenant(session, self.mine)

    def deeds(self) -> list[str]:
        with self.database.reading(SYSTEM) as session:
            return [record.action for record in latest(session, self.mine)]


@pytest.fixture
def names(database: Database, keys: KeyRing, clock: FakeClock) -> Names:
    return Names(database, keys, clock)


def test_parts_come_change_and_go(names: Names) -> None:
    names.change(PartKind.ALIAS, "  Peeters   Brood ")
    names.change(PartKind.ADDRESS, HERE)
    names.change(PartKind.NUMBER, "BE 0403.170.701")
    names.change(PartKind.ALIAS, "Brood & Co", "Peeters Brood")
    names.change(PartKind.NUMBER, withdraw="BE0403170701")
    assert (names.view.aliases, names.view.addresses, names.view.identifiers) == (("Brood & Co",), (HERE,), ())
    assert names.deeds() == [
        "tenant_name_withdrawn", "tenant_name_changed", "tenant_name_added", "tenant_name_added", "tenant_name_added",
        "tenant_added",
    ]  # fmt: skip


def test_another_name_leaves_the_old_one_among_the_others_and_coming_back_too(names: Names) -> None:
    names.change(PartKind.NAME, "Peeters Gent bv")
    assert (names.view.name, names.view.aliases) == ("Peeters Gent bv", ("Bakkerij Peeters bv",))
    names.change(PartKind.NAME, "Bakkerij Peeters bv")
    assert (names.view.name, names.view.aliases) == ("Bakkerij Peeters bv", ("Peeters Gent bv",))


def test_the_same_twice_is_once(names: Names) -> None:
    for _ in range(2):
        names.change(PartKind.ALIAS, "Peeters Brood")
    assert names.view.aliases == ("Peeters Brood",)
    assert names.deeds().count("tenant_name_added") == 1


def test_what_is_gone_cannot_be_withdrawn(names: Names) -> None:
    with pytest.raises(NotFound, match="look at the list again"):
        names.change(PartKind.ALIAS, withdraw="Nobody")


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (PartKind.ALIAS, "studio lumiere"), (PartKind.ALIAS, "STUDIO LUMIÈRE, S.P.R.L."), (PartKind.ALIAS, "lumi"),
        (PartKind.NAME, "Scanhuis nv"), (PartKind.NUMBER, "BE 0428 759 497"), (PartKind.NUMBER, "0428759497"),
    ],
)  # fmt: skip
def test_what_somebody_else_is_known_by_is_for_the_operator_to_add(names: Names, kind: PartKind, part: str) -> None:
    before = names.view
    with pytest.raises(NameTaken):
        names.change(kind, part)
    assert names.view == before
    assert [each.is_same for each in names.change(kind, part, sees_both=True)] == [True]
    assert names.view != before


def test_a_name_that_differs_in_a_letter_is_kept_and_told(names: Names) -> None:
    assert names.change(PartKind.ALIAS, "Studio Lumiere's") == [LookAlike(names.theirs, is_same=False)]


def test_nobody_of_another_operator_is_meant(names: Names) -> None:
    other = names.add(AddTenant(TenantKind.OPERATOR, "Scanhuis Zuid"))
    names.add(AddTenant(TenantKind.BUSINESS, "Garage Zuid", operator_id=other))
    assert names.change(PartKind.ALIAS, "Garage Zuid") == []


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (PartKind.NAME, " "), (PartKind.NAME, "n" * 201), (PartKind.ALIAS, "a" * 201), (PartKind.ALIAS, HERE),
        (PartKind.NUMBER, "12"), (PartKind.ADDRESS, "Kouter 1"), (PartKind.ADDRESS, PostalAddress("", "9000", "Gent")),
        (PartKind.ADDRESS, PostalAddress("Kouter 1", "9000", "Gent", "Belgium")),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_kept_changes_nothing(names: Names, kind: PartKind, part: Part) -> None:
    before = names.view
    with pytest.raises(DirectoryEntryRefused):
        names.change(kind, part)
    assert names.view == before


def test_there_is_an_end_to_names(names: Names) -> None:
    command = AddTenant(TenantKind.BUSINESS, "Many", aliases=tuple(f"alias {n}" for n in range(MOST_PARTS)))
    names.mine = names.add(command)
    with pytest.raises(TooManyNames):
        names.change(PartKind.ALIAS, "one more")
    names.change(PartKind.ALIAS, "another", "alias 7")


@given(st.text(max_size=40))
def test_a_plain_name_is_plain_and_stays_so(name: str) -> None:
    plain = plain_name(name)
    assert plain == " ".join(plain.split())
    assert plain_name(plain) == plain
    assert plain_name(unicodedata.normalize("NFD", name)) == plain_name(unicodedata.normalize("NFC", name))


SPELLINGS: tuple[Callable[[str], str], ...] = (str.upper, str.title, lambda name: name.replace(" ", ", "))


@pytest.mark.parametrize("form", sorted(LEGAL_FORMS))
@pytest.mark.parametrize("spell", SPELLINGS, ids=["upper", "title", "commas"])
def test_legal_forms_tell_nobody_apart(form: str, spell: Callable[[str], str]) -> None:
    assert plain_name(spell(f"De Kroon {form}")) == "de kroon"
    assert plain_name(f"De Kroon {'.'.join(form)}.") == "de kroon"
