"""A real SMTP server on this machine, with a certificate of its own."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

NAME, PASSWORD = "postkamer", "a password for tests"


@dataclass
class Postbox:
    """What arrived, and what is answered to whom."""

    mails: list[Envelope] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    was_encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        self.mails.append(envelope)
        self.was_encrypted.append(session.ssl is not None)
        return "250 kept"


@dataclass
class MailServer:
    """A server that runs, and what it got."""

    port: int
    postbox: Postbox
    ca_file: Path


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of the tests")])
    now = dt.datetime.now(dt.UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )  # fmt: skip
    ca_file, key_file = folder / "ca.pem", folder / "key.pem"
    ca_file.write_bytes(signed.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(ca_file, key_file)
    return ca_file, context


def free_port() -> int:
    """A port that nobody listens on; aiosmtpd knocks at the very number that it was given."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        number: int = place.getsockname()[1]
    return number


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (NAME.encode(), PASSWORD.encode())
    # Not handled here: the server itself says 535 to a wrong password.
    return AuthResult(success=right, handled=False)


@pytest.fixture
def starttls_server(tmp_path: Path) -> Iterator[MailServer]:
    """Takes mail after STARTTLS and a password only."""
    ca_file, context = certificate(tmp_path)
    postbox = Postbox()
    controller = Controller(
        postbox, hostname="127.0.0.1", port=free_port(), tls_context=context, require_starttls=True, auth_required=True,
        authenticator=authenticate,
    )  # fmt: skip
    yield from _running(controller, postbox, ca_file)


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[MailServer]:
    """Speaks TLS from the first byte."""
    ca_file, context = certificate(tmp_path)
    postbox = Postbox()
    yield from _running(
        Controller(postbox, hostname="127.0.0.1", port=free_port(), ssl_context=context), postbox, ca_file
    )


@pytest.fixture
def plain_server(tmp_path: Path) -> Iterator[MailServer]:
    """Speaks in the clear, on this machine."""
    postbox = Postbox()
    yield from _running(Controller(postbox, hostname="127.0.0.1", port=free_port()), postbox, tmp_path / "none")


def _running(controller: Controller, postbox: Postbox, ca_file: Path) -> Iterator[MailServer]:
    controller.start()
    yield MailServer(controller.port, postbox, ca_file)
    controller.stop()
