"""Who wrote the letter: the name in the letterhead.

The letterhead says it largest, the line above the window says it smallest, and the
foot says it once more with the legal form; what two of them say is believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ocr_workers import legal_forms, postal
from ocr_workers.fields.dates import find_dates
from ocr_workers.fields.form_spelling import spelled_right
from ocr_workers.fields.office_names import FORMS_OF_ADDRESS, TRADE, is_office
from ocr_workers.fields.sender_elsewhere import find_sender_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocr_workers.fields.rows import Found, Row
    from ocr_workers.layout import Run
    from paper.geometry import Box

HEAD_SHARE = 0.24
MOST_WORDS, LINE_OF_TEXT = 7, 95
"""A name of more words, or in so long a run, is part of a sentence."""
FOOT_SHARE = 0.88
SAME_NAME = 86.0
UNDER_MM = 4.0
TABLE_RUNS = 4
"""So many runs side by side are the heads of a table."""
ENOUGH, ENOUGH_BELOW = 1.0, 0.4
"""The score from which a name is the sender's; less is asked where no name stands in the head."""
SAME_SPELLING = 75.0
LARGE = 1.25
"""Letterheads are so many times as high as the usual type, where it is told by that."""
HEAD_TOGETHER_MM = 16.0
"""What stands within this distance of each other is one letterhead."""
CLEARLY_READ = 0.7
_PARTS = re.compile(r"\s*[·•|*]\s*|\s+[-–—]\s+|,\s+|\s{3,}")
_HOST = re.compile(r"(?:www\.|@)([a-z0-9-]+)\.")
_LOGO = re.compile(r"^(?:[a-z0-9]\s+)+")
"""A logo before the name is read as a small letter or a digit."""
_COUNTED = re.compile(r"^\(?(?:\d{1,2}|[a-d])[.)°]\)?\s+")
"""The number before a party of a contract: "2. Atelier Quatre-Vents SRL"."""
_ABBREVIATED = re.compile(r"(\w{3,})\.$")
"""A full stop behind a word is dropped; behind "B.V." or "S.p.A." it belongs to the name."""
_NO_NAME = re.compile(
    r"(?:@|www\.|https?:|\w{3,}\.[a-z]{2,}$|\b(?:tel|t[ée]l|fax|phone|telefon|telefoon|iban|bic|btw|tva|vat|ust|"
    r"kvk|rpr|hrb|p\.?\s?iva|mail|page|pagina|seite|blz)\b|\d{3,})",
    re.IGNORECASE,
)


