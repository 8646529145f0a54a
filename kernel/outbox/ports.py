"""What relay and inbox need of the database: transactions in a scope, writing or only reading."""

from __future__ import annotations

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
