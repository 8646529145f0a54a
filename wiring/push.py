"""Notices on devices, put together: who we are to push services, and by which way they are reached."""

from __future__ import annotations

from email.utils import parseaddr

from integrations.post import HttpPost
from kernel.clock import Clock
from kernel.tenancy.master_key import MasterKey, derive
from kernel.unit_of_work import Database
from notifications.push_service import PushService, Sender
from notifications.pushing import PushingDeps
from wiring.announcements import NewsLetterOf
from wiring.settings import Settings

SEED_BYTES = 64


def push_sender(settings: Settings, master_key: MasterKey) -> Sender:
    """Who this installation is to push services: its key follows from the master key, and goes wherever that goes."""
    seed = derive(master_key.key, b"who sends web push", SEED_BYTES)
    # Some services refuse a contact at nobody's host, which is what an unset sender has.
    _, address = parseaddr(settings.mail_sender)
    return Sender(seed, settings.origin if address.endswith("@localhost") else f"mailto:{address}")


def pushing_deps(
    database: Database, clock: Clock, sender: Sender, letter_of: NewsLetterOf, *, allow_loopback: bool = False
) -> PushingDeps:
    """What showing counts on devices needs; addresses are called as webhooks are, on the public network only."""
    service = PushService(HttpPost(allow_loopback=allow_loopback), sender, clock)
    return PushingDeps(database, clock, service, letter_of)
