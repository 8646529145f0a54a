"""Mail, put together: which mailer, and what an event's ids stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from identity.messages import Matter, message_of
from kernel.clock import Clock
from kernel.ids import TenantId
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from notifications.folder import FolderMailer
from notifications.letters import Letter
from notifications.mailer import Mailer
from notifications.smtp import SmtpMailer, SmtpServer
from wiring.announcements import NewsLetterOf
from wiring.certificate_letters import MATTERS as CERTIFICATES
from wiring.certificate_letters import CertificateLetterOf
from wiring.settings import Settings

FOLDER = "mail"
MAIL = SystemScope("a mail is written to a person, who may belong to several tenants")


@dataclass(frozen=True, slots=True)
class LetterOf:
    """Looks up what an event's ids stand for now (the port of `notifications`).

    Attributes:
        origin: Scheme, host and port of the links.
    """

    database: Database
    clock: Clock
    mail_key: bytes = field(repr=False)
    origin: str

    def __call__(self, payload: Mapping[str, str]) -> Letter | None:
        """The letter; None where nothing is left to be said."""
        if "announcement_id" in payload:
            return self.news(payload["announcement_id"])
        if payload["matter"] in CERTIFICATES:
            offered = CertificateLetterOf(self.database, self.mail_key, self.origin)
            return offered(payload["matter"], TenantId(payload["tenant_id"]), payload["subject_id"])
        matter, subject_id = Matter(payload["matter"]), payload["subject_id"]
        with self.database.reading(MAIL) as session:
            message = message_of(session, matter, subject_id, self.mail_key, self.clock.now())
        if message is None:
            return None
        link = f"{self.origin}{message.path}" if message.path else None
        return Letter(matter.value, message.to, message.language, link, message.facts)

    @property
    def news(self) -> NewsLetterOf:
        """Looks up announcements alone."""
        return NewsLetterOf(self.database, self.mail_key, self.origin)


def mailer_of(settings: Settings, clock: Clock) -> Mailer:
    """The SMTP server of the settings, or a folder where there is none.

    Raises:
        Misconfigured: Mail would go to another machine in the clear.
    """
    smtp = settings.smtp
    if smtp is None:
        return FolderMailer(settings.data_dir / FOLDER, settings.mail_sender, clock)
    server = SmtpServer(
        host=smtp.host, sender=settings.mail_sender, port=smtp.port, security=smtp.security, username=smtp.username,
        password=smtp.password.get_secret_value() if smtp.password else None, ca_file=smtp.ca_file,
    )  # fmt: skip
    return SmtpMailer(server, clock)
