"""What signing in needs, given once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from identity.passwords import Passwords
from identity.sealing import Vault
from identity.sessions import SessionLimits
from identity.throttle import BackOff
from kernel.clock import Clock
from kernel.tenancy.roles import Role
from kernel.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """Who passkeys are made for.

    Attributes:
        rp_id: The host's name, or a domain that it lies in; passkeys are good for it alone.
        origin: Scheme, host and port, as browsers see the screens.
    """

    rp_id: str = "localhost"
    origin: str = "http://localhost:8600"
    name: str = "Postkamer"


@dataclass(frozen=True, slots=True)
class Door:
    """The ports and secrets of identity.

    Attributes:
        new_uow: A unit of work in the system scope: a person may belong to several tenants.
        throttle_key: 32 secret bytes under which accounts and addresses are hashed.
        vault: Seals the secrets of second factors.
        mail_key: 32 secret bytes from which the tokens in mails are derived.
        strict_roles: Roles that open nothing without a second factor.
    """

    new_uow: Callable[[], UnitOfWork]
    clock: Clock
    passwords: Passwords
    throttle_key: bytes = field(repr=False)
    vault: Vault = field(repr=False)
    mail_key: bytes = field(repr=False)
    back_off: BackOff = field(default_factory=BackOff)
    limits: SessionLimits = field(default_factory=SessionLimits)
    strict_roles: frozenset[Role] = frozenset()
    relying_party: RelyingParty = field(default_factory=RelyingParty)
