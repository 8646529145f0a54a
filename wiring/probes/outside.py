"""Services of others: the mail server and providers of accounts. Nothing is sent, nobody is signed in."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from identity.errors import OutsideUnavailable
from kernel.errors import Misconfigured
from wiring.probes.findings import Finding, bad, ok, warn
from wiring.providers import providers_of
from wiring.settings import OidcSetting, Settings, SmtpSetting

ANSWER_S = 5
# What the screens call a mail server that answers, by its protection.
SAID = {"tls": "mail_tls", "starttls": "mail_starttls", "none": "mail_plain"}


def look_at_outside(settings: Settings) -> Iterator[Finding]:
    """Mail first, then each provider of the settings."""
    yield mail(settings)
    for provider in settings.oidc:
        yield provider_of_accounts(settings, provider)


def mail(settings: Settings) -> Finding:
    """Whether the server answers, encrypts as it should and takes our name; no mail is handed in."""
    smtp = settings.smtp
    if smtp is None:
        return _no_server(settings)
    place = f"{smtp.host}:{smtp.port}"
    try:
        with _connected(smtp) as connection:
            if smtp.username is not None:
                connection.login(smtp.username, smtp.password.get_secret_value() if smtp.password else "")
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or type(error).__name__
        finding = bad("mail", f"{place} cannot be trusted: {reason}", "mend its certificate, or name ca_file in smtp")
        return finding.saying("mail_untrusted", place=place)
    except smtplib.SMTPNotSupportedError:
        finding = bad("mail", f"{place} offers no STARTTLS", "set smtp.security to tls and its port, mostly 465")
        return finding.saying("mail_in_clear", place=place)
    except smtplib.SMTPAuthenticationError as error:
        found = f"{place} does not take our name and password ({error.smtp_code})"
        return bad("mail", found, "correct username and password in smtp").saying("mail_refused", place=place)
    except (smtplib.SMTPException, OSError) as error:
        found = f"{place} does not answer ({type(error).__name__})"
        advice = "start it, let this machine through to it, and look at smtp: host, port, security"
        return bad("mail", found, advice).saying("mail_silent", place=place)
    return ok("mail", f"{place} answers, {_protection(smtp)}").saying(SAID[smtp.security], place=place)


def provider_of_accounts(settings: Settings, setting: OidcSetting) -> Finding:
    """Whether the provider is there, proves who it is, and describes itself as the settings do."""
    subject = f"accounts: {setting.name}"
    try:
        (client,) = providers_of(settings.model_copy(update={"oidc": [setting]}))
        client.metadata()
    except Misconfigured as error:
        return bad(subject, "is not set up", str(error)).saying("accounts_misconfigured", name=setting.name)
    except OutsideUnavailable as error:
        return _unavailable(subject, setting, error)
    return ok(subject, f"{setting.issuer} answers and describes itself so").saying("accounts", name=setting.name)


def _no_server(settings: Settings) -> Finding:
    if settings.public_url is None:
        return ok("mail", "no server set; mails become files in mail/ of the data folder").saying("mail_files")
    advice = "set smtp, or nobody gets an invitation or a link to a new password"
    finding = warn("mail", "no server set; mails become files in mail/ of the data folder", advice)
    return finding.saying("mail_none")


@contextmanager
def _connected(smtp: SmtpSetting) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context(cafile=smtp.ca_file)
    if smtp.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=ANSWER_S, context=context)
    else:
        connection = smtplib.SMTP(smtp.host, smtp.port, timeout=ANSWER_S)
    with connection:
        if smtp.security == "starttls":
            connection.starttls(context=context)
        connection.ehlo_or_helo_if_needed()
        yield connection


def _protection(smtp: SmtpSetting) -> str:
    return {"tls": "over TLS", "starttls": "with STARTTLS", "none": "in the clear, on this machine"}[smtp.security]


def _unavailable(subject: str, setting: OidcSetting, error: OutsideUnavailable) -> Finding:
    """Tell a machine that is away from one that cannot be trusted, and both from one that says something else."""
    cause = error.__cause__
    said = str(cause)
    if "CERTIFICATE_VERIFY_FAILED" in said or isinstance(cause, ssl.SSLError):
        advice = "its certificate must be valid; for one of your own authority set SSL_CERT_FILE"
        finding = bad(subject, f"{setting.issuer} cannot be trusted", advice)
        return finding.saying("accounts_untrusted", name=setting.name)
    if cause is not None:
        advice = "look at issuer, and let this machine through to it; people sign in by password meanwhile"
        finding = bad(subject, f"{setting.issuer} does not answer ({type(cause).__name__})", advice)
        return finding.saying("accounts_silent", name=setting.name)
    finding = bad(subject, f"{setting.issuer}: its discovery document is of no use", str(error))
    return finding.saying("accounts_odd", name=setting.name)
