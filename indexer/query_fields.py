"""What can stand before and after the colon of a filter, in the five languages.

Field names, names of languages and kinds of documents are compared without accents
and case. A kind that is not in the table stands for itself, so that a new kind can
be asked for by its code at once.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from indexer.folding import fold
from indexer.query import AmountRange, DateRange, Filter, KindFilter, LanguageFilter, SenderFilter, TagFilter

_NAMES: Mapping[str, str] = {
    "sender": "sender afzender expéditeur expediteur absender mittente",
    "kind": "kind type soort art genre tipo",
    "date": "date datum data year jaar année annee jahr anno",
    "amount": "amount bedrag montant betrag importo",
    "language": "language lang taal langue sprache lingua",
    "tag": "tag label etiket étiquette etiquette schlagwort etichetta",
}
_FIELD_BY_NAME: Mapping[str, str] = {name: field for field, names in _NAMES.items() for name in names.split()}
FIELD_NAMES = tuple(_FIELD_BY_NAME)

_LANGUAGE_NAMES: Mapping[str, str] = {
    "en": "english engels anglais englisch inglese",
    "nl": "dutch nederlands neerlandais niederlandisch olandese",
    "fr": "french frans francais franzosisch francese",
    "de": "german duits allemand deutsch tedesco",
    "it": "italian italiaans italien italienisch italiano",
}
_LANGUAGE_BY_NAME = {name: code for code, names in _LANGUAGE_NAMES.items() for name in names.split()}

_KIND_NAMES: Mapping[str, str] = {
    "invoice": "factuur facture rechnung fattura",
    "reminder": "herinnering rappel mahnung sollecito",
    "credit_note": "creditnota avoir gutschrift notacredito",
    "contract": "overeenkomst contrat vertrag contratto",
    "letter": "brief lettre schreiben lettera",
    "bank_statement": "rekeninguittreksel releve kontoauszug estrattoconto",
    "insurance": "verzekering assurance versicherung assicurazione",
    "tax": "belasting impot steuer tassa",
    "court": "rechtbank tribunal gericht tribunale",
    "medical": "medisch sante medizin sanita",
    "payslip": "loonbrief fichedepaie gehaltsabrechnung bustapaga",
    "advertising": "reclame publicite werbung pubblicita",
}
_KIND_BY_NAME = {name: kind for kind, names in _KIND_NAMES.items() for name in names.split()}

# 0 is a sum of money too, so that "amount:>0" leaves credit notes out.
_CENT = Decimal("0.01")
_LARGEST_MINOR = 2**62
_RANGE = re.compile(r"(?P<low>[^.]*(?:\.[^.]+)*)\.\.\.?(?P<high>[^.]*(?:\.[^.]+)*)")
_COMPARED = re.compile(r"(?P<sign><=|>=|≤|≥|<|>|=)(?P<value>.*)")
_CURRENCY = re.compile(r"€|\$|£|(?i:eur|usd|gbp|chf)")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})")


def read_filter(name: str, value: str) -> Filter:
    """What `value` asks of the field that people call `name`, one of FIELD_NAMES in any case.

    Raises:
        ValueError: The value makes no sense for this field.
    """
    return _READERS[_FIELD_BY_NAME[name.lower()]](value)


def write_filter(wanted: Filter) -> str:
    """The filter as a person could have typed it; `read_filter` reads it back."""
    match wanted:
        case SenderFilter(text):
            return f'sender:"{text}"'
        case KindFilter(kind):
            return f'kind:"{kind}"'
        case LanguageFilter(language):
            return f"language:{language}"
        case TagFilter(tag):
            return f'tag:"{tag}"'
        case DateRange(first, last):
            return f"date:{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"
        case AmountRange(minimum, maximum):
            return f"amount:{_written_amount(minimum)}..{_written_amount(maximum)}"


def _read_language(value: str) -> LanguageFilter:
    folded = fold(value)
    code = _LANGUAGE_BY_NAME.get(folded, folded)
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError(value)
    return LanguageFilter(code)


def _read_kind(value: str) -> KindFilter:
    folded = fold(value).strip()
    if not folded:
        raise ValueError(value)
    return KindFilter(_KIND_BY_NAME.get(folded.replace(" ", ""), folded.replace(" ", "_")))


def _read_sender(value: str) -> SenderFilter:
    if not any(character.isalnum() for character in value):
        raise ValueError(value)
    return SenderFilter(value.strip())


def _read_tag(value: str) -> TagFilter:
    if not any(character.isalnum() for character in value):
        raise ValueError(value)
    return TagFilter(value.strip())


def _read_dates(value: str) -> DateRange:
    if span := _RANGE.fullmatch(value):
        low, high = span["low"], span["high"]
        return DateRange(_days(low)[0] if low else None, _days(high)[1] if high else None)
    if compared := _COMPARED.fullmatch(value):
        return _dates_compared(compared["sign"], *_days(compared["value"]))
    return DateRange(*_days(value))


def _dates_compared(sign: str, first: dt.date, last: dt.date) -> DateRange:
    day = dt.timedelta(days=1)
    try:
        match sign:
            case ">":
                return DateRange(last + day, None)
            case ">=" | "≥":
                return DateRange(first, None)
            case "<":
                return DateRange(None, first - day)
            case "<=" | "≤":
                return DateRange(None, last)
    except OverflowError as error:
        raise ValueError(sign) from error
    return DateRange(first, last)


def _days(value: str) -> tuple[dt.date, dt.date]:
    """First and last day of the year, month or day that `value` names."""
    value = value.strip()
    if found := _DAY.fullmatch(value):
        day = dt.date(*(int(part) for part in found.groups()))
        return day, day
    if found := _DAY_FIRST.fullmatch(value):
        day = dt.date(int(found[3]), int(found[2]), int(found[1]))
        return day, day
    if found := _MONTH.fullmatch(value):
        return _month(int(found[1]), int(found[2]))
    if found := _MONTH_FIRST.fullmatch(value):
        return _month(int(found[2]), int(found[1]))
    if _YEAR.fullmatch(value):
        return dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
    raise ValueError(value)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    return first, first.replace(day=calendar.monthrange(year, month)[1])


def _read_amounts(value: str) -> AmountRange:
    if span := _RANGE.fullmatch(value):
        low, high = span["low"], span["high"]
        return AmountRange(_amount(low) if low else None, _amount(high) if high else None)
    if compared := _COMPARED.fullmatch(value):
        return _amounts_compared(compared["sign"], _amount(compared["value"]))
    exact = _amount(value)
    return AmountRange(exact, exact)


def _amounts_compared(sign: str, amount: int) -> AmountRange:
    match sign:
        case ">":
            return AmountRange(amount + 1, None)
        case ">=" | "≥":
            return AmountRange(amount, None)
        case "<":
            return AmountRange(None, amount - 1)
        case "<=" | "≤":
            return AmountRange(None, amount)
    return AmountRange(amount, amount)


def _amount(value: str) -> int:
    """Hundredths of "1.234,56", "1234.56", "€ 12" and the like; the last separator is the decimal one."""
    plain = _CURRENCY.sub("", value).replace(" ", "").replace("'", "")
    cut = max(plain.rfind("."), plain.rfind(","))
    if cut >= 0 and len(plain) - cut - 1 != 3:
        plain = plain[:cut].replace(".", "").replace(",", "") + "." + plain[cut + 1 :]
    else:
        plain = plain.replace(".", "").replace(",", "")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]*)?", plain):
        raise ValueError(value)
    try:
        minor = int((Decimal(plain) / _CENT).to_integral_value())
    except InvalidOperation as error:
        raise ValueError(value) from error
    if abs(minor) >= _LARGEST_MINOR:
        raise ValueError(value)
    return minor


def _written_amount(minor: int | None) -> str:
    return "" if minor is None else f"{Decimal(minor) * _CENT:.2f}"


_READERS: Mapping[str, Callable[[str], Filter]] = {
    "sender": _read_sender,
    "kind": _read_kind,
    "date": _read_dates,
    "amount": _read_amounts,
    "language": _read_language,
    "tag": _read_tag,
}
