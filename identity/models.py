"""Tables of identity: how people and programs prove who they are. People belong to no tenant; a program's key does."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from identity.purposes import Purpose
from kernel.db import Base, TenantOwned, UtcDateTime
from kernel.ids import new_id
from kernel.tenancy.roles import Role


class Credential(Base):
    """A person's password, as argon2id keeps it."""

    __tablename__ = "credentials"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class WebSession(Base):
    """A signed-in browser.

    Attributes:
        id: SHA-256 of the token in the cookie, 64 hex digits; who reads the table cannot sign in.
        user_agent: Family of the browser, for the person's own list of sessions.
        confirmed_at: When the person last proved who they are; what changes an account asks for a recent proof.
        second_factor_at: When a second factor was shown; None where a password was all there was.
    """

    __tablename__ = "web_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    user_agent: Mapped[str] = mapped_column(String(80))
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    second_factor_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class SignInAttempt(Base):
    """One try to sign in, counted before the password is looked at.

    Attributes:
        account: Keyed hash of the address that was typed, whether or not anyone has it.
        origin: Keyed hash of the network address it came from.
        succeeded: Set once the password was right.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_account", "account", "at"),
        Index("ix_sign_in_attempts_origin", "origin", "at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    account: Mapped[str] = mapped_column(String(64))
    origin: Mapped[str] = mapped_column(String(64))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    succeeded: Mapped[bool] = mapped_column(default=False)


class ApiKey(TenantOwned, Base):
    """What a program shows instead of a password; it opens one tenant.

    Attributes:
        id: Part of the key that may be seen, 12 hex digits.
        key_hash: SHA-256 of the whole key, 64 hex digits; who reads the table cannot use it.
        scopes: Values of `KeyScope`.
    """

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class TotpFactor(Base):
    """A person's authenticator app (RFC 6238).

    Attributes:
        sealed_secret: The shared secret, sealed; see `identity.sealing`.
        confirmed_at: When the person first showed a code of it; it counts for nothing before.
        last_step: The time step whose code was used last; neither it nor an earlier one is taken again.
    """

    __tablename__ = "totp_factors"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    sealed_secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(Base):
    """One of the codes that stand in for a lost second factor, each once.

    Attributes:
        code_hash: SHA-256 of the code, 64 hex digits; a code has 80 random bits, so that it needs no slow hash.
    """

    __tablename__ = "recovery_codes"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A key pair in a person's device, telephone or security key (WebAuthn level 3).

    Attributes:
        credential_id: What the authenticator calls it, base64url.
        public_key: Its public half, COSE-encoded.
        sign_count: What the authenticator counted at its last use; a number that falls tells of a copy.
        name: What the person calls it.
    """

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    is_backed_up: Mapped[bool]
    name: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class OneTimeToken(Base):
    """Leave to do one thing once: the second half of a sign-in, a link in a mail, an answer to a challenge.

    Attributes:
        token_hash: SHA-256 of the token, 64 hex digits; who reads the table cannot use it.
        user_id: Whom it is for; None where nobody is known yet.
        details: What the one thing needs, for example the new address.
    """

    __tablename__ = "one_time_tokens"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[Purpose]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"), index=True)
    details: Mapped[dict[str, str]] = mapped_column(JSON)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class VerifiedEmail(Base):
    """The address at which a person was last reached; it counts while it is still the account's address."""

    __tablename__ = "verified_emails"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    verified_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Invitation(TenantOwned, Base):
    """Somebody was asked by mail to join a tenant.

    Attributes:
        access_until: They come from outside and stay until then; None for somebody who joins for good.
        answered_at: When it was accepted.
        withdrawn_at: When the tenant took it back.
    """

    __tablename__ = "invitations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role]
    access_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    invited_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class Delegation(TenantOwned, Base):
    """Somebody from outside may act for a tenant until a day.

    Attributes:
        role: What they may do; never owner or operator.
        granted_by: Who let them in.
        ended_at: When it was over: on its day, or when either side ended it before.
    """

    __tablename__ = "delegations"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[Role]
    granted_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class OutsideIdentity(Base):
    """An account elsewhere that opens a person's account here (OpenID Connect).

    Attributes:
        provider: The provider's name in the settings.
        issuer: Its identifier, as its tokens say.
        subject: What it calls the person; the same for ever, unlike an address.
    """

    __tablename__ = "outside_identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    provider: Mapped[str] = mapped_column(String(40))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class PutAwayGuide(TenantOwned, Base):
    """A person who has seen enough of the first steps in one mailbox, in whatever browser."""

    __tablename__ = "put_away_guides"
    __table_args__ = (PrimaryKeyConstraint("tenant_id", "user_id"),)

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    put_away_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