_TITLE = re.compile(
    r"^\W*(?:kopie |copy |duplicata |pro ?forma |tax |payment |handels|sammel|schluss|verkoop)*"
    r"(?:invoice|bill|receipt|credit (?:note|memo)|statement|factuur|creditnota|rechnung|gutschrift|mahnung|"
    r"beleg|quittung|"
    r"facture|avoir|re[çc]u|relev[ée]|fattura|ricevuta|nota di credito|bolletta|beispiel|stylesheet|original|"
    r"contract|bon|\w*overeenkomst|arbeids?contract|\w*vertrag|(?:[\w-]+ ){0,5}(?:agreement|lease|deed)$|convention|"
    r"contrat|bail|"
    r"contratto|payslip|"
    r"loon(?:brief|strook)|entgeltabrechnung|lohnabrechnung|bulletin de (?:paie|salaire)|fiche de paie|"
    r"busta paga|cedolino|"
    r"sorry we missed|avis de (?:passage|paiement)|afhaalbericht|benachrichtigung|avviso di|estratto conto|kontoauszug|"
    r"rekeninguittreksel|assignation|dagvaarding|ladung|citazione|sommation|bevel tot|aanmaning|mahnung|"
    r"rappel|sollecito|abhol\w+|hinterlegungs\w+|verst[äa]ndigung|afwezigheids\w+|avis d['’]absence)\b",
    re.IGNORECASE,
)
"""The name of a document stands as large as its sender's, and is nobody's."""
_STATE = re.compile(
    r"^\W*(?:r[ée]publique fran[çc]aise|republik [öo]sterreich|bundesrepublik deutschland|repubblica italiana|"
    r"koninkrijk (?:belgi[ëe]|der nederlanden)|royaume de belgique|schweizerische eidgenossenschaft|"
    r"conf[ée]d[ée]ration suisse|confederazione svizzera|"
    r"grand-duch[ée] de luxembourg|libert[ée],? [ée]galit[ée].*)\W*$",
    re.IGNORECASE,
)
"""What stands above the office that writes: a court, a tax office."""
_LABELLED = re.compile(r"[^\W\d_]{3,}\s?:\s+\S")
"""A label and its value are no name: "Guest Name: Sanjay"."""
_LAST_TITLE = re.compile(r"\s+(?:invoice|receipt|factuur|rechnung|facture|fattura)$", re.IGNORECASE)
_SELLER = re.compile(
    r"\b(?:verk[äa]ufer|rechnungs(?:ersteller|steller)|lieferant|seller|sold by|vendor|supplier|billed by|"
    r"verkoper|leverancier|vendeur|fournisseur|"
    r"[ée]metteur|venditore|fornitore|cedente)(?:/\w+)?\s*(?:$|:\s*(?P<name>.*)$)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\W*(?:name|firma|naam|nom|nome|raison sociale|ragione sociale|denominazione)\s*:\s*", re.IGNORECASE
)
SELLER_REACH = 5
"""Rows below a seller's label within which the name stands."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    row: Row
    run: Run
    score: float
    second: Run | None = None
    second_row: Row | None = None

    def found(self, confidence: float) -> Found[str]:
        """The name and where it stands, on both of its lines where it has two."""
        start = self.row.text.find(self.name)
        upper = self.row.found(self.name, confidence, start, start + len(self.name))
        if self.second is None or self.second_row is None:
            return upper
        start = self.second_row.text.find(self.second.text)
        lower = self.second_row.found(self.second.text, confidence, start, start + len(self.second.text))
        sureness = min(upper.confidence, lower.confidence)
        name = f"{upper.value} {lower.value}"
        return replace(upper, value=name, confidence=sureness, boxes=(*upper.boxes, *lower.boxes))

    @property
    def reading_confidence(self) -> float:
        """How well its worst word was read, 0 to 1."""
        parts = self.name.split()
        return min((word.confidence for word in self.run.words if word.text.strip(" .,:;") in parts), default=0.0)


def find_sender(rows: Sequence[Row], recipient: Box | None, return_line: str = "") -> Found[str] | None:
    """The sender's name as printed.

    Args:
        rows: The letter's rows.
        recipient: The recipient's block on the first page, in which the sender is not looked for.
        return_line: The one-line address printed above the recipient, if there is one.
    """
    found = _find_sender(rows, recipient, return_line)
    return replace(found, value=spelled_right(found.value)) if found else None


def _find_sender(rows: Sequence[Row], recipient: Box | None, return_line: str) -> Found[str] | None:
    first = [row for row in rows if row.is_first_page]
    labelled = _labelled_seller(first)
    if labelled is not None:
        return labelled
    candidates = list(_candidates(first, recipient))
    if not candidates:
        return find_sender_elsewhere(rows, recipient)
    hosts = _HOST.findall(" ".join(row.text for row in rows).casefold())
    told = [_with_witnesses(candidate, candidates, return_line, hosts) for candidate in candidates]
    best = _organisation(max(told, key=lambda candidate: candidate.score), told)
    if best.score < (ENOUGH if any(each.row.height_share <= HEAD_SHARE for each in told) else ENOUGH_BELOW):
        return find_sender_elsewhere(rows, recipient)
    joined = _joined(first, best, told)
    spelled = joined if joined.second else _best_spelling(best, told, return_line)
    return spelled.found(min(0.97, 0.3 + best.score / 8))


def _labelled_seller(rows: Sequence[Row]) -> Found[str] | None:
    """The name that a label calls the seller's: behind it, or on one of the next lines in its column."""
    for position, row in enumerate(rows):
        for run in row.runs:
            label = _SELLER.search(run.text)
            if label is None or label.start() > 3 or (label["name"] and not _may_be_a_name(label["name"])):
                continue
            if label["name"]:
                return _found_in(row, label["name"], 0.85)
            if found := _below_label(rows[position : position + SELLER_REACH + 1], run):
                return found
    return None


