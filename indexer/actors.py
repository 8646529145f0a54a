"""Entry point of indexing for the workers: thin, one use case."""

from __future__ import annotations

from functools import partial

import dramatiq

from indexer.deps import IndexerDeps
from indexer.indexing import PATIENT, give_up_indexing, index_document
from kernel.broker import Job, declare
from kernel.outbox.inbox import Inbox

__all__ = ["IndexerDeps", "declare_actors"]


def declare_actors(broker: dramatiq.Broker, inbox: Inbox, deps: IndexerDeps) -> None:
    """Let the workers of `broker` keep the indexes like the database."""
    work, give_up = partial(index_document, deps), partial(give_up_indexing, deps)
    declare(broker, inbox, Job("indexer.index_document", "index", work, give_up, PATIENT))
