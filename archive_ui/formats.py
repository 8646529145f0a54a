"""Dates, moments, money and sizes, as they are written in the language of the page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates, numbers, units
from flask import Flask

from archive_ui.languages import current_language

# Dates in English are written as in Europe, where the letters are.
_REGIONS = {"en": "en_GB"}
# Babel puts this set together anew at every question.
_CURRENCIES = frozenset(numbers.list_currencies())


def write_day(day: dt.date | None) -> str:
    """A date without a time ("3 mrt. 2026"); nothing for none."""
    return _written(day, _region()) if day else ""


@lru_cache(maxsize=2_000)
def _written(day: dt.date, region: str) -> str:
    """A list has many letters of few days, and Babel reads its pattern anew for each."""
    return str(dates.format_date(day, "medium", locale=region))


def write_money(amount_minor: int | None, currency: str | None) -> str:
    """An amount with its currency; without one, the plain number with two decimals."""
    if amount_minor is None:
        return ""
    if not currency or currency not in _CURRENCIES:
        return numbers.format_decimal(Decimal(amount_minor) / 100, "#,##0.00", locale=_region())
    amount = Decimal(amount_minor).scaleb(-numbers.get_currency_precision(currency))
    return numbers.format_currency(amount, currency, locale=_region())


def write_plain_amount(amount_minor: int | None, currency: str | None) -> str:
    """An amount for a form field: decimals as in the language, no grouping, no currency."""
    if amount_minor is None:
        return ""
    digits = currency_digits(currency)
    pattern = "0." + "0" * digits if digits else "0"
    return numbers.format_decimal(Decimal(amount_minor).scaleb(-digits), pattern, locale=_region())


def currency_digits(currency: str | None) -> int:
    """How many decimals a currency has; two where it is not known."""
    return numbers.get_currency_precision(currency) if currency in _CURRENCIES else 2


def write_size(size_bytes: int) -> str:
    """Bytes in a unit that people read ("1,4 MB")."""
    size, unit = float(size_bytes), "byte"
    for larger in ("kilobyte", "megabyte", "gigabyte"):
        if size < 1000:
            break
        size, unit = size / 1000, larger
    shown = round(size, 1 if size < 10 and unit != "byte" else 0)
    return units.format_unit(Decimal(str(shown)).normalize(), f"digital-{unit}", "short", locale=_region())


def write_age(minutes: int) -> str:
    """A length of time in its largest unit that people count in ("3 hours", "2 Tage")."""
    return str(dates.format_timedelta(dt.timedelta(minutes=max(minutes, 1)), threshold=1.5, locale=_region()))


def write_share(share: float | None) -> str:
    """A share between 0 and 1 in per cent; a certainty is never rounded up to 100 %."""
    if share is None:
        return ""
    return numbers.format_percent(min(share, 0.99) if share < 1 else 1, locale=_region())


def write_count(count: int) -> str:
    """A number with the grouping of the language."""
    return numbers.format_decimal(count, locale=_region())


def _region() -> str:
    language = current_language()
    return _REGIONS.get(language, language)


def install_formats(app: Flask, time_zone: ZoneInfo) -> None:
    """Offer them to the templates as filters."""

    def write_moment(moment: dt.datetime | None) -> str:
        if moment is None:
            return ""
        local = moment.astimezone(time_zone)
        time = dates.format_time(local, "short", tzinfo=time_zone, locale=_region())
        together = str(dates.get_datetime_format("medium", _region()))
        return together.replace("{0}", time).replace("{1}", write_day(local.date()))

    def write_clock(moment: dt.datetime) -> str:
        return str(dates.format_time(moment.astimezone(time_zone), "short", tzinfo=time_zone, locale=_region()))

    def write_moment_day(moment: dt.datetime | None) -> str:
        return write_day(moment.astimezone(time_zone).date()) if moment else ""

    app.jinja_env.filters.update(
        day=write_day, moment=write_moment, moment_day=write_moment_day, clock=write_clock, money=write_money,
        size=write_size, share=write_share, count=write_count, plain_amount=write_plain_amount, age=write_age,
    )  # fmt: skip
