"""A calendar as programs subscribe to it (iCalendar, RFC 5545): one whole day for each thing to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event, vDuration

PRODUCT = "-//Postkamer//Due days//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One day with what is due on it; `entry_id` stays the same when the day or the title changes."""

    entry_id: str
    day: dt.date
    title: str
    address: str


def write_calendar(name: str, entries: Sequence[Entry], at: dt.datetime, asked_again: dt.timedelta) -> bytes:
    """The calendar's file: RFC 5545, with its name and how often to ask again (RFC 7986 §5.1 and §5.7)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(asked_again), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(asked_again))
    for entry in entries:
        calendar.add_component(_event(entry, at))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, at: dt.datetime) -> Event:
    """A day, and no time of it taken: TRANSP keeps it from making somebody look busy (RFC 5545 §3.8.2.7)."""
    event = Event()
    event.add("uid", f"{entry.entry_id}@postkamer")
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", entry.title)
    event.add("url", entry.address)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
