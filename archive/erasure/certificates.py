"""Certificates of erasure: ids, times and hashes, signed, and nothing of what was erased.

Signed with Ed25519 (RFC 8032) under a key of this installation; whoever keeps the
certificate can prove later that this installation wrote it, with the public key in it
compared with the one that the installation shows.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.erasure.models import ErasureCertificate
from kernel.errors import NotFound
from kernel.ids import TenantId, new_id

FORMAT = "postkamer-erasure-certificate-1"
BACKUPS = (
    "Backups made before this moment still hold the content, sealed, until whoever operates this installation "
    "destroys them or restores none of them; from then on nobody can recover it."
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs certificates; `seed` are 32 secret bytes of the installation."""

    seed: bytes = field(repr=False)

    def sign(self, body: bytes) -> str:
        """The signature, 128 hexadecimal digits."""
        return self._key.sign(body).hex()

    @property
    def public_key(self) -> str:
        """What signatures are checked with, 64 hexadecimal digits."""
        return self._key.public_key().public_bytes_raw().hex()

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate as it is listed and handed out."""

    certificate_id: str
    subject_kind: str
    subject_id: str
    issued_at: dt.datetime
    body: str
    signature: str

    def file(self) -> bytes:
        """The certificate as a file: what is signed as a text of its own, so that no reader changes a byte of it."""
        return json.dumps({"certificate": self.body, "signature": self.signature}, indent=2).encode()


def issue(
    session: Session, signer: Signer, tenant_id: TenantId, subject: tuple[str, str], told: Mapping[str, Any],
    at: dt.datetime,
) -> str:  # fmt: skip
    """Write and keep a certificate in the transaction that erases; the answer is its id."""
    certificate_id = new_id()
    body = json.dumps(
        {
            "format": FORMAT, "certificate_id": certificate_id, "tenant_id": tenant_id,
            "subject": {"kind": subject[0], "id": subject[1]}, "erased_at": at.isoformat(timespec="seconds"),
            "public_key": signer.public_key, **told,
        },
        sort_keys=True, ensure_ascii=False,
    )  # fmt: skip
    session.add(
        ErasureCertificate(
            id=certificate_id, tenant_id=tenant_id, subject_kind=subject[0], subject_id=subject[1], issued_at=at,
            body=body, signature=signer.sign(body.encode()),
        )
    )  # fmt: skip
    session.flush()
    return certificate_id


def is_genuine(file: bytes, public_key: str) -> bool:
    """Whether a certificate's file was signed with the key that belongs to `public_key`."""
    try:
        read = json.loads(file)
        signature, body = bytes.fromhex(read["signature"]), str(read["certificate"]).encode()
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, body)
    except (InvalidSignature, KeyError, TypeError, ValueError):
        return False
    return True


def certificates_of(session: Session, limit: int = 100) -> tuple[CertificateView, ...]:
    """The certificates of the session's tenant, the latest first."""
    rows = select(ErasureCertificate).order_by(ErasureCertificate.issued_at.desc(), ErasureCertificate.id).limit(limit)
    return tuple(map(_view, session.scalars(rows)))


def get_certificate(session: Session, certificate_id: str) -> CertificateView:
    """One certificate.

    Raises:
        NotFound: There is none of that id in this scope.
    """
    row = session.get(ErasureCertificate, certificate_id)
    if row is None:
        raise NotFound("there is no such certificate; look at the list", certificate_id=certificate_id)
    return _view(row)


def certificate_about(session: Session, subject_id: str) -> CertificateView | None:
    """The certificate about one subject; None where there is none in this scope."""
    rows = select(ErasureCertificate).where(ErasureCertificate.subject_id == subject_id)
    row = session.scalars(rows.order_by(ErasureCertificate.issued_at.desc()).limit(1)).one_or_none()
    return None if row is None else _view(row)


def _view(row: ErasureCertificate) -> CertificateView:
    return CertificateView(row.id, row.subject_kind, row.subject_id, row.issued_at, row.body, row.signature)
