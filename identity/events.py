"""Facts that identity tells."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True, slots=True)
class MessageDue(Event):
    """Somebody is to be told something by mail.

    Attributes:
        matter: What about: a value of `identity.messages.Matter`.
        subject_id: Id of the token, the invitation or the person that it is about.
    """

    matter: str
    subject_id: str
