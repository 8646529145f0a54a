"""What the code on a cover sheet says, and how it is proven to be ours.

`POSTKAMER:COVER:` and base 32 (RFC 4648 §6, without padding), which a QR code packs as
densely as digits and capitals. Inside, in this order: version (1 byte), the operator
organisation, the sheet and the tenant (16 each, zeros for no tenant), end of validity (4,
seconds since 1970, UTC), profile (1), the batch's label (1 + its UTF-8), and
HMAC-SHA256 over all of that (32) under a key of the operator organisation.

A symmetric seal, because who prints the sheets and who reads them is the same
organisation: a public key would let nobody do anything useful, and cost twice the modules.
"""

from __future__ import annotations

import base64
import datetime as dt
import enum
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from kernel.errors import PlatformError
from kernel.ids import TenantId

PREFIX = "POSTKAMER:COVER:"
KEY_PURPOSE = b"postkamer cover sheets"
VERSION = 1
LONGEST_LABEL_BYTES = 40
_HEAD = struct.Struct(">B16s16s16sIBB")
_SEAL_BYTES = 32
_NOBODY = bytes(16)


class SheetProfile(enum.Enum):
    """How the pages behind a cover sheet are separated."""

    AS_SCANNED = "as_scanned"
    ONE_DOCUMENT = "one_document"
    BLANK_SHEETS = "blank_sheets"
    BY_CONTENT = "by_content"


# Numbers on paper never change their meaning; a new profile gets a new one.
_NUMBERS = {
    SheetProfile.AS_SCANNED: 0,
    SheetProfile.ONE_DOCUMENT: 1,
    SheetProfile.BLANK_SHEETS: 2,
    SheetProfile.BY_CONTENT: 3,
}
_PROFILES = {number: profile for profile, number in _NUMBERS.items()}


class LabelTooLong(PlatformError):
    """The batch's label does not fit into the code: shorten it."""

    code = "label_too_long"


@dataclass(frozen=True, slots=True)
class SheetClaim:
    """What a cover sheet says.

    Attributes:
        operator_id: The organisation that issued it.
        sheet_id: Its row.
        tenant_id: Whose letters follow; None where the sheet only carries a batch or a profile.
        label: What the operator calls the batch; at most 40 bytes of UTF-8.
        expires_at: Until when it is good, UTC, to the second.
    """

    operator_id: TenantId
    sheet_id: str
    tenant_id: TenantId | None
    label: str
    profile: SheetProfile
    expires_at: dt.datetime


def is_cover_code(content: str) -> bool:
    """Whether a code says of itself that it is a cover sheet's; nothing is proven yet."""
    return content.startswith(PREFIX)


def fitting_label(label: str) -> str:
    """The label without blanks around it.

    Raises:
        LabelTooLong: It does not fit into the code.
    """
    label = " ".join(label.split())
    if len(label.encode()) > LONGEST_LABEL_BYTES:
        raise LabelTooLong(f"the batch's label may have {LONGEST_LABEL_BYTES} bytes; shorten it", limit=40)
    return label


def sealed(claim: SheetClaim, key: bytes) -> str:
    """The code's text, sealed with the organisation's key.

    Raises:
        LabelTooLong: The label does not fit.
    """
    label = fitting_label(claim.label).encode()
    head = _HEAD.pack(
        VERSION, bytes.fromhex(claim.operator_id), bytes.fromhex(claim.sheet_id),
        bytes.fromhex(claim.tenant_id) if claim.tenant_id else _NOBODY,
        int(claim.expires_at.timestamp()), _NUMBERS[claim.profile], len(label),
    )  # fmt: skip
    body = head + label
    return PREFIX + base64.b32encode(body + _mac(body, key).finalize()).decode("ascii").rstrip("=")


def claim_of(content: str) -> SheetClaim | None:
    """What the code claims, without proof; None where it cannot be understood."""
    raw = _raw(content)
    if raw is None or len(raw) < _HEAD.size + _SEAL_BYTES or raw[0] != VERSION:
        return None
    _, operator, sheet, tenant, seconds, number, length = _HEAD.unpack_from(raw)
    label = raw[_HEAD.size : -_SEAL_BYTES]
    if len(label) != length or number not in _PROFILES:
        return None
    try:
        text = label.decode()
    except UnicodeDecodeError:
        return None
    expires_at = dt.datetime.fromtimestamp(seconds, dt.UTC)
    tenant_id = None if tenant == _NOBODY else TenantId(tenant.hex())
    return SheetClaim(TenantId(operator.hex()), sheet.hex(), tenant_id, text, _PROFILES[number], expires_at)


def is_genuine(content: str, key: bytes) -> bool:
    """Whether the seal was made with `key` over exactly this text; compared in constant time."""
    raw = _raw(content)
    if raw is None or len(raw) <= _SEAL_BYTES:
        return False
    try:
        _mac(raw[:-_SEAL_BYTES], key).verify(raw[-_SEAL_BYTES:])
    except InvalidSignature:
        return False
    # Base 32 has spare bits at its end: only the one spelling that we print is ours.
    return content == PREFIX + base64.b32encode(raw).decode("ascii").rstrip("=")


def _mac(body: bytes, key: bytes) -> HMAC:
    mac = HMAC(key, SHA256())
    mac.update(PREFIX.encode() + body)
    return mac


def _raw(content: str) -> bytes | None:
    text = content.removeprefix(PREFIX)
    if text == content:
        return None
    try:
        return base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return None
