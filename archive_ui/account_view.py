"""A person's own account, as the person may see it."""

from __future__ import annotations

from dataclasses import dataclass

from archive_ui.people import DIRECTORY
from archive_ui.routes import Visit
from identity.email import is_verified
from identity.factors import Factors, factors_of
from identity.oidc import LinkView, links_of
from identity.sessions import SessionView, list_sessions
from identity.sign_in import has_password
from kernel.tenancy.repository import get_user


@dataclass(frozen=True, slots=True)
class Account:
    """What the account page shows.

    Attributes:
        here: The session of this very browser.
        elsewhere: The others, the latest seen first.
        must_have_factor: A role of the person's asks for a second factor.
    """

    factors: Factors
    here: SessionView | None
    elsewhere: tuple[SessionView, ...]
    has_password: bool
    is_verified: bool
    links: tuple[LinkView, ...]
    must_have_factor: bool


def account_of(visit: Visit) -> Account:
    """The account of whoever is here."""
    deps, user_id = visit.deps, visit.person.user_id
    with deps.database.reading(DIRECTORY) as session:
        live = list_sessions(session, user_id, deps.clock.now(), deps.door.limits)
        return Account(
            factors_of(session, user_id),
            next((each for each in live if each.id == visit.session.session_id), None),
            tuple(each for each in live if each.id != visit.session.session_id),
            has_password(session, user_id),
            is_verified(session, get_user(session, user_id)),
            links_of(session, user_id),
            any(place.role in deps.door.strict_roles for place in visit.places),
        )
