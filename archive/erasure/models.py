"""Tables of letting go."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kernel.db import Base, TenantOwned, UtcDateTime


class RetentionRule(TenantOwned, Base):
    """How long a tenant keeps letters of one kind; without a rule they are kept for good.

    Attributes:
        kind: A kind of document; "" for all kinds that have no rule of their own.
        years: Full calendar years after the year of the letter's date.
    """

    __tablename__ = "retention_rules"
    __table_args__ = (PrimaryKeyConstraint("tenant_id", "kind"),)

    kind: Mapped[str] = mapped_column(String(40))
    years: Mapped[int]
    set_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    set_by: Mapped[str] = mapped_column(String(60))


class BinnedDocument(TenantOwned, Base):
    """A letter in the bin.

    Attributes:
        rule: "by hand", or the rule under which it was put there.
        erase_at: From then on it is erased for good.
    """

    __tablename__ = "binned_documents"
    __table_args__ = (Index("ix_binned_documents_erase_at", "erase_at"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    binned_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    binned_by: Mapped[str] = mapped_column(String(60))
    rule: Mapped[str] = mapped_column(String(80))
    erase_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class ErasureCertificate(TenantOwned, Base):
    """What was erased, when, by whom and under which rule: ids, times and hashes, signed; it outlives what it tells of.

    Attributes:
        subject_kind: "document" or "tenant".
        body: The JSON that is signed, byte for byte.
        signature: Ed25519 over it, in hexadecimal digits.
    """

    __tablename__ = "erasure_certificates"
    __table_args__ = (Index("ix_erasure_certificates_issued_at", "tenant_id", "issued_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(32))
    issued_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    body: Mapped[str] = mapped_column(Text)
    signature: Mapped[str] = mapped_column(String(128))


class TenantClosure(TenantOwned, Base):
    """A tenant that closed its account: reopened by the secret link, or erased when its time has come.

    Attributes:
        token_hash: SHA-256 of the secret in the link that was shown at closing; it reopens, later it gives the
            certificate.
        disabled: Ids of the people who had nowhere else to go, so that signing in was refused to them.
        mail_to: Where the certificate is offered once there is one, a proven address; emptied soon after.
        mail_language: In which language, ISO 639-1.
        mail_name: To whom.
    """

    __tablename__ = "tenant_closures"
    __table_args__ = (PrimaryKeyConstraint("tenant_id"),)

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    closed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(60))
    disabled: Mapped[str] = mapped_column(Text)
    erase_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    erased_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    mail_to: Mapped[str | None] = mapped_column(String(254))
    mail_language: Mapped[str | None] = mapped_column(String(2))
    mail_name: Mapped[str | None] = mapped_column(String(200))
