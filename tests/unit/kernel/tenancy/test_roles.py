"""Who may do what: the table, default deny, and the special care that other people's mail needs."""

from __future__ import annotations

import pytest

from kernel.errors import NotAllowed
from kernel.tenancy.roles import (
    AT_OPERATORS_ONLY,
    HELD_FOR_OTHERS,
    NOBODYS_AT_OPERATOR,
    PERMISSIONS,
    Permission,
    Role,
    allows,
    require,
)

HELD = [permission for permission in Permission if permission in HELD_FOR_OTHERS]


@pytest.mark.parametrize("permission", list(Permission))
def test_nobody_may_do_anything(permission: Permission) -> None:
    assert not allows(None, permission)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_do_what_its_row_says_and_nothing_else(role: Role) -> None:
    assert {permission for permission in Permission if allows(role, permission)} == (
        set(PERMISSIONS[role]) - AT_OPERATORS_ONLY
    )


@pytest.mark.parametrize("permission", HELD)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.MEMBER, Role.OWNER])
def test_at_an_operator_only_those_who_index_look_at_other_peoples_mail(role: Role, permission: Permission) -> None:
    with pytest.raises(NotAllowed, match="ask an owner"):
        require(role, permission, at_operator=True)


@pytest.mark.parametrize("permission", HELD)
def test_those_who_index_by_hand_do(permission: Permission) -> None:
    require(Role.OPERATOR, permission, at_operator=True)


@pytest.mark.parametrize("permission", [permission for permission in Permission if permission in NOBODYS_AT_OPERATOR])
@pytest.mark.parametrize("role", list(Role))
def test_nobody_lets_other_peoples_mail_out_of_an_operator(role: Role, permission: Permission) -> None:
    with pytest.raises(NotAllowed, match="ask an owner"):
        require(role, permission, at_operator=True)


def test_a_reader_lets_nothing_out_and_only_an_owner_erases() -> None:
    assert not allows(Role.VIEWER, Permission.SHARE_DOCUMENTS)
    assert not allows(Role.VIEWER, Permission.EXPORT_DOCUMENTS)
    assert allows(Role.MEMBER, Permission.SHARE_DOCUMENTS)
    assert {role for role in Role if allows(role, Permission.ERASE_DOCUMENTS)} == {Role.OWNER}


@pytest.mark.parametrize("role", list(Role))
def test_only_owners_of_an_operator_administer_whom_it_serves(role: Role) -> None:
    assert allows(role, Permission.SERVE_TENANTS, at_operator=True) is (role is Role.OWNER)
    assert not allows(role, Permission.SERVE_TENANTS)
