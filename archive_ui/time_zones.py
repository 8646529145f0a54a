"""Time zones as people choose them: by part of the world and city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from zoneinfo import available_timezones

# The rest of the database are old names and offsets without a place.
REGIONS = ("Europe", "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Indian", "Pacific")


@cache
def zones_by_region() -> Mapping[str, Sequence[tuple[str, str]]]:
    """For each part of the world its zones, as (IANA name, what is shown), by city."""
    names = sorted(available_timezones())
    return {region: [_shown(name) for name in names if name.startswith(f"{region}/")] for region in REGIONS}


def _shown(name: str) -> tuple[str, str]:
    return name, name.partition("/")[2].replace("_", " ").replace("/", ", ")
