"""What a probe found, and what to do about it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


class Level(enum.Enum):
    """How bad a finding is."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`.

    Attributes:
        found: What is there.
        advice: What to do; empty where nothing is to be done.
        code: What the screens call it in their reader's language (`archive_ui.words.health`).
        values: Figures and names for that text; nothing about the machine's folders.
    """

    subject: str
    level: Level
    found: str
    advice: str = ""
    code: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)

    def saying(self, code: str, **values: str | int) -> Finding:
        """The same, with what the screens need to tell it."""
        return replace(self, code=code, values=values)


def ok(subject: str, found: str) -> Finding:
    """All is well."""
    return Finding(subject, Level.OK, found)


def warn(subject: str, found: str, advice: str) -> Finding:
    """It works, with a risk or a lack."""
    return Finding(subject, Level.WARN, found, advice)


def bad(subject: str, found: str, advice: str) -> Finding:
    """Something will not work."""
    return Finding(subject, Level.BAD, found, advice)
