"""`doctor`: what is installed, reachable and configured, and what to do about what is not; nothing is changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from wiring.probes.databases import look_at_database
from wiring.probes.findings import Finding
from wiring.probes.machine import look_at_machine
from wiring.probes.network import look_at_network
from wiring.probes.outside import look_at_outside
from wiring.probes.storage import look_at_storage
from wiring.settings import Settings


def examine(settings: Settings, now: dt.datetime) -> Iterator[Finding]:
    """Look at everything, from the ground up; findings come as they are made."""
    yield from look_at_machine(settings)
    yield from look_at_storage(settings, now)
    yield from look_at_database(settings)
    yield from look_at_network(settings)
    yield from look_at_outside(settings)
