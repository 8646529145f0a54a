"""How well a printed name agrees with a registered one.

Names are compared in steps that people would name too: the same; the same but for
letters that print confuses; the same without the legal form; near; another company
that merely contains the name. A legal form that contradicts makes two companies of
"Jansen BV" and "Jansen NV", whatever a similarity figure says.
"""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from ocr_workers import postal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class NameLevel(enum.Enum):
    """How well two names agree, best first."""

    EXACT = "name agrees"
    MISREAD = "name agrees but for letters that print confuses"
    FORM_MISSING = "name agrees without its legal form"
    INITIALS = "surname and initials agree"
    NEAR = "name differs in a letter or two"
    RELATIVE = "name differs in a letter or two, as relatives' names do"
    WITHIN = "name is part of a longer one"
    OTHER_FORM = "name agrees but the legal form differs"
    NONE = "name differs"


class Naming(enum.Enum):
    """In which role a name stands in an address."""

    ADDRESSEE = "addressee"
    ATTENTION = "for the attention of"
    CARE_OF = "care of"


INDIVIDUAL = "individual"
# fmt: off
_DEPARTMENTS = frozenset((
    "boekhouding", "administratie", "crediteuren", "debiteuren", "personeelsdienst", "directie", "inkoop", "dienst",
    "afdeling", "comptabilite", "facturation", "direction", "achats", "service", "rh", "buchhaltung", "einkauf",
    "geschaftsleitung", "personalabteilung", "verwaltung", "abteilung", "kreditoren", "accounts", "accounting",
    "payable", "department", "dept", "finance", "hr", "contabilita", "amministrazione", "ufficio", "acquisti",
))
_GENERIC = frozenset((
    "the", "de", "het", "la", "le", "les", "el", "der", "die", "das", "et", "en", "und", "and", "e", "of", "van", "von",
    "du", "des", "di", "da",
))
# fmt: on
_CONFUSED = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("8", "b"),
    ("6", "b"),
    ("2", "z"),
)


def namings_of(lines: Sequence[str]) -> Iterator[tuple[Naming, str]]:
    """The names in a recipient's block with their roles: each line, and two lines where a name runs on."""
    names: list[str] = []
    for line in lines:
        role, text = _role_of(line)
        if role is not Naming.ADDRESSEE:
            yield role, text
        elif postal.is_street_line(line) or postal.is_postcode_line(line):
            break
        else:
            names.append(text)
    for index, name in enumerate(names):
        yield Naming.ADDRESSEE, name
        if index + 1 < len(names):
            yield Naming.ADDRESSEE, f"{name} {names[index + 1]}"


def level_of_name(printed: str, registered: str, kind: str) -> NameLevel:
    """How well a printed name agrees with a registered one of a "business" or an "individual"."""
    one = _without_departments(postal.plain_name(postal.without_honorific(printed)))
    other = postal.plain_name(postal.without_honorific(registered))
    if not one or not other:
        return NameLevel.NONE
    return _level_of_person(one, other) if kind == INDIVIDUAL else _level_of_company(one, other)


def _role_of(line: str) -> tuple[Naming, str]:
    attention, care = postal.attention_of(line), postal.care_of(line)
    if attention is not None:
        return Naming.ATTENTION, attention
    if care is not None:
        return Naming.CARE_OF, care
    return Naming.ADDRESSEE, line


def _without_departments(name: str) -> str:
    kept = [word for word in name.split() if word not in _DEPARTMENTS]
    return " ".join(kept) or name


def _level_of_company(one: str, other: str) -> NameLevel:
    (core, form), (other_core, other_form) = postal.split_legal_form(one), postal.split_legal_form(other)
    if core == other_core:
        return _by_legal_form(form, other_form)
    if _as_print_confuses(core) == _as_print_confuses(other_core):
        return NameLevel.MISREAD if form == other_form else NameLevel.NEAR
    if form and other_form and form != other_form:
        return NameLevel.NONE
    if _differs_little(core, other_core):
        return NameLevel.NEAR
    return NameLevel.WITHIN if _is_within(other_core, core) else NameLevel.NONE


def _by_legal_form(form: str, other_form: str) -> NameLevel:
    if form == other_form:
        return NameLevel.EXACT
    return NameLevel.OTHER_FORM if form and other_form else NameLevel.FORM_MISSING


def _level_of_person(one: str, other: str) -> NameLevel:
    words, other_words = sorted(one.split()), sorted(other.split())
    if words == other_words:
        return NameLevel.EXACT
    if _as_print_confuses(" ".join(words)) == _as_print_confuses(" ".join(other_words)):
        return NameLevel.MISREAD
    if _initials_agree(one.split(), other.split()):
        return NameLevel.INITIALS
    if len(words) == len(other_words) > 1 and _differs_little(" ".join(words), " ".join(other_words)):
        return NameLevel.RELATIVE
    return NameLevel.WITHIN if len(other_words) > 1 and set(other_words) < set(words) else NameLevel.NONE


def _initials_agree(words: Sequence[str], other: Sequence[str]) -> bool:
    """Whether "jp jansen" can be "jan pieter jansen": the surname in full, given names by their initials."""
    if len(words) < 2 or len(other) < 2:
        return False
    surnames = [word for word in words if len(word) > 2]
    initials = "".join(word for word in words if len(word) <= 2 and word not in _GENERIC)
    if not surnames or not initials or not set(surnames) <= set(other):
        return False
    given = "".join(word[0] for word in other if word not in surnames and word not in _GENERIC)
    return bool(given) and (given.startswith(initials) or initials.startswith(given))


def _as_print_confuses(name: str) -> str:
    for read, meant in _CONFUSED:
        name = name.replace(read, meant)
    return name.replace(" ", "")


def _differs_little(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 5 else 1 if shorter < 12 else 2
    digits, other_digits = re.findall(r"\d+", one), re.findall(r"\d+", other)
    return digits == other_digits and Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed


def _is_within(name: str, longer: str) -> bool:
    # A short or common word is within too many names to mean anything.
    return len(name) >= 5 and re.search(rf"\b{re.escape(name)}\b", longer) is not None
