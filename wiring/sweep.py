"""`sweep`: blobs that no row names, and what interrupted writes left behind.

A blob is put before the row that names it, and putting it again makes it young: only
what is old and unnamed goes. Whether it still is, is looked at twice, the second time
in a transaction that holds writers off (SQLite) and just before each blob goes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kernel.blobs.api import BlobStore
from kernel.clock import Clock
from kernel.ids import TenantId
from kernel.tenancy.repository import list_tenants
from kernel.tenancy.scope import SystemScope
from kernel.unit_of_work import Database
from wiring.blob_references import named_among, spare_keys
from wiring.leftovers import HALF_WRITTEN_AFTER
from wiring.tally import SWEPT_AFTER

SWEEP = SystemScope("a blob may go only when no row of any tenant names it")
# Writers wait while one portion goes; each deletion is made durable, which takes milliseconds.
PORTION = 200
# What is spare beyond this goes in the next round.
MOST_AT_ONCE = 200_000


class SweepParts(Protocol):
    """The parts of a platform that sweeping needs."""

    @property
    def database(self) -> Database:
        """Whose rows name blobs."""

    @property
    def blobs(self) -> BlobStore:
        """What is swept."""

    @property
    def clock(self) -> Clock:
        """Tells what is old."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How much went."""

    blobs: int
    temporary_files: int


def sweep_blobs(parts: SweepParts, older_than: dt.timedelta = SWEPT_AFTER) -> Swept:
    """Delete what nothing names and nobody has put for `older_than`, which is never less than a day."""
    before = parts.clock.now() - max(older_than, SWEPT_AFTER)
    with parts.database.reading(SWEEP) as session:
        tenants = [view.id for view in list_tenants(session, with_closed=True)]
    blobs = sum(_sweep_tenant(parts, tenant_id, before) for tenant_id in tenants)
    return Swept(blobs, parts.blobs.sweep_temporary(parts.clock.now() - HALF_WRITTEN_AFTER))


def _sweep_tenant(parts: SweepParts, tenant_id: TenantId, before: dt.datetime) -> int:
    with (
        parts.database.reading(SWEEP) as session,
        contextlib.closing(spare_keys(session, parts.blobs, tenant_id)) as spare,
    ):
        old = list(itertools.islice((key for key, moment in spare if moment < before), MOST_AT_ONCE))
    portions = (old[start : start + PORTION] for start in range(0, len(old), PORTION))
    return sum(_sweep_portion(parts, tenant_id, portion, before) for portion in portions)


def _sweep_portion(parts: SweepParts, tenant_id: TenantId, portion: Sequence[str], before: dt.datetime) -> int:
    with parts.database.unit_of_work(SWEEP) as uow:
        named = named_among(uow.session, tenant_id, portion)
        gone = 0
        for key in portion:
            if key not in named and _is_old(parts.blobs.put_at(tenant_id, key), before):
                parts.blobs.delete(tenant_id, key)
                gone += 1
    return gone


def _is_old(moment: dt.datetime | None, before: dt.datetime) -> bool:
    """Whether nobody has put it meanwhile; asked when its turn comes."""
    return moment is not None and moment < before
