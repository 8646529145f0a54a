"""How long a document is kept at least: a rule of its kind, pure.

The terms are common minimums of commercial and tax law in the countries served and
a tenant's own duty to check; nothing is deleted when a term ends, a person releases it.
"""

from __future__ import annotations

import datetime as dt

DEFAULT_YEARS = 10
YEARS_BY_KIND = {"advertising": 0, "utility": 5, "payslip": 10, "medical": 30}


def retain_until(kind: str | None, start: dt.date) -> dt.date:
    """First day on which a document of `kind`, dated `start`, may be released.

    Counted from the end of the year of `start`, as bookkeeping law does.
    """
    years = YEARS_BY_KIND.get(kind or "", DEFAULT_YEARS)
    return dt.date(min(start.year + years + 1, dt.MAXYEAR), 1, 1)


def years_are_over(retain_until: dt.date | None, today: dt.date) -> bool:
    """Whether a document may be released today as far as the common minimum goes; one without a term may not yet."""
    return retain_until is not None and retain_until <= today
