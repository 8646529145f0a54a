"""What people may be told by mail, and how often: the words shared by screens, tables and mails."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Rhythm(enum.Enum):
    """How often somebody is told about one mailbox."""

    NEVER = "never"
    INSTANT = "instant"
    DAILY = "daily"
    WEEKLY = "weekly"


class Kind(enum.Enum):
    """What somebody is told of."""

    NEW_LETTER = "new_letter"
    ASSIGNED = "assigned"
    TASK_DUE = "task_due"
    QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Choice:
    """What one person wants to be told about one mailbox."""

    rhythm: Rhythm
    kinds: frozenset[Kind]

    def wants(self, kind: Kind) -> bool:
        """Whether the person is told of this at all."""
        return self.rhythm is not Rhythm.NEVER and kind in self.kinds


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is to a mailbox, as far as it decides what they may be told.

    Attributes:
        at_operator: It is an operator organisation's, where other people's mail passes through.
        from_outside: They were let in for a time, as an accountant is.
    """

    at_operator: bool
    from_outside: bool


def kinds_offered(standing: Standing) -> tuple[Kind, ...]:
    """What can be told there: an operator's hundreds of letters an hour are no news, its quarantine is."""
    if standing.at_operator:
        return (Kind.QUARANTINE, Kind.ASSIGNED)
    return (Kind.NEW_LETTER, Kind.ASSIGNED, Kind.TASK_DUE)


def usual_choice(standing: Standing) -> Choice:
    """What counts until somebody chooses: one mail a day at most, and none to people from outside."""
    rhythm = Rhythm.NEVER if standing.from_outside else Rhythm.DAILY
    return Choice(rhythm, frozenset(kinds_offered(standing)))
