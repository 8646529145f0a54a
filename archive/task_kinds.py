"""What letters ask to be done: the words shared by those who read letters and those who keep the tasks."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class TaskAction(enum.Enum):
    """What is asked for."""

    PAY = "pay"
    ANSWER = "answer"
    OBJECT = "object"
    APPEAR = "appear"
    COLLECT = "collect"
    RENEW = "renew"


class DueBasis(enum.Enum):
    """Where the last day comes from: printed, or counted from the letter's date or from its receipt."""

    STATED = "stated"
    FROM_LETTER = "from_letter"
    FROM_RECEIPT = "from_receipt"


class TaskState(enum.Enum):
    """What a person made of a task."""

    OPEN = "open"
    DONE = "done"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """What a letter asks for, as the machine read it.

    Attributes:
        due_on: The last day, in the recipient's calendar; None where a period has nothing to be counted from.
        confidence: How sure it is, 0 to 1.
        phrase: The words that say so.
        page: Number of the page where they stand.
        boxes: x, y, width and height of those words in pixels of the upright page.
    """

    action: TaskAction
    due_on: dt.date | None
    basis: DueBasis
    confidence: float
    phrase: str
    page: int
    boxes: tuple[tuple[int, int, int, int], ...] = ()
