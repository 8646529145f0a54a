"""How well a printed name agrees with a company's registered one.

A legal form that contradicts makes two companies of "Jansen BV" and "Jansen NV", whatever a similarity figure says;
so does a number, a single letter, or a word that print cannot have invented ("Jansen Holding").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from ocr_workers import legal_forms, postal
from ocr_workers.misreading import begins_oddly, slips
from ocr_workers.name_levels import NameLevel
from ocr_workers.office_words import DEPARTMENTS
from ocr_workers.print_confusion import folded, letters_forgiven, nearly_same

SHORTEST_WORD = 4
SHORTEST_MISREAD = 3
"""A word of so many letters may have one that print confuses."""
SHORTEST_SPELLED = 8
"""In a shorter name ("Meyer", "Meier") a letter that no print explains is another company's."""
FAR = 99
LONG_WORD = 5
LEAST_SHOWN = 0.6
SHORTEST_CUT = 12
"""A name of fewer letters may be the beginning of too many to be one that was cut off."""
# fmt: off
_LEADS = frozenset((
    "maison", "ets", "etablissements", "firma", "fa", "societe", "ste", "ditta", "messrs", "the", "de", "het", "la",
    "le", "les",
))
_LONG_LEADS = ("firma", "societe", "etablissements", "messrs", "spettabile")
# fmt: on
_JOINING = frozenset(("und", "en", "et", "and"))
_JOINED = {
    "e": frozenset(("figli", "figlio", "fratelli", "c", "co", "soci", "associati", "partner", "partners")),
    "u": frozenset(("sohn", "sohne", "soehne", "tochter", "co", "partner", "cie")),
}
"""Before which words a single letter is short for "and"."""
_SHORT = {
    "zonen": "zn", "zoon": "zn", "gebroeders": "gebr", "gebruder": "gebr", "gebrueder": "gebr",
    "brothers": "bros", "associati": "ass", "associates": "assoc", "associes": "assoc", "freres": "frs",
    "maatschappij": "mij", "international": "intl",
}  # fmt: skip
"""Words of names that are as often written short."""
_FRATELLI = re.compile(r"\bf lli\b")
_NUMBERS = re.compile(r"\b\d+|\d{2,}|\d\b|\bi{2,3}|i{2,3}\b|iii")
_ROMAN = re.compile(r"[ivx]+|[a-z]|\d+")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A name prepared for comparing: plain, in its parts, and folded; `folded_bare` keeps the article, not the form."""

    plain: str
    core: str
    form: str
    folded: str
    folded_core: str
    folded_bare: str
    marks: tuple[str, ...]


def company_name(text: str) -> CompanyName:
    """A printed or registered name, prepared once for many comparisons."""
    name = legal_forms.closed_up(postal.plain_name(text))
    name = " ".join(_SHORT.get(word, word) for word in _without_and(_FRATELLI.sub("fratelli", name)).split())
    core, form = legal_forms.split_legal_form(name)
    bare = core
    words = core.split()
    while len(words) > 1 and _is_lead(words[0]):
        words = words[1:]
    core = " ".join(words)
    marks = (*(word for word in core.split() if _ROMAN.fullmatch(word) and not word.isdigit()), *_NUMBERS.findall(core))
    return CompanyName(name, core, form, folded(name), folded(core), folded(bare), marks)


def _without_and(name: str) -> str:
    """A plain name without what "&" stands for too, which is no letter: "moulin et fils" is "moulin fils"."""
    words = name.split()
    kept = [
        word
        for place, word in enumerate(words)
        if not (0 < place < len(words) - 1 and (word in _JOINING or words[place + 1] in _JOINED.get(word, ())))
    ]
    return " ".join(kept)


def _is_lead(word: str) -> bool:
    """Whether a word only says that a company follows; a long one may differ in a letter ("sociét")."""
    return word in _LEADS or (
        len(word) >= LONG_WORD and any(Levenshtein.distance(word, lead, score_cutoff=1) <= 1 for lead in _LONG_LEADS)
    )


def without_departments(text: str) -> str:
    """A plain text without the words of departments at its end; never empty."""
    words = text.split()
    while len(words) > 1 and words[-1] in DEPARTMENTS and words[-1] not in {"service", "finance", "it", "dienst"}:
        words.pop()
    return " ".join(words)


def level_of_company(printed: CompanyName, registered: CompanyName) -> NameLevel:
    """The step at which two names agree."""
    if printed.core == registered.core:
        return _by_form(printed.form, registered.form)
    printed = _without_misread_form(printed, registered)
    if _same_but_for_confusion(printed, registered):
        return NameLevel.OTHER_FORM if _forms_differ(printed, registered) else NameLevel.MISREAD
    if not _same_marks(printed, registered):
        return _of_parts(printed, registered)
    if nearly_same(printed.core, registered.core) or nearly_same(printed.plain, registered.plain):
        near = NameLevel.OTHER_FORM if _forms_differ(printed, registered) else _unless_short(printed, registered)
        return near if near is not NameLevel.NONE or not _is_cut_short(printed, registered) else NameLevel.CUT
    return _of_parts(printed, registered)


def _without_misread_form(printed: CompanyName, registered: CompanyName) -> CompanyName:
    """The printed name without a last word that is the registered legal form, badly read ("bau a", "bogaerts cy")."""
    *front, last = printed.core.split() or [""]
    if printed.form or not registered.form or not front or last in registered.core.split():
        return printed
    one, other = folded(last), folded(registered.form)
    if any(mark.isdigit() for mark in last) and not last[0].isalpha() and len(last) > len(registered.form):
        return printed
    if len(last) > len(registered.form) or not (other.startswith(one) or Levenshtein.distance(one, other) <= 1):
        return printed
    return replace(company_name(" ".join(front)), plain=printed.plain, folded=printed.folded)


def _unless_short(printed: CompanyName, registered: CompanyName) -> NameLevel:
    # In "roth ag" a letter that differs is a fifth of the name, and no word but the form agrees.
    forgiven = letters_forgiven(min(len(name.core.replace(" ", "")) for name in (printed, registered)))
    explained, odd = _slips_by_word(printed.core, registered.core)
    if not forgiven or explained + odd > forgiven:
        return NameLevel.NONE
    if odd:
        return NameLevel.SPELLED if len(registered.core) >= SHORTEST_SPELLED else NameLevel.NONE
    return NameLevel.NEAR


def _slips_by_word(one: str, other: str) -> tuple[int, int]:
    """The slips of all words together; very many where a short word differs in a letter that no shape explains.

    "Frei Engineering" is not "Frey Engineering", however long the whole; "Meor Techniek" may be "Meer Techniek".
    """
    words, others = one.split(), other.split()
    if len(words) != len(others):
        # Blanks were lost or found; a letter more may be what tells a sister company apart ("Bakker B").
        return slips("".join(words), "".join(others)) if len(folded(one)) <= len(folded(other)) else (0, FAR)
    found = [_slips_of_word(word, each) for word, each in zip(words, others, strict=True)]
    return sum(explained for explained, _ in found), sum(odd for _, odd in found)


def _slips_of_word(word: str, other: str) -> tuple[int, int]:
    if word == other:
        return 0, 0
    # No print adds a letter to a word's end; there it is what tells a sister company or a namesake apart.
    if len(word) > len(other) and word.startswith(other):
        return 0, FAR
    explained, odd = slips(word, other)
    if odd and begins_oddly(word, other):
        return 0, FAR
    allowed = letters_forgiven(min(len(word), len(other)))
    is_short = not odd and explained == 1 and min(len(word), len(other)) >= SHORTEST_MISREAD
    return (explained, odd) if explained + odd <= allowed or is_short else (0, FAR)


def _by_form(form: str, other: str) -> NameLevel:
    if form == other:
        return NameLevel.EXACT
    if form and folded(form) == folded(other):
        return NameLevel.MISREAD
    if not form or not other or legal_forms.same_form(form, other):
        return NameLevel.FORM_MISSING
    return NameLevel.OTHER_FORM


def _forms_differ(printed: CompanyName, registered: CompanyName) -> bool:
    both = bool(printed.form and registered.form)
    alike = folded(printed.form) == folded(registered.form) or legal_forms.same_form(printed.form, registered.form)
    return both and not alike


def _same_but_for_confusion(printed: CompanyName, registered: CompanyName) -> bool:
    same = printed.folded == registered.folded or printed.folded_core == registered.folded_core
    same = same or printed.folded_bare == registered.folded_bare
    # A form that runs into the name ("Alpina BauAG") is found again in the whole.
    form = folded(registered.form)
    merged = not printed.form and printed.folded in {registered.folded_core + form, form + registered.folded_core}
    return same or merged


def _same_marks(printed: CompanyName, registered: CompanyName) -> bool:
    """Whether numbers and single letters agree: "Invest 2" is not "Invest 3", nor "Garage B" "Garage C"."""
    return sorted(printed.marks) == sorted(registered.marks)


def _of_parts(printed: CompanyName, registered: CompanyName) -> NameLevel:
    if _is_cut_short(printed, registered):
        return NameLevel.CUT
    if not printed.form and _is_beginning_of(printed, registered):
        return NameLevel.PARTIAL
    inner, outer = registered.core, printed.core
    return NameLevel.WITHIN if _contains(outer, inner) else NameLevel.NONE


def _is_cut_short(printed: CompanyName, registered: CompanyName) -> bool:
    return not printed.form and (_is_cut_off(printed, registered) or _is_cut_in_form(printed, registered))


def _is_beginning_of(printed: CompanyName, registered: CompanyName) -> bool:
    """Whether a sender left out words: "Alfa" may be meant for "Alfa Holding"; misread letters change nothing."""
    if _contains(registered.core, printed.core):
        return True
    words = registered.core.split()
    begun = (" ".join(words[:count]) for count in range(1, len(words)))
    return any(nearly_same(some, printed.core) for some in begun)


def _contains(longer: str, name: str) -> bool:
    # A short or common word is within too many names to mean anything.
    return len(name) >= SHORTEST_WORD and f" {name} " in f" {longer} "


def _is_cut_in_form(printed: CompanyName, registered: CompanyName) -> bool:
    """Whether the name ends within its legal form ("Klein S.à r.")."""
    one, core = printed.folded, registered.folded_core
    return len(core) >= SHORTEST_WORD and one.startswith(core) and registered.folded.startswith(one)


def _is_cut_off(printed: CompanyName, registered: CompanyName) -> bool:
    """Whether a window or a column's width ended the name in the middle of a word, not a sender between two."""
    one, other = printed.folded, registered.folded
    length = len(one)
    if length < SHORTEST_CUT or not LEAST_SHOWN * len(other) <= length < len(other):
        return False
    ends = {len(folded(registered.plain[: space.start()])) for space in re.finditer(" ", registered.plain)}
    begun = other[:length]
    # The last letters prove that the name goes on like this.
    return length not in ends and one[-3:] == begun[-3:] and Levenshtein.distance(one, begun, score_cutoff=1) <= 1
