"""A mail as it travels (RFC 5322): text and HTML side by side, marked as written by a program."""

from __future__ import annotations

import datetime as dt
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from notifications.errors import MailRefused
from notifications.mailer import Mail


def as_message(mail: Mail, sender: str, at: dt.datetime) -> EmailMessage:
    """The mail with its headers.

    Args:
        mail: What to say to whom.
        sender: An address, perhaps with a name before it in angle brackets' form.
        at: When it is sent.

    Raises:
        MailRefused: An address cannot stand in a header.
    """
    message = EmailMessage(policy=SMTP)
    domain = sender.rpartition("@")[2].rstrip("> ") or "localhost"
    try:
        message["From"] = sender
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = mail.subject
    except (ValueError, IndexError, MessageError) as error:
        raise MailRefused("the address cannot be written to; correct it in the account") from error
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{mail.message_id}@{domain}>"
    # RFC 3834 §5: nobody's holiday notice is to answer.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if mail.stop_link is not None:
        message["List-Unsubscribe"] = f"<{mail.stop_link}>"
        # RFC 8058 §3.1: mail programs post to it, and only over HTTPS.
        if mail.stop_link.startswith("https://"):
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    message["Content-Language"] = mail.language
    return message
