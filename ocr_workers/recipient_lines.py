"""What each line of a recipient's block is for: a name, a department, somebody's attention, a street, a place.

Who is named beside a tenant decides as much as the tenant's own name: "Gamma NV" above it makes it a door, "c/o" before
it a host, an employee or a department above it changes nothing.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from ocr_workers import legal_forms, postal
from ocr_workers.company_names import CompanyName, company_name, without_departments
from ocr_workers.given_names import GIVEN_NAMES
from ocr_workers.households import addresses_several
from ocr_workers.office_words import is_form_of_address, is_title_alone, names_an_office
from ocr_workers.person_names import PersonName, person_name
from ocr_workers.print_confusion import folded
from ocr_workers.titles import without_titles_behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_NAME_WORDS = 5
_STAMPED = """
    aangetekend aangetekende zending persoonlijk vertrouwelijk strikt recommande recommandee lettre avec ar
    accuse reception personnel confidentiel confidentielle et einschreiben ruckschein mit personlich
    vertraulich eigenhandig raccomandata a r personale riservata riservato private confidential and strictly
    personal urgent dringend priority prioritaire prior registered post mail recorded delivery port betaald
    paye pp entgelt bezahlt pressesendung dialogpost postage paid par avion luftpost belgie belgique
    recommandata express premium adres adresse address indirizzo destinataire destinatario empfanger
    geadresseerde aan to an bestemd voor
"""
_ENDORSEMENTS = frozenset(folded(word) for word in _STAMPED.split())
_ATTENTION = tuple(
    folded(words) for words in (
        "al attention de", "ter attentie van", "for the attention of", "alla cortese attenzione di",
        "all attenzione di",
    )
)  # fmt: skip
_LONG_ENDORSEMENTS = tuple(word for word in _ENDORSEMENTS if len(word) >= 6)  # no name is near those
_BUILDING = re.compile(
    r"^\W*(?:gebouw|b[aâ]t(?:iment)?\.?|building|haus|block|bloc|blok|floor|etage|étage|verdieping|stock|piano|scala|"
    r"niveau|suite|unit|flat|apt|appt|appartement|appartment|r[ée]s(?:idence|\.)|residentie|parc|park|zone|zi|zac|"
    r"industrieterrein|bedrijvenpark|business cent(?:er|re)|centre)(?:\b|[A-Z0-9]\b)",
    re.IGNORECASE,
)  # fmt: skip
_BUILDINGS = ("gebouw", "batiment", "building", "haus", "block", "etage")
_NUMBER_AT_END = re.compile(r"^\W*\d{1,4}[a-zA-Z]?[\s,]+\w{3}|\w{3}[\s,.]+\d{1,5}\s?[a-zA-Z]?\W*$")
_UNIT_FIRST = re.compile(r"^\W*(?:flat|unit|apt|apartment|suite|appt?|appartement|studio)\.?\s\d", re.IGNORECASE)
_ATTENTION_WITHIN = r"t\.?\s?a\.?\s?v\.?|attn?\.?:?|z\.\s?h(?:d\.?|\.)|fao|[àa] l['’´`]att\S*|c\.\s?a\."
_SPLIT = re.compile(rf"\s+[-–—|/]\s+|\s*[,;|]\s+|\s+(?=(?:{_ATTENTION_WITHIN})\s)", re.IGNORECASE)


class Naming(enum.Enum):
    """In which role a name stands in an address."""

    ADDRESSEE = "addressee"
    ATTENTION = "for the attention of"
    CARE_OF = "care of"


@dataclass(frozen=True)
class NamedLine:
    """A name with its role, which of the block's lines it takes up, and who else is named in the same line."""

    text: str
    naming: Naming
    first: int
    last: int
    beside: tuple[str, ...] = ()

    @cached_property
    def company(self) -> CompanyName:
        """The name, prepared for comparing with companies'."""
        return company_name(without_departments(postal.plain_name(postal.without_honorific(self.text))))

    @cached_property
    def is_titled(self) -> bool:
        """Whether it begins with the title of a person or a family."""
        return postal.has_personal_title(self.text)

    @cached_property
    def addresses_several(self) -> bool:
        """Whether it addresses a couple or a family."""
        return addresses_several(self.text)

    @cached_property
    def person(self) -> PersonName:
        """The name, prepared for comparing with persons'."""
        return person_name(postal.without_honorific(self.text))


