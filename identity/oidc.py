"""Accounts elsewhere that open an account here: OpenID Connect, code flow with PKCE.

What a provider says is believed only after its signature, issuer, audience, time,
nonce and level were checked (OpenID Connect Core 1.0 §3.1.3.7). An account elsewhere
is known by issuer and subject, never by its e-mail address.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from identity.door import Door
from identity.errors import OutsideRefused
from identity.journal import tell_tenants
from identity.messages import Matter, tell_person
from identity.models import OutsideIdentity
from identity.oidc_provider import OutsideAccount, Provider, ProviderClient
from identity.one_time import Leave, issue, use_up
from identity.purposes import Purpose
from identity.sessions import NewSession
from identity.sign_in import Halfway, begin
from kernel.errors import NotFound
from kernel.ids import UserId
from kernel.tenancy.repository import get_user


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the browser goes, and what it has to bring back.

    Attributes:
        state: To be kept by this very browser (RFC 6749 §10.12).
    """

    address: str = field(repr=False)
    state: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """Nobody here has this account yet; whoever is signed in may take it, by this ticket."""

    ticket: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LinkView:
    """An account elsewhere, for the person's own list."""

    link_id: str
    provider: str


def depart(client: ProviderClient, redirect_uri: str, door: Door) -> Departure:
    """Begin: the way to the provider, with a challenge that only we can answer.

    Raises:
        OutsideUnavailable: The provider does not answer.
    """
    provider, endpoint = client.provider, client.metadata().authorization_endpoint
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
    details = {"provider": provider.name, "verifier": verifier, "nonce": nonce}
    with door.new_uow() as uow:
        state = issue(uow.session, Purpose.OUTSIDE_SIGN_IN, door.clock.now(), details=details)
        uow.commit()
    asked = {
        "response_type": "code", "client_id": provider.client_id, "redirect_uri": redirect_uri,
        "scope": " ".join(provider.scopes), "state": state, "nonce": nonce, "code_challenge_method": "S256",
        "code_challenge": challenge_of(verifier), **_level(provider),
    }  # fmt: skip
    return Departure(f"{endpoint}?{urlencode(asked)}", state)


def arrive(
    client: ProviderClient, redirect_uri: str, answer: Mapping[str, str], user_agent: str, door: Door
) -> NewSession | Halfway | LinkOffer:
    """The browser is back: let in whoever the account belongs to, or offer to link it.

    Raises:
        TokenRefused: The way there began too long ago, or the answer was used before.
        OutsideRefused: The provider refused, or what it said is not to be believed.
        OutsideUnavailable: The provider does not answer.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        leave = use_up(uow.session, Purpose.OUTSIDE_SIGN_IN, answer.get("state", ""), now)
        uow.commit()
    account = _account(client, redirect_uri, answer, leave, door)
    with door.new_uow() as uow:
        row = _find(uow.session, account)
        if row is None:
            details = {"provider": client.provider.name, "issuer": account.issuer, "subject": account.subject}
            offer = LinkOffer(issue(uow.session, Purpose.OUTSIDE_LINK, now, details=details))
            uow.commit()
            return offer
        user_id = UserId(row.user_id)
        if get_user(uow.session, user_id).disabled_at:
            raise OutsideRefused("this account opens nothing here; ask an owner of your organisation")
        row.last_used_at = now
        entrance = begin(uow.session, user_id, user_agent, now, door.limits, provider=row.provider)
        uow.commit()
    return entrance


def link(user_id: UserId, ticket: str, door: Door) -> None:
    """Tie the account elsewhere to the person who is signed in and said so.

    Raises:
        TokenRefused: The offer is too old, or was taken before.
        OutsideRefused: Somebody has tied this account meanwhile.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        details = use_up(uow.session, Purpose.OUTSIDE_LINK, ticket, now).details
        account = OutsideAccount(details["issuer"], details["subject"])
        if _find(uow.session, account) is not None:
            raise OutsideRefused("this account is somebody's already; remove it there first")
        row = OutsideIdentity(
            user_id=user_id, provider=details["provider"], issuer=account.issuer, subject=account.subject,
            linked_at=now,
        )  # fmt: skip
        uow.session.add(row)
        uow.session.flush()
        tell_tenants(uow.session, user_id, "outside_account_linked", now, provider=row.provider)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        uow.commit()


def unlink(user_id: UserId, link_id: str, door: Door) -> None:
    """Untie an account elsewhere.

    Raises:
        NotFound: The person has no such account.
    """
    now = door.clock.now()
    with door.new_uow() as uow:
        row = uow.session.get(OutsideIdentity, link_id)
        if row is None or row.user_id != user_id:
            raise NotFound("you have no such account; look at the list again")
        uow.session.delete(row)
        tell_tenants(uow.session, user_id, "outside_account_unlinked", now, provider=row.provider)
        tell_person(uow, user_id, Matter.SIGN_IN_CHANGED, user_id, now)
        uow.commit()


def links_of(session: Session, user_id: UserId) -> tuple[LinkView, ...]:
    """The accounts elsewhere that open a person's account."""
    wanted = select(OutsideIdentity).where(OutsideIdentity.user_id == user_id).order_by(OutsideIdentity.linked_at)
    return tuple(LinkView(row.id, row.provider) for row in session.scalars(wanted))


def challenge_of(verifier: str) -> str:
    """RFC 7636 §4.2, S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _account(
    client: ProviderClient, redirect_uri: str, answer: Mapping[str, str], leave: Leave, door: Door
) -> OutsideAccount:
    provider = client.provider
    if leave.details["provider"] != provider.name:
        raise OutsideRefused("this answer belongs to another provider; begin again")
    # RFC 9207: where the provider says who it is, it must be the one we went to.
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise OutsideRefused("another provider answered than the one that was asked; begin again")
    if "error" in answer or not answer.get("code"):
        raise OutsideRefused("the provider did not let you in; try again, or take another way")
    now = door.clock.now()
    token = client.exchange(answer["code"], redirect_uri, leave.details["verifier"], now)
    return client.believed(token, leave.details["nonce"], now)


def _level(provider: Provider) -> dict[str, str]:
    return {"acr_values": " ".join(provider.acr_values)} if provider.acr_values else {}


def _find(session: Session, account: OutsideAccount) -> OutsideIdentity | None:
    wanted = select(OutsideIdentity).where(
        OutsideIdentity.issuer == account.issuer, OutsideIdentity.subject == account.subject
    )
    return session.scalars(wanted).one_or_none()
