"""Facts that notifications tell."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True, slots=True)
class AnnouncementDue(Event):
    """A mail of counts is to be sent; told in the name of the first mailbox that it is about."""

    announcement_id: str


@dataclass(frozen=True, slots=True)
class PushDue(Event):
    """The counts of an announcement are to be shown on one device, too."""

    announcement_id: str
    device_id: str
