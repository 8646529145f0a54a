"""Who may do what: one table, default deny."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from kernel.errors import NotAllowed


class Role(enum.Enum):
    """A person's part in one tenant."""

    OWNER = "owner"
    MEMBER = "member"
    VIEWER = "viewer"
    OPERATOR = "operator"


class Permission(enum.Enum):
    """What can be asked for; every route and command names one."""

    READ_DOCUMENTS = "read documents"
    EDIT_DOCUMENTS = "edit documents"
    UPLOAD = "upload"
    INDEX_MANUALLY = "index manually"
    SEE_QUARANTINE = "see the quarantine"
    RETRY_FAILURES = "retry failures"
    SCAN = "scan"
    SHARE_DOCUMENTS = "share documents"
    EXPORT_DOCUMENTS = "export documents"
    ERASE_DOCUMENTS = "erase documents"
    ADMINISTER = "administer"
    SERVE_TENANTS = "administer the mailboxes that are served"


_MEMBER = frozenset(
    {
        Permission.READ_DOCUMENTS,
        Permission.EDIT_DOCUMENTS,
        Permission.UPLOAD,
        Permission.SEE_QUARANTINE,
        Permission.RETRY_FAILURES,
    }
)

# A reader reads; letting mail out of the house is for those who also file it.
_LETS_OUT = frozenset({Permission.SHARE_DOCUMENTS, Permission.EXPORT_DOCUMENTS})

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset({Permission.READ_DOCUMENTS}),
    Role.MEMBER: _MEMBER | _LETS_OUT,
    Role.OWNER: _MEMBER | _LETS_OUT | {Permission.ADMINISTER, Permission.ERASE_DOCUMENTS, Permission.SERVE_TENANTS},
    Role.OPERATOR: _MEMBER | {Permission.INDEX_MANUALLY, Permission.SCAN},
}


HELD_FOR_OTHERS = frozenset({Permission.READ_DOCUMENTS, Permission.EDIT_DOCUMENTS, Permission.SEE_QUARANTINE})
"""What at an operator organisation concerns other people's mail."""
NOBODYS_AT_OPERATOR = _LETS_OUT | {Permission.ERASE_DOCUMENTS}
"""What nobody may do there, whatever their part: an operator keeps that mail for its owners, it neither lets it out
nor lets it go."""
AT_OPERATORS_ONLY = frozenset({Permission.SERVE_TENANTS})
"""What nobody but an operator organisation has anything to do with."""


def allows(role: Role | None, permission: Permission, *, at_operator: bool = False) -> bool:
    """Whether the role includes the permission.

    An operator organisation holds mail that is somebody else's: there only those who index
    by hand may look at it, whatever else their part is. Nobody else serves others.
    """
    if role is None or permission not in PERMISSIONS[role]:
        return False
    if permission in (NOBODYS_AT_OPERATOR if at_operator else AT_OPERATORS_ONLY):
        return False
    return not (at_operator and permission in HELD_FOR_OTHERS) or Permission.INDEX_MANUALLY in PERMISSIONS[role]


def require(role: Role | None, permission: Permission, *, at_operator: bool = False) -> None:
    """Let pass, or refuse; see `allows`.

    Raises:
        NotAllowed: The role, or having none, does not include the permission.
    """
    if not allows(role, permission, at_operator=at_operator):
        message = f"you may not {permission.value} here; ask an owner of this tenant"
        raise NotAllowed(message, permission=permission.value)
