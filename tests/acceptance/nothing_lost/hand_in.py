"""Handing files in at a mail room of this process, under keys of one's own, until there is an answer."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable

from sqlalchemy.exc import SQLAlchemyError

from archive.intake import AcceptedItem
from ingest.sources.upload import receive_upload
from kernel.errors import PlatformError
from kernel.ids import UserId
from tests.acceptance.nothing_lost.house import House
from tests.acceptance.nothing_lost.ledger import Ledger
from tests.factories.tiny_mail import TinyFile

SENDER = UserId("5" * 32)
PATIENCE_S = 300.0
ASK_AGAIN_S = 0.1


def hand_in(house: House, ledger: Ledger, files: Iterable[TinyFile]) -> None:
    """Send files, each again under the same key until it is accepted."""
    for file in files:
        entry = ledger.add(file, "upload")
        _insist(house, file)
        entry.is_answered = True


def send_once(house: House, file: TinyFile) -> AcceptedItem:
    """Send a file under its own name as key."""
    return receive_upload(
        house.platform.intake, house.tenant_id, SENDER, file.name, io.BytesIO(file.content), f"key of {file.name}"
    )


def _insist(house: House, file: TinyFile) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            send_once(house, file)
            return
        except (PlatformError, SQLAlchemyError) as error:
            if time.monotonic() > end:
                raise TimeoutError(f"{file.name} was never accepted") from error
            time.sleep(ASK_AGAIN_S)
