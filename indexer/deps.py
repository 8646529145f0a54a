"""What indexing needs, put together by the wiring."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from indexer.engines.api import SearchEngine
from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.unit_of_work import Database


@dataclass(frozen=True, slots=True)
class IndexerDeps:
    """The database is the truth, the blobs hold what was read, the engine is the cache of both.

    Attributes:
        mending: Lets one thread of this process mend a broken index while the others wait for it.
    """

    database: Database
    blobs: BlobStore
    engine: SearchEngine
    clock: Clock
    mending: threading.Lock = field(default_factory=threading.Lock)
