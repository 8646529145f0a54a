"""The mails that offer certificates of erasure, as the mailer would write them now."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from kernel.outbox.models import OutboxEvent
from notifications.letters import compose
from notifications.mailer import Mail
from tests.integration.archive_ui.house import TOWN
from tests.integration.archive_ui.test_mail_links import link
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor
from wiring.mail import LetterOf

ORIGIN = "http://localhost:8600"


def prove_address(app: Flask, town: Town, who: str) -> None:
    """Let somebody be reached at their address."""
    visitor = Visitor(app, who)
    visitor.send("/account/email/verify")
    assert visitor.send(link(town)).status_code < 400


def certificate_mails(town: Town) -> list[Mail]:
    """Those that are still worth sending, the oldest first."""
    letter_of = LetterOf(town.house.database, town.house.clock, town.house.deps.door.mail_key, ORIGIN)
    with town.house.database.reading(TOWN) as session:
        ready = select(OutboxEvent).where(OutboxEvent.name == "CertificateReady").order_by(OutboxEvent.occurred_at)
        payloads = [event.payload for event in session.scalars(ready)]
    letters = [letter for letter in map(letter_of, payloads) if letter is not None]
    return [compose(letter, "1") for letter in letters]