@dataclass(frozen=True)
class RecipientNames:
    """Every name in a block, and which lines say who is meant.

    Attributes:
        named: The names, each line by itself and two lines together where a name may run on.
        meant: Numbers of the lines that name an addressee: neither department nor endorsement nor building.
        persons: Those of them that certainly name a person.
        companies: Those of them that bear a legal form.
    """

    named: tuple[NamedLine, ...]
    meant: frozenset[int]
    persons: frozenset[int]
    companies: frozenset[int]


def names_of(lines: Sequence[str]) -> RecipientNames:
    """The names in the lines before the street, with the attention and care-of lines wherever they stand."""
    addressees: list[tuple[int, str]] = []
    others: list[NamedLine] = []
    for index, line in _with_titles(_name_lines(lines)):
        role, text = role_of(line)
        if role is Naming.ADDRESSEE:
            addressees.append((index, text))
        else:
            others.append(NamedLine(text, role, index, index))
    place = postal.parse_address(tuple(lines)).city
    # The last word of a return line that was torn apart is the town, and names nobody.
    named = [(index, text) for index, text in addressees if not f"{place} ".startswith(f"{postal.plain(text)} ")]
    meant = _with_forms([(index, text) for index, text in named if not _is_by_the_way(text)])
    if not meant:
        # "t.a.v. Jan Peeters" with nobody above it is addressed to him.
        others = [_as_addressee(name) if name.naming is Naming.ATTENTION else name for name in others]
    if not meant and not others:
        # Somebody's name may be such words: "La Maison".
        meant = [(index, text) for index, text in addressees if is_form_of_address(text) or names_an_office(text)]
    return RecipientNames(
        named=(*_names(meant, place), *others),
        meant=frozenset(index for index, _ in meant),
        persons=frozenset(index for index, text in meant if names_a_person(text)),
        companies=frozenset(index for index, text in meant if legal_forms.names_a_form(postal.plain_name(text))),
    )


