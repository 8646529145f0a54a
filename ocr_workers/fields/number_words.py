"""Days, years and lengths of periods as five languages spell them.

Each form is written without blanks, hyphens and accents ("vingtdeux", "dreiundzwanzigsten"), because
printers and engines part compound numbers as they like. All forms are composed from the few words that a language
has for numbers, with the spellings of its regions: "nonante", "septante", "mil neuf cent", "twenty twenty-six".
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

Numbers = Mapping[int, tuple[str, ...]]

DAYS = range(1, 32)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_NL = _words(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
)
_NL_TENS = _words("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_FR = _words(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dixsept dixhuit "
    "dixneuf"
)
_FR_TENS = {20: ("vingt",), 30: ("trente",), 40: ("quarante",), 50: ("cinquante",), 60: ("soixante",),
            70: ("septante",), 80: ("huitante", "octante", "quatrevingt"), 90: ("nonante",)}  # fmt: skip
_FR_SCORES = {60: "soixante", 80: "quatrevingt"}
_DE = _words(
    "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_DE_TENS = _words("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig")
_IT = _words(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
)
_IT_TENS = _words("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_EN_ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}
_NL_ORDINALS = {1: "eerste", 3: "derde", 8: "achtste"}
_DE_ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_DE_ENDINGS = ("en", "er", "e", "em", "es")


@cache
def day_words() -> Mapping[str, int]:
    """By the plain form of its word the day of the month: cardinal and ordinal numbers from 1 to 31."""
    forms: dict[str, int] = {}
    for cardinals in (_english(), _dutch(), _french(), _german(), _italian()):
        for day in DAYS:
            forms |= dict.fromkeys(cardinals[day], day)
    for day in DAYS:
        forms |= dict.fromkeys((_english_ordinal(day), _dutch_ordinal(day), *_german_ordinals(day)), day)
    return forms | {"premier": 1, "primo": 1, "eins": 1}


@cache
def cardinal_words() -> Mapping[str, int]:
    """By its plain form the number from 1 to 99, as periods are spelled: "forty-five days"."""
    spoken = (_english(), _dutch(), _french(), _german(), _italian())
    return {form: number for numbers in spoken for number in range(1, 100) for form in numbers[number]}


@cache
def year_words(earliest: int, latest: int) -> Mapping[str, int]:
    """By the plain form of its words the year, from `earliest` to `latest` and between 1900 and 2099."""
    years = range(max(1900, earliest), min(2099, latest) + 1)
    spell = (_english_years, _dutch_years, _french_years, _german_years, _italian_years)
    return {form: year for year in years for each in spell for form in each(year)}


def _counted(below_twenty: Iterable[str], tens: Iterable[str], join: Callable[[str, str], str]) -> Numbers:
    """The numbers below a hundred: the units as they are, and tens with units as `join` puts them together."""
    units = list(below_twenty)
    forms = {number: (word,) for number, word in enumerate(units)}
    for ten, word in enumerate(tens, start=2):
        forms |= {ten * 10: (word,)} | {ten * 10 + unit: (join(word, units[unit]),) for unit in range(1, 10)}
    return forms


@cache
def _english() -> Numbers:
    return _counted(_EN, _EN_TENS, lambda ten, unit: ten + unit)


@cache
def _dutch() -> Numbers:
    return _counted(_NL, _NL_TENS, lambda ten, unit: f"{unit}en{ten}")


@cache
def _german() -> Numbers:
    return _counted(_DE, _DE_TENS, lambda ten, unit: f"{unit}und{ten}")


@cache
def _italian() -> Numbers:
    return _counted(_IT, _IT_TENS, lambda ten, unit: (ten[:-1] if unit in ("uno", "otto") else ten) + unit)


@cache
def _french() -> Numbers:
    forms: dict[int, tuple[str, ...]] = {number: (word,) for number, word in enumerate(_FR)}
    for ten, words in _FR_TENS.items():
        forms[ten] = (*words, "quatrevingts") if ten == 80 else words
        for unit in range(1, 10):
            links = ("et", "") if unit == 1 else ("",)
            forms[ten + unit] = tuple(word + link + _FR[unit] for word in words for link in links)
    for score, word in _FR_SCORES.items():
        for unit in range(10, 20):
            links = ("et", "") if unit == 11 else ("",)
            forms[score + unit] = (*forms.get(score + unit, ()), *(word + link + _FR[unit] for link in links))
    return forms


def _english_ordinal(day: int) -> str:
    if day > 20 and day % 10:
        return _EN_TENS[day // 10 - 2] + _english_ordinal(day % 10)
    word = _english()[day][0]
    return _EN_ORDINALS.get(day) or (f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th")


def _dutch_ordinal(day: int) -> str:
    return _NL_ORDINALS.get(day) or _dutch()[day][0] + ("de" if day < 20 else "ste")


def _german_ordinals(day: int) -> tuple[str, ...]:
    stem = _DE_ORDINALS.get(day) or _german()[day][0] + ("t" if day < 20 else "st")
    return tuple(stem + ending for ending in _DE_ENDINGS)


def _english_years(year: int) -> Iterator[str]:
    century, rest = divmod(year, 100)
    for word in _english()[rest] if rest else ("",):
        if century == 20:
            yield from (f"twothousand{link}{word}" for link in ("and", ""))
        else:
            yield from (f"nineteenhundred{link}{word}" for link in ("and", ""))
        if rest:
            yield f"{_english()[century][0]}{'oh' if rest < 10 else ''}{word}"


def _dutch_years(year: int) -> Iterator[str]:
    century, rest = divmod(year, 100)
    for word in _dutch()[rest] if rest else ("",):
        yield from (f"{'tweeduizend' if century == 20 else 'negentienhonderd'}{link}{word}" for link in ("en", ""))
        if rest >= 10:
            yield f"{_dutch()[century][0]}{word}"


def _french_years(year: int) -> Iterator[str]:
    century, rest = divmod(year, 100)
    thousands = ("deuxmille", "deuxmil") if century == 20 else (
        "milleneufcent", "milneufcent", "dixneufcent", "milleneufcents", "milneufcents", "dixneufcents"
    )  # fmt: skip
    for word, link in itertools.product(_french()[rest] if rest else ("",), ("", "et")):
        yield from (f"{thousand}{link if rest else ''}{word}" for thousand in thousands)


def _german_years(year: int) -> Iterator[str]:
    century, rest = divmod(year, 100)
    word = ("eins" if rest == 1 else _german()[rest][0]) if rest else ""
    yield from (f"{'zweitausend' if century == 20 else 'neunzehnhundert'}{link}{word}" for link in ("und", ""))


def _italian_years(year: int) -> Iterator[str]:
    century, rest = divmod(year, 100)
    for word in _italian()[rest] if rest else ("",):
        thousand = "duemila" if century == 20 else "millenovecento"
        yield from (f"{thousand}{link}{word}" for link in ("e", ""))
        if word.startswith("o") and century != 20:
            yield f"{thousand[:-1]}{word}"
