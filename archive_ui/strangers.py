"""Secret addresses for people without an account: trying them out is slowed down, apart from signing in."""

from __future__ import annotations

from archive_ui.entrance import network_address
from archive_ui.routes import Caller
from identity.throttle import Origin, admit, mark_succeeded


def admit_stranger(caller: Caller, about: str) -> str:
    """Count a try before anything is looked at; the answer is for `forgive`.

    Who mistypes a link must not keep their office from its mail: sign-ins are counted apart.

    Raises:
        TooManyAttempts: The thing or the network address has to wait.
    """
    door = caller.deps.door
    origin = Origin.of(door.throttle_key, f"share {about}", f"share {network_address()}")
    with door.new_uow() as uow:
        attempt_id = admit(uow.session, origin, door.clock.now(), door.back_off)
        uow.commit()
    return attempt_id


def forgive(caller: Caller, attempt_id: str) -> None:
    """The try was right; those before it are forgiven."""
    with caller.deps.door.new_uow() as uow:
        mark_succeeded(uow.session, attempt_id)
        uow.commit()
