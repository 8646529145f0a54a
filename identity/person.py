"""What people say about themselves: their name and the language they are addressed in."""

from __future__ import annotations

from identity.journal import tell_tenants
from kernel.clock import Clock
from kernel.db import Transaction
from kernel.ids import UserId
from kernel.tenancy.directory_changes import set_person


def change_person(user_id: UserId, name: str, language: str, uow: Transaction, clock: Clock) -> None:
    """Change one's own name and language; needs the system scope.

    Raises:
        DirectoryEntryRefused: The name is empty or too long, or the language is not spoken here.
    """
    with uow:
        set_person(uow.session, user_id, name=name, language=language)
        tell_tenants(uow.session, user_id, "person_changed", clock.now())
        uow.commit()