def _with_titles(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines, a title that stands in a line of its own put before the name below it."""
    title = ""
    for index, line in lines:
        if is_title_alone(line) and not title:
            title = line
        else:
            yield index, f"{title} {line}".strip()
            title = ""


def _with_forms(addressees: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines, a legal form that stands in a line of its own put behind the name above it."""
    joined: list[tuple[int, str]] = []
    for index, text in addressees:
        if joined and legal_forms.is_form(postal.plain_name(text)):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {text}")
        else:
            joined.append((index, text))
    return joined


def role_of(line: str) -> tuple[Naming, str]:
    """The role in which a line names somebody, and the name."""
    attention, care = postal.attention_of(line), postal.care_of(line)
    if attention is not None:
        return Naming.ATTENTION, attention
    if care is not None:
        return Naming.CARE_OF, care
    return (Naming.ATTENTION, line) if _begins_like_attention(line) else (Naming.ADDRESSEE, line)


def _begins_like_attention(line: str) -> bool:
    """Whether a line begins with a long "for the attention of", badly read."""
    squeezed = folded(postal.plain(line))
    return any(Levenshtein.distance(squeezed[: len(words)], words, score_cutoff=2) <= 2 for words in _ATTENTION)


def names_a_person(line: str) -> bool:
    """Whether a line certainly names a person: it has a title or a common given name, and no legal form."""
    if legal_forms.names_a_form(postal.plain_name(line)):
        return False
    if postal.has_personal_title(line):
        return True
    words = postal.plain(line).split()
    return 2 <= len(words) <= MOST_NAME_WORDS and bool({*words[:3], words[-1]} & GIVEN_NAMES)


def _name_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines before the address begins, and roles that stand further down."""
    begun = is_placed = False
    for index, line in enumerate(lines):
        mended = postal.mended(line)
        begun = begun or (index > 0 and _begins_address(mended))
        if not begun or role_of(line)[0] is not Naming.ADDRESSEE or (is_placed and _is_name_below(line)):
            yield index, postal.mended_name(line)
        is_placed = is_placed or (begun and postal.is_postcode_line(mended))


def _is_name_below(line: str) -> bool:
    """Whether a line below the place names a person or a company, who is addressed too."""
    is_bare = not any(mark.isdigit() or mark == ":" for mark in line)
    return is_bare and (names_a_person(line) or legal_forms.names_a_form(postal.plain_name(line)))


def is_part_of_address(line: str) -> bool:
    """Whether a line is a street, a place or a building, and names nobody."""
    return _begins_address(postal.mended(line)) or _is_building(line)


def _begins_address(line: str) -> bool:
    """Whether a line is a street or a place, or one badly read: below a name, a number at either end is a house's."""
    if legal_forms.names_a_form(postal.plain_name(line)):  # "S.c.a r.1" ends with no house's number
        return False
    parts = postal.parts_of(line)
    is_whole = len(parts) > 1 and postal.is_street_line(parts[0]) and postal.is_postcode_line(parts[-1])
    return (
        is_whole
        or postal.is_street_line(line)
        or postal.is_postcode_line(line)
        or _NUMBER_AT_END.search(line) is not None
        or _UNIT_FIRST.match(line) is not None
    )


def _is_by_the_way(line: str) -> bool:
    words = postal.plain(line).split()
    return (
        _is_endorsement(words)
        or names_an_office(line)
        or is_form_of_address(line)
        or _is_building(line)
        or not any(len(word) > 1 for word in postal.plain_name(line).split())
    )


def _is_endorsement(words: Sequence[str]) -> bool:
    """Whether nothing but what a post office or a discreet sender stamps is said, blanks lost or not."""
    rest = folded("".join(word for word in words if not _is_stamped(folded(word))))
    while rest:
        begun = max((word for word in _ENDORSEMENTS if rest.startswith(word)), key=len, default="")
        if not begun:
            return False
        rest = rest.removeprefix(begun)
    return True


def _is_stamped(word: str) -> bool:
    return any(Levenshtein.distance(word, long, score_cutoff=1) <= 1 for long in _LONG_ENDORSEMENTS)


def _is_building(line: str) -> bool:
    """Whether a line names a building, a floor or a park; "Bujlding A" is one too."""
    words = postal.plain(line).split()
    near = len(words) == 2 and len(words[1]) <= 2 and any(Levenshtein.distance(words[0], b) <= 1 for b in _BUILDINGS)
    return near or _BUILDING.match(line) is not None


def _as_addressee(name: NamedLine) -> NamedLine:
    return NamedLine(name.text, Naming.ADDRESSEE, name.first, name.last)


def _names(meant: Sequence[tuple[int, str]], place: str) -> Iterator[NamedLine]:
    for line, (index, whole) in enumerate(meant):
        text = without_titles_behind(whole) if names_a_person(whole) else whole
        yield NamedLine(text, Naming.ADDRESSEE, index, index)
        parts = [part for part in _SPLIT.split(text) if len(part) > 2]
        if len(parts) > 1:
            beside = tuple(part for part in parts[1:] if _names_somebody(part, place))
            yield NamedLine(parts[0], Naming.ADDRESSEE, index, index, beside)
        if line + 1 < len(meant):
            after, more = meant[line + 1]
            yield NamedLine(f"{text} {more}", Naming.ADDRESSEE, index, after)


def _names_somebody(part: str, place: str) -> bool:
    """Whether what stands behind a stroke or a comma may be another addressee: no office, attention or town."""
    is_role = role_of(part)[0] is Naming.ATTENTION or names_an_office(part) or is_form_of_address(part)
    return (
        not is_role
        and not is_part_of_address(part)
        and postal.plain(part) != place
        and any(mark.isalpha() for mark in part)
    )
