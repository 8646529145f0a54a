"""Mails to a real SMTP server, and from an event to the reader's hand."""

from __future__ import annotations

import dataclasses
import email
import time
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from identity.email import ask_reset, reset_password
from identity.sessions import NewSession
from identity.sign_in import SignIn, set_password, sign_in
from kernel.ids import TenantId
from kernel.tenancy.directory import TenantKind
from kernel.tenancy.directory_changes import AddTenant, AddUser, add_tenant, add_user
from kernel.tenancy.roles import Role
from kernel.tenancy.scope import SystemScope
from notifications.errors import MailerUnavailable, MailRefused
from notifications.letters import Letter, compose
from notifications.mailer import Mail
from notifications.smtp import SmtpMailer, SmtpServer
from tests.fakes.clock import FakeClock
from tests.integration.notifications.conftest import NAME, PASSWORD, MailServer
from wiring.container import Platform, relay_loop
from wiring.event_routes import MAIL
from wiring.migrate import migrate
from wiring.runtime import Runtime, WorkerGroup
from wiring.settings import Settings, SmtpSetting

SENDER = "Postkamer <post@post.example>"
SYSTEM = SystemScope("tests set up every tenant")


def mail(to: str = "an@example.be") -> Mail:
    facts = {"name": "Zoë", "tenant": "Café Ünïque", "host": "Bo"}
    return compose(Letter("invitation", to, "fr", "https://post.example/x", facts), "a" * 32)


def mailer(server: MailServer, **other: object) -> SmtpMailer:
    usual = SmtpServer("127.0.0.1", SENDER, server.port, username=NAME, password=PASSWORD, ca_file=server.ca_file)
    return SmtpMailer(dataclasses.replace(usual, **other), FakeClock())  # type: ignore[arg-type]  # its own fields


def received(server: MailServer) -> EmailMessage:
    content = server.postbox.mails[-1].content
    assert isinstance(content, bytes)
    message = email.message_from_bytes(content, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_arrives_encrypted_and_whole(starttls_server: MailServer) -> None:
    mailer(starttls_server).send(mail())
    message = received(starttls_server)
    assert starttls_server.postbox.was_encrypted == [True]
    assert message["Subject"] == "Bo vous invite chez Café Ünïque"
    text, html = (part.get_content() for part in message.iter_parts())
    assert "Bonjour Zoë," in text
    assert "Café Ünïque" in html


def test_tls_from_the_first_byte_works_too(tls_server: MailServer) -> None:
    mailer(tls_server, security="tls", username=None).send(mail())
    # The server understands nothing but TLS, so that what arrived came through it.
    assert len(tls_server.postbox.mails) == 1


@pytest.mark.parametrize("change", [{"password": "wrong"}, {"ca_file": None}, {"port": 1}, {"security": "tls"}])
def test_what_another_setting_or_hour_would_mend_is_tried_again(
    starttls_server: MailServer, change: dict[str, object]
) -> None:
    with pytest.raises(MailerUnavailable):
        mailer(starttls_server, **change).send(mail())
    assert starttls_server.postbox.mails == []


def test_a_server_that_offers_no_encryption_gets_nothing(plain_server: MailServer) -> None:
    with pytest.raises(MailerUnavailable):
        mailer(plain_server, ca_file=None, username=None).send(mail())
    assert plain_server.postbox.mails == []


def test_refused_for_now_and_refused_for_good_are_told_apart(plain_server: MailServer) -> None:
    plain_server.postbox.refuse = {"full@example.be": "452 mailbox full", "gone@example.be": "550 no such user"}
    plain = mailer(plain_server, security="none", username=None, ca_file=None)
    with pytest.raises(MailerUnavailable):
        plain.send(mail("full@example.be"))
    with pytest.raises(MailRefused):
        plain.send(mail("gone@example.be"))


def platform_with(server: MailServer, folder: Path) -> tuple[Platform, TenantId]:
    smtp = SmtpSetting(host="127.0.0.1", port=server.port, security="none")
    platform = Platform(Settings(data_dir=folder, smtp=smtp, mail_sender=SENDER))
    migrate(platform.engine)
    command = AddTenant(TenantKind.BUSINESS, "Bakkerij Peeters")
    return platform, add_tenant(command, platform.database.unit_of_work(SYSTEM), platform.keys, platform.clock)


def test_a_forgotten_password_is_mended_by_mail(plain_server: MailServer, tmp_path: Path) -> None:
    platform, tenant_id = platform_with(plain_server, tmp_path)
    command = AddUser("an@example.be", "An", "nl", ((tenant_id, Role.OWNER),))
    user_id = add_user(command, platform.database.unit_of_work(SYSTEM), platform.clock)
    set_password(user_id, "violet kayak under seven clouds", platform.door)
    ask_reset("an@example.be", "192.0.2.7", platform.door)
    platform.declare_announcers()
    with Runtime([WorkerGroup(platform.broker, [MAIL], 1), relay_loop(platform)]):
        _wait_for(plain_server)
    text = next(received(plain_server).iter_parts()).get_content()
    link = next(line for line in text.splitlines() if line.startswith("http://localhost:8600/reset/"))
    reset_password(link.rpartition("/")[2], "eleven drums behind a green door", platform.door)
    begun = sign_in(SignIn("an@example.be", "eleven drums behind a green door", "192.0.2.7"), platform.door)
    assert isinstance(begun, NewSession)
    platform.close()


def _wait_for(server: MailServer) -> None:
    give_up_at = time.monotonic() + 60
    while not server.postbox.mails and time.monotonic() < give_up_at:
        time.sleep(0.05)
    assert len(server.postbox.mails) == 1