def _below_label(rows: Sequence[Row], label: Run) -> Found[str] | None:
    beside = [run for run in rows[0].runs if run.box.x > label.box.x]
    for row in rows[1:]:
        text = row.text if _NAMED.match(row.text) else ""
        under = next((run for run in row.runs if abs(run.left_mm - label.left_mm) <= UNDER_MM), None)
        name = _NAMED.sub("", text).strip() if text else under.text if under else ""
        if name and not name.endswith(":") and _may_be_a_name(name) and not _SELLER.search(name):
            return _found_in(row, name, 0.85 if not beside or under else 0.7)
    return None


def _found_in(row: Row, name: str, confidence: float) -> Found[str] | None:
    start = row.text.find(name)
    return row.found(name, confidence, start, start + len(name)) if start >= 0 else None


def _candidates(rows: Sequence[Row], recipient: Box | None) -> Iterator[_Candidate]:
    usual = sorted(row.height_mm for row in rows)
    middle = usual[len(usual) // 2] if usual else 1.0
    for row in rows:
        in_head, in_foot = row.height_share <= HEAD_SHARE, row.height_share >= FOOT_SHARE
        if not in_head and not in_foot:
            continue
        if len(row.runs) >= TABLE_RUNS:
            continue
        for run in row.runs:
            if recipient is None or run.box.overlap(recipient) == 0:
                yield from (
                    _Candidate(name, row, run, _score(name, run, middle, in_head=in_head)) for name in _names(run)
                )


def _names(run: Run) -> Iterator[str]:
    labels_left_out = (part.strip() for part in _PARTS.split(run.text) if not part.strip().endswith(":"))
    counted_out = (_COUNTED.sub("", part) for part in labels_left_out)
    names = (_ABBREVIATED.sub(r"\1", _LOGO.sub("", part.strip(" ,:;"))) for part in counted_out)
    return (_LAST_TITLE.sub("", name) for name in names if _may_be_a_name(spelled_right(name)))


def _may_be_a_name(name: str) -> bool:
    letters = sum(mark.isalpha() for mark in name)
    if _TITLE.match(name) or _STATE.match(name) or _is_form_of_address(name) or _LABELLED.search(name):
        return False
    if name.endswith(("!", "?")):  # a slogan
        return False
    if not 3 <= letters <= 60 or letters < 0.6 * len(name.replace(" ", "")) or _NO_NAME.search(name):
        return False
    return not (postal.is_postcode_line(name) or postal.is_street_line(name) or find_dates(name))


def _is_form_of_address(name: str) -> bool:
    """Whether a word is "Mme" or the like, read badly or well; an insurer's "MMA" is not."""
    plain = name.strip(" .").casefold()
    if plain in FORMS_OF_ADDRESS:
        return True
    near = any(Levenshtein.distance(plain, form) <= 1 for form in FORMS_OF_ADDRESS)
    return len(plain) <= 3 and not name.isupper() and near


def _joined(rows: Sequence[Row], upper: _Candidate, told: Sequence[_Candidate]) -> _Candidate:
    """The name with its second line, where a letterhead is set in two lines."""
    below = [each for each in told if each.row is not upper.row and _continues(rows, upper, each)]
    if not below:
        return upper
    lower = min(below, key=lambda each: each.run.box.y)
    return replace(upper, second=lower.run, second_row=lower.row)


def _continues(rows: Sequence[Row], upper: _Candidate, lower: _Candidate) -> bool:
    first, second = upper.run, lower.run
    gap = (second.box.y - first.box.bottom) / max(1, first.box.height)
    is_under = abs(first.left_mm - second.left_mm) <= UNDER_MM and -0.3 <= gap <= 1.0
    is_whole = upper.name == first.text and lower.name == second.text
    if not is_under or not is_whole or upper.row.height_share > HEAD_SHARE or is_office(lower.name):
        return False
    words = (len(upper.name.split()), len(lower.name.split()))
    if max(words) > 2 or not _is_written_as_a_name(lower.name) or not lower.name[:1].isupper():
        return False
    usual = sorted(row.height_mm for row in rows)[len(rows) // 2]
    both_large = min(first.height_mm, second.height_mm) >= LARGE * usual
    alike = both_large and min(words) == 1 and 0.75 <= first.height_mm / max(second.height_mm, 0.1) <= 1.33
    spelled = postal.plain_name(f"{upper.name} {lower.name}")
    said = any(spelled in postal.plain_name(row.text) for row in rows)
    return said or alike or TRADE.match(lower.name) is not None


def _organisation(best: _Candidate, told: Sequence[_Candidate]) -> _Candidate:
    """The organisation or the person where the best name is a department's or a profession: beside it in the head."""
    if not is_office(best.name):
        return best
    near = [
        each for each in told
        if not is_office(each.name) and abs(each.run.top_mm - best.run.top_mm) <= HEAD_TOGETHER_MM
        and abs(each.run.left_mm - best.run.left_mm) <= HEAD_TOGETHER_MM
        and len(each.name.split()) > 1 and _is_written_as_a_name(each.name) and each.score >= ENOUGH
    ]  # fmt: skip
    return max(near, key=lambda each: each.score, default=best)


def _score(name: str, run: Run, usual_mm: float, *, in_head: bool) -> float:
    size = min(2.5, run.height_mm / max(usual_mm, 0.1) - 1.0)
    _, form = legal_forms.split_legal_form(postal.plain_name(spelled_right(name)))
    high = 1.0 - min(1.0, run.top_mm / 80) if in_head else 0.0
    return (
        (1.2 + 1.6 * max(0.0, size) + high if in_head else 0.4)
        + (2.0 if form else 0.0)
        - (0.0 if _is_written_as_a_name(name) else 1.5)
        - (3.0 if _is_addressed(name) else 1.0 if name[0].islower() else 0.0)
        - (2.5 if len(name.split()) > MOST_WORDS or len(run.text) > LINE_OF_TEXT else 0.0)
    )


def _is_addressed(name: str) -> bool:
    """Whether a name begins as those of recipients do; "Mr." may be a lawyer's title, who writes himself."""
    first = name.split(maxsplit=1)[0].strip(".").casefold()
    return first in FORMS_OF_ADDRESS and first not in {"mr", "m", "hr", "fr"}


def _is_written_as_a_name(name: str) -> bool:
    """Whether its words are capitalised, as a slogan's or a sentence's are not."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 3]
    return len(words) < 2 or sum(word[0].isupper() for word in words) * 2 >= len(words)


def _best_spelling(best: _Candidate, candidates: Sequence[_Candidate], return_line: str) -> _Candidate:
    """The same name where it was read best: logos and reversed type spoil a letterhead that the foot repeats.

    The line above the window spells a name in full, with its legal form, of which a logo is but the beginning.
    """
    key = postal.plain_name(best.name)
    whole = [c for c in candidates if c.name in return_line and postal.plain_name(c.name).startswith(f"{key} ")]
    for each in whole:
        if legal_forms.split_legal_form(postal.plain_name(each.name))[1] and each.reading_confidence >= CLEARLY_READ:
            return each
    same = [c for c in candidates if fuzz.ratio(key, postal.plain_name(c.name)) >= SAME_SPELLING]
    return max(same, key=lambda c: (c.reading_confidence >= CLEARLY_READ, len(c.name), c.reading_confidence))


def _with_witnesses(
    candidate: _Candidate, others: Sequence[_Candidate], return_line: str, hosts: Sequence[str]
) -> _Candidate:
    """The candidate's score, raised where the foot, the return line or an address on the net says the same name."""
    key = postal.plain_name(candidate.name)
    elsewhere = [other.name for other in others if other.row is not candidate.row]
    witnesses = sum(1 for name in elsewhere if fuzz.ratio(key, postal.plain_name(name)) >= SAME_NAME)
    returned = bool(return_line) and fuzz.partial_ratio(key, postal.plain_name(return_line)) >= SAME_NAME
    score = candidate.score + 1.2 * min(witnesses, 2) + (1.5 if returned else 0.0)
    first_word = key.split()[0] if key else ""
    score += 1.8 if len(first_word) > 3 and any(first_word in host for host in hosts) else 0.0
    return _Candidate(candidate.name, candidate.row, candidate.run, score)
