"""What relay and inbox need: transactions in a scope, writing or only reading; and somebody who counts."""

from __future__ import annotations

import enum
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy.orm import Session

from kernel.db import Transaction
from kernel.tenancy.scope import Scope


class Transactions(Protocol):
    """Hands out transactions; `kernel.unit_of_work.Database` does."""

    def unit_of_work(self, scope: Scope) -> Transaction:
        """A writing transaction in `scope`."""
        ...

    def reading(self, scope: Scope) -> AbstractContextManager[Session]:
        """A session that only reads."""
        ...


class Outcome(enum.Enum):
    """How an attempt at a delivery ended."""

    APPLIED = "applied"
    REPEATED = "repeated"
    POSTPONED = "postponed"
    GIVEN_UP = "given_up"


class Measures(Protocol):
    """Whoever counts what workers do."""

    def delivery_ended(self, actor: str, outcome: Outcome, seconds: float) -> None:
        """One attempt ended so, after so many seconds."""


class Unmeasured:
    """Counts nothing."""

    def delivery_ended(self, actor: str, outcome: Outcome, seconds: float) -> None:
        """Do nothing."""
