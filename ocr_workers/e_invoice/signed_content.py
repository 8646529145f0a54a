"""What a signed file (CMS SignedData, RFC 5652; `.p7m`) holds, once its signature is found to fit its content.

Who signed is not judged here: that the certificate is of a trusted list says nothing
of the invoice's figures. But content that was changed after signing is refused.
Runs inside the sandbox only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from asn1crypto import algos, cms, x509  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate

from paper.errors import SignatureBroken
from paper.file_types import MediaType, media_type_of

DEEPEST = 3
"""A file may be signed by several people one after the other, each round the last."""
DIGESTS: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
COMPLAINTS = (ValueError, TypeError, KeyError, AttributeError, InvalidSignature, UnsupportedAlgorithm, RecursionError)


def signed_content(file: bytes) -> bytes:
    """The innermost content.

    Raises:
        SignatureBroken: A signature does not fit, is of an unknown kind, or there are too many.
    """
    content = file
    for _ in range(DEEPEST):
        try:
            content = _opened(_binary(content))
        except COMPLAINTS as error:
            raise SignatureBroken from error
        if not content or media_type_of(content) != MediaType.SIGNED:
            return content
    raise SignatureBroken


def _binary(file: bytes) -> bytes:
    """A signature is binary, or the same in base64 with or without a frame."""
    if file[:1] == b"\x30":
        return file
    lines = [line for line in file.split(b"\n") if not line.startswith(b"-----")]
    try:
        return base64.b64decode(b"".join(lines))
    except binascii.Error as error:
        raise SignatureBroken from error


def _opened(signature: bytes) -> bytes:
    info = cms.ContentInfo.load(signature)
    signed = info["content"]
    content = bytes(signed["encap_content_info"]["content"].native)
    signers = list(signed["signer_infos"])
    certificates = [each.chosen for each in signed["certificates"] if isinstance(each.chosen, x509.Certificate)]
    if not signers:
        raise SignatureBroken
    for signer in signers:
        _check(signer, certificates, content)
    return content


def _check(signer: cms.SignerInfo, certificates: list[x509.Certificate], content: bytes) -> None:
    """RFC 5652, 5.4 and 5.6."""
    digest = signer["digest_algorithm"]["algorithm"].native
    attributes = signer["signed_attrs"]
    signed = content
    if attributes:
        stated = next(each["values"][0].native for each in attributes if each["type"].native == "message_digest")
        if not hmac.compare_digest(stated, hashlib.new(_known(digest), content).digest()):
            raise SignatureBroken
        # What is signed is the set itself, not the tagged form in which it travels.
        signed = attributes.untag().dump(force=True)
    _verify(_certificate_of(signer, certificates), signer, DIGESTS[_known(digest)](), signed)


def _known(digest: str) -> str:
    if digest not in DIGESTS:
        raise SignatureBroken
    return digest


def _certificate_of(signer: cms.SignerInfo, certificates: list[x509.Certificate]) -> x509.Certificate:
    wanted = signer["sid"].chosen
    for each in certificates:
        if isinstance(wanted, cms.IssuerAndSerialNumber):
            if each.issuer == wanted["issuer"] and each.serial_number == wanted["serial_number"].native:
                return each
        elif each.key_identifier == wanted.native:
            return each
    raise SignatureBroken


def _verify(certificate: x509.Certificate, signer: cms.SignerInfo, digest: hashes.HashAlgorithm, signed: bytes) -> None:
    key = load_der_x509_certificate(certificate.dump()).public_key()
    signature = signer["signature"].native
    match key:
        case rsa.RSAPublicKey():
            key.verify(signature, signed, _padding(signer["signature_algorithm"], digest), digest)
        case ec.EllipticCurvePublicKey():
            key.verify(signature, signed, ec.ECDSA(digest))
        case _:
            raise SignatureBroken


def _padding(algorithm: algos.SignedDigestAlgorithm, digest: hashes.HashAlgorithm) -> padding.AsymmetricPadding:
    if algorithm["algorithm"].native == "rsassa_pss":
        return padding.PSS(padding.MGF1(digest), padding.PSS.AUTO)
    return padding.PKCS1v15()
