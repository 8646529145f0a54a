"""Whom a letter names in its text by what they are: the parties of a contract, an employee, a patient.

"Between A, whose seat ..., and B", "1. A ... 2. B", "Landlord: A", "Werknemer: B", "Patient : C". Nobody is written to
by being named; who is named only like this is offered to a person, never taken for the recipient.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr_workers.fields.form_spelling import spelled_right

if TYPE_CHECKING:
    from ocr_workers.fields.rows import Found, Row

PARTY, LABELLED = 0.6, 0.7
"""How sure a name is that of a party: by its place between "between" and "agree", and by a label."""
MOST_ROWS = 24
"""Rows from "between" to the last party at most."""
MOST_PARTIES = 4
SHORTEST_NAME, LONGEST_NAME, MOST_WORDS = 4, 60, 7


class Role(enum.Enum):
    """What a party does in the matter: grants it, takes it, or either."""

    GIVER = "giver"
    TAKER = "taker"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whom a letter names by what they are."""

    name: Found[str]
    role: Role


_OPENING = re.compile(
    r"(?:^|\b(?:made|entered into|concluded|dated|conclue?|gesloten|geschlossen|stipulato)\b.{0,40}?\s|[.:;]\s)"
    r"\W*(?:by and )?(?:between|tussen(?: de)?(?: ondergetekenden?)?|"
    r"entre(?: les)?(?: soussign[ée]e?s)?|zwischen(?: de[rmn])?|tra(?: i sottoscritti)?|fra(?: i sottoscritti)?)\b\W*"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:hereby|it is agreed|whereas|agree as|wordt (?:het volgende )?overeengekomen|is overeengekomen|komen overeen|"
    r"(?:il est|a [ée]t[ée]|est) (?:convenu|conclu|expos[ée])|vereinbar|wird folgend|geschlossen|si conviene|"
    r"si stipula|premesso)|^\W*(?:art(?:ik[ea]l|icle|icolo)?\b\.?|§)\s*\d",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^\W*(?:\(?(?:\d|[a-d]|I{1,3})[.)°]\)?|enerzijds|anderzijds|d['’]une part|d['’]autre part|einerseits|"
    r"andererseits|da una parte|dall['’]altra(?: parte)?)[\s,:–-]+",
    re.IGNORECASE,
)
_AND = re.compile(r"^\W*(?:and|en|et|und|ed?)\b\W*", re.IGNORECASE)
_AND_LAST = re.compile(r"(?:^|[,;)\"”»]\s*|\s)(?:and|en|et|und|ed?)\W*$", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:de |la |the |die |das |der |il |lo |l['’])?(?:(?:naamloze |besloten )?vennootschap|soci[ée]t[ée]|company|"
    r"firma|"
    r"gesellschaft|societ[àa]|ditta|signora?|sig\.(?:ra)?|heer|dame|mevrouw|"
    r"mevr\.|mw\.|dhr\.|mijnheer|madame|mademoiselle|monsieur|mme|mlle|m\.|frau|herrn?|mrs?\.?|ms\.?)\s+)",
    re.IGNORECASE,
)
_NAME_ENDS = re.compile(
    r"\s*[,;(:\"“«]|\s[-–—]\s|\s+(?:of\s+\d|(?:of|met|gevestigd|wonende|dont|demeurant|domicili\w*|ayant|residing|"
    r"having|whose|incorporated|registered|a company|wohnhaft|mit|con sede|residente|nat[oa]|n[ée]e?|geboren|born|"
    r"hierna|ci-apr[èe]s|hereinafter|nachfolgend|im folgenden|di seguito|represented|vertegenwoordigd|"
    r"repr[ée]sent[ée]e?|vertreten|rappresentat[oa])\b)|\s{3}",
    re.IGNORECASE,
)
_GIVERS = (
    r"landlord|lessor|verhuurder|(?:le )?bailleur|propri[ée]taire|vermieter(?:in)?|locatore|employer|werkgever|"
    r"employeur|arbeitgeber(?:in)?|datore di lavoro|lender|kredietgever|pr[êe]teur|darlehensgeber"
)
_TAKERS = (
    r"tenant|lessee|huurder|locataire|preneur|mieter(?:in)?|conduttore|locatario|employee(?: name)?|"
    r"(?:naam )?werknemer|"
    r"salari[ée]e?|travailleur|(?:name des )?arbeitnehmer(?:s|in)?|mitarbeiter(?:in)?|dipendente|lavoratore|"
    r"patient(?:e|in)?(?: name)?|(?:naam )?pati[ëe]nt|paziente|assistit[oa]|borrower|kredietnemer|emprunteur|"
    r"darlehensnehmer|insured|verzekerde|assur[ée]e?|versicherte[rn]?|assicurat[oa]"
)
_ROLE = re.compile(rf"^\W*(?:(?P<giver>{_GIVERS})|(?P<taker>{_TAKERS}))\s*:\s*(?P<name>\S.*)$", re.IGNORECASE)
_TITLES = re.compile(
    r"^(?:mr|mrs|ms|miss|mme|mlle|m|madame|monsieur|mevrouw|mevr|mw|dhr|de heer|herr|frau|sig|sig\.ra|dr|prof)\.?\s+",
    re.IGNORECASE,
)
_STOP = re.compile(r"(\w{3,})\.$")
"""A full stop that ends a sentence, and none of "S.r.l."."""
_WORDS = re.compile(r"[^\W\d_][\w'’.&-]*|&")


def find_parties(rows: Sequence[Row]) -> tuple[Party, ...]:
    """The parties that the first page names, in the order in which they stand there, each once."""
    first = [row for row in rows if row.is_first_page]
    kept: dict[str, Party] = {}
    for party in (*_between(first), *_by_role(first)):
        kept.setdefault(party.name.value.casefold(), party)
    return tuple(kept.values())[:MOST_PARTIES]


def _between(rows: Sequence[Row]) -> Iterator[Party]:
    """The names behind "between", behind "and", and behind the numbers of parties, up to what they agree."""
    for position, row in enumerate(rows):
        opening = _OPENING.search(row.text)
        if opening is None:
            continue
        begun = list(_begun(rows[position : position + MOST_ROWS], opening.start("rest")))
        # A sentence may say "between" of anything; a contract names two who are somebody.
        if len(begun) > 1:
            yield from begun
            return


def _begun(rows: Sequence[Row], start: int) -> Iterator[Party]:
    is_next = True
    for index, row in enumerate(rows):
        text = row.text[start:] if index == 0 else row.text
        if index and _AGREED.search(text):
            return
        if not any(mark.isalpha() for mark in text):
            continue
        bare = _AND.sub("", text)
        is_counted = _COUNTED.match(bare) is not None
        if (is_next or is_counted or bare != text) and (party := _party(row, _COUNTED.sub("", bare))):
            yield party
        yield from _second_in(row, text)
        is_next = _AND_LAST.search(text) is not None or _AND.sub("", text) == "" or (is_next and not _has_name(text))


def _second_in(row: Row, text: str) -> Iterator[Party]:
    """The second party where a line names both: "between A Ltd and B Ltd"."""
    parts = re.split(r"\s(?:and|en|et|und|e)\s", text, maxsplit=1)
    if len(parts) == 2 and _OPENING.search(row.text) and (party := _party(row, parts[1])):
        yield party


def _has_name(text: str) -> bool:
    return len(_WORDS.findall(text)) > 1


def _by_role(rows: Sequence[Row]) -> Iterator[Party]:
    for row in rows:
        for run in row.runs:
            label = _ROLE.match(run.text)
            if label and (name := _name(label["name"])):
                role = Role.GIVER if label["giver"] else Role.TAKER
                yield Party(_found(row, name, LABELLED), role)


def _party(row: Row, text: str) -> Party | None:
    name = _name(text)
    return Party(_found(row, name, PARTY), Role.PARTY) if name else None


def _name(text: str) -> str:
    """The name with which a text begins, without what is said of it; "" where it begins with none."""
    lead = _LEAD.sub("", text.strip())
    parted = re.split(r"\s(?:and|et|und|en|e)\s(?=[A-ZÀ-Ý(]\S*\s)", _NAME_ENDS.split(lead, maxsplit=1)[0], maxsplit=1)
    name = _STOP.sub(r"\1", parted[0].strip())
    words = _WORDS.findall(name)
    capitals = sum(word[0].isupper() or word[0] == "&" for word in words)
    is_name = 2 <= len(words) <= MOST_WORDS and capitals * 2 > len(words) and words[0][0].isupper()
    return name if is_name and SHORTEST_NAME <= len(name) <= LONGEST_NAME else ""


def _found(row: Row, name: str, confidence: float) -> Found[str]:
    start = row.text.find(name)
    return row.found(spelled_right(name), confidence, start, start + len(name))


def sending_party(parties: Sequence[Party], recipient: str) -> Party | None:
    """The party who may have sent the contract: who grants it, else the first who is not its recipient.

    Args:
        parties: The parties in order.
        recipient: The recipient's lines as one text; "" where none was found.
    """
    addressed = _bare(recipient)
    others = [party for party in parties if not addressed or _bare(party.name.value) not in addressed]
    others = others or list(parties)
    givers = [party for party in others if party.role is Role.GIVER]
    named = [party for party in others if party.role is Role.PARTY]
    return next(iter((*givers, *named)), None)


def names_several(parties: Sequence[Party], lines: Sequence[str]) -> bool:
    """Whether lines name two parties, and so are the head of what they agree on, and nobody's address."""
    written = _bare(" ".join(lines))
    return sum(_bare(party.name.value) in written for party in parties) > 1


def _bare(text: str) -> str:
    return "".join(mark for mark in _TITLES.sub("", text).casefold() if mark.isalnum())
