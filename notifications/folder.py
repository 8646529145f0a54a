"""Mails into a folder, for trying things out: what would have been sent, as files that any mail program opens."""

from __future__ import annotations

import os
from pathlib import Path

from kernel.clock import Clock
from notifications.errors import MailerUnavailable
from notifications.mailer import Mail
from notifications.mime import as_message


class FolderMailer:
    """Puts each mail into a file; the same mail is the same file."""

    def __init__(self, folder: Path, sender: str, clock: Clock) -> None:
        """Keep the place; the folder is made by the first mail."""
        self._folder = folder
        self._sender = sender
        self._clock = clock

    def send(self, mail: Mail) -> None:
        """Put one mail into its file, which only its owner may read: links in it open accounts.

        Raises:
            MailerUnavailable: The disk is full or fails.
        """
        content = as_message(mail, self._sender, self._clock.now()).as_bytes()
        name = f"{mail.message_id}.eml"
        building = self._folder / f".{name}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(building, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            building.replace(self._folder / name)
        except OSError as error:
            raise MailerUnavailable("the folder of outgoing mail cannot be written; look at the disk") from error
