"""How names and addresses are written on envelopes of the countries that are served."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ocr_workers.address_units import Unit, split_unit
from ocr_workers.print_confusion import folded, with_digits, with_letters

POSTCODE_CITY = re.compile(
    r"""^\W*(?:
        (?P<ie_first>[A-Z][\dO]\d\s?[A-Z0-9]{4})[,.:]?\s+(?P<ie_first_city>[^\W\d_].{1,40})
      | (?P<uk_first>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})[,.:]?\s+(?P<uk_first_city>[^\W\d_].{1,40})
      | (?P<dutch>\d{4}\s?[A-Z]{2})\b[,.]?\s+(?P<dutch_city>[^\W\d_].{1,40})
      | (?:[A-Z1Il|]{1,3}\.?\s?[-–]\s?)?(?P<digits>\d{4,5})\s?[,.]?\s+(?P<city>[^\W\d_].{1,40})
      | (?P<uk_city>[^\d]{2,40}?)[,.]?\s+(?P<uk>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})
      | (?P<uk_alone>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})
      | (?P<ie_city>[^\d]{2,40}?)[,.]?\s+(?P<ie>[A-Z]\d{2}\s?[A-Z0-9]{4})
    )\W*$""",
    re.VERBOSE,
)
"""A line with postcode and city: "1012 AB Amsterdam", "D-10115 Berlin", "London SW1A 1AA", "Dublin D02 AF30"."""

POST_BOX = "pobox"
"""What a post box is called here in place of a street, whatever its language."""
_POST_BOX = r"(?:postbus|postfach|bo[iî]te postale|b\.?\s?p\.?|cs|tsa|casella postale|c\.?\s?p\.?|p\.?\s?[o0]\.?\s?box)"
_PLAIN_BOX = re.compile(r"^(?:postbus|postfach|boite postale|b ?p|cs|tsa|casella postale|c ?p|p ?[o0] ?box)\b")
_NUMBER_LAST = re.compile(
    rf"""^(?P<street>(?:{_POST_BOX}|[^\d,]*[^\W\d_][^\d,]*?|.*[^\W\d_]{{3,}}[^\d,]*?))[\s,]+(?:n[r°o]?\.?\s*)?
        (?P<number>\d{{1,5}}\s?[a-z]?(?:[-/+]\d{{1,4}}\s?[a-z]?)?)
        (?P<unit>[\s,]+(?:bus|bte|bo[iî]te|box|b|app\.?|apt\.?|wohnung|int\.?|scala|b[aâ]t\.?|flat|unit)\.?\s*\w{{1,5}}
           |[-/\s]+\w{{1,4}})?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER_FIRST = re.compile(
    r"^\W*(?P<number>\d{1,5}\s?(?:bis|ter|[a-z]\b)?(?:[-/]\d{1,4})?)[\s,]+(?P<street>[^\W\d_][^\d]{3,50}?)"
    r"(?P<unit>[\s,]+(?:bte|bo[iî]te|app?t?\.?|b[aâ]t\.?|flat|unit)\.?\s*\w{1,5})?\W*$",
    re.IGNORECASE,
)
UNIT_WORD = re.compile(r"^(?:bus|bte|boite|box|b|app|apt|appt|wohnung|int|scala|flat|unit|bat|batiment) ?(?=\w)")
_SPLIT_POSTCODE = re.compile(r"^(\W*(?:[A-Z]{1,2}\s?[-–]\s?)?)(\d{1,4}) (\d{1,4})(?=\s[^\d]+$)")
_SPLIT_DUTCH = re.compile(r"\b(\d{4}) ?([A-Z]) ([A-Z])(?= [A-Z])")
_RUN_TOGETHER = re.compile(
    r"(?<=[^\W\d_]\.)(?=\d)|(?<=[^\W\d_]{3})(?=\d)|(?<=\d{4})(?=[^\W\d_]{3})|(?<=\d)(?=b(?:\d|us\b|te\b|o[iî]te\b))|(?<=\d)(?=(?:int|scala|app|bus|flat|whg|hs)\b)|(?<=^\d{2})(?=[^\W\d_]{3})|(?<=^\d{3})(?=[^\W\d_]{3})|(?<=^\d{2}[a-z])(?=[A-Z][a-z])"
)
_CAMEL = re.compile(
    r"(?<=[a-zà-ÿ]{2})(?<!Gmb)(?!I)(?=[A-ZÀ-Þ](?:[a-zà-ÿ]|\.|[A-ZÀ-Þ]|\b))|(?<=[A-ZÀ-Þ]{3})(?=[A-ZÀ-Þ][a-zà-ÿ]{2})"
)
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿ])I(?=[a-zà-ÿ])|(?<=\b[A-ZÀ-Þ])I(?=[a-zà-ÿ]{2})")
_LONG_BOXES = tuple(folded(word) for word in ("postbus", "postfach", "boitepostale", "casellapostale"))
_PROVINCE = re.compile(r"(?<=\()(?=\w?[A-Z])\w{2}(?=\)\W*$)")
_LETTERS = str.maketrans("0158", "OISB")
_DIGIT_IN_TOWN = re.compile(r"(?<=^\d{4} )[01256](?=[^\W\d_]{2})|(?<=^\d{5} )[01256](?=[^\W\d_]{2})")
_TOWN_LETTERS = str.maketrans("01256", "OIZSG")
"""A digit before letters is a town's first letter behind a postcode: "9000 6ENT", "6300 2ug"."""
"""Italian provinces, "(TO)", are letters."""
_EDGE_SPECKS = re.compile(r"^[\s.,'‘’`´|_*·•~-]+(?=\S)|[\s,'‘’`´|_*·•~-]+$")
# fmt: off
_TITLES = (
    "de heer en mevrouw", "het gezin", r"herrn? und frau", r"m(?:onsieur|\.)? et m(?:ada)?me", r"mr\.? and mrs\.?",
    "deheer", "familie", "family", "famille", "famiglia", r"fam\.", "de heer", r"dhr\.?", "mevrouw", r"mevr\.?",
    r"mw\.?", "herrn?", "frau", "firma", "monsieur", "madame", "mademoiselle", "mme", "mlle", "messieurs",
    r"(?:(?<![\s.])|(?<=\b[àa] )|(?<=\baan ))mm?\.(?!\s?-)",
    r"mr\.?", r"mrs\.?", r"ms\.?", "miss", r"messrs\.?", r"sigg\.", r"sig(?:\.?ra|nora|nor|\.)", r"dott(?:\.?ssa|\.)",
    r"dr\.?", r"ing\.", r"prof\.?", r"avv\.", r"ir\.", r"drs\.", "maître",
    r"soci[ée]t[ée](?!\s(?:anonyme|civile|coop|[àa]\s|en\s|par\s))", "ditta",
)
_GREETINGS = (
    "aan", "to", "an", "à", "au", r"spett(?:\.?l[ei]|abil[ei]|\.)", r"egr(?:\.?[aoi]|egi[aoe]|\.)",
    r"gent(?:\.?(?:m[aoie]|le|li)|il[ei]|ilissim[aoie]|\.)", r"preg(?:\.?m[aoie]|iat[aoie]|\.)", r"ill\.?m[aoie]",
    r"chiar\.?m[aoie]",
)
_ATTENTION_WORDS = (
    r"t\s?\.?\s?a\s?\.?\s?[vy]\s?\.?", "ter attentie van", r"[àa] l['’´`]\s?attention (?:de|du|des)",
    r"[àa] l['’]att\.? de", r"att(?:n|entie)?\.?(?: of)?", "for the attention of", r"f\.?a\.?o\.?",
    r"z\s?\.?\s?h(?:d|\.\s?h)?\s?\.?(?:\s?von)?",
    r"zu h(?:ä|ae|a)nden(?: von)?", r"(?:alla? )?c\.\s?a\.", r"all['’´`]\s?attenzione (?:di|del|della)",
    r"alla cortese attenzione (?:di|del|della)", r"all['’´`]\s?att(?:\.ne|n)?\.?",
)
_CARE_OF_WORDS = (r"c\s?/\s?o", r"p\s?/\s?a", "per adres", "chez", "presso", "bei", "care of")
# fmt: on


def _any_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


_CODES = ("digits", "dutch", "uk", "uk_first", "uk_alone", "ie", "ie_first")
_HOUSE_NUMBER = re.compile(r"\d{1,5}\s?(?:bis|ter|[a-z])?", re.IGNORECASE)
_DOTTED = re.compile(r"\b[^\W\d_](?:\.\s?[^\W_])+(?!\w)\.?")
_CARE_OF = re.compile(rf"^\W*{_any_of(_CARE_OF_WORDS)}[\s.:]+", re.IGNORECASE)
_ATTENTION = re.compile(rf"^\W*{_any_of(_ATTENTION_WORDS)}[\s.:]+", re.IGNORECASE)
# "An" alone is also a given name in Flanders, so it counts only before an article or a title.
_PERSONAL = re.compile(
    r"(?:(?:aan|an|to|(?:egr|gent|preg|ill|chiar)\.?(?:m?[aoie]|l[ei]|egi[ao]|il[ei])?\.?)\s*(?<=[\s.]))?(?:"
    r"famil(?:ie|y|le)|famille|famiglia|fam(?=\.)|de heer|dhr|mevrouw|mevr|mw|"
    r"herrn?|frau|monsieur|madame|mademoiselle|mme|mlle|m(?=\.(?!\s?-))|mr|mrs|ms|miss|sig|signora?|dott|dr|ing|prof|avv|ir|drs|ma[iî]tre)\b",
    re.IGNORECASE,
)
TITLE_WORDS = 4
_WOMEN = frozenset(
    ("mevrouw", "mevr", "mw", "mejuffrouw", "frau", "madame", "mademoiselle", "mme", "mlle", "mrs", "ms", "miss",
     "signora", "sigra", "dottssa")
)  # fmt: skip
_MEN = frozenset(("heer", "deheer", "dhr", "herr", "herrn", "monsieur", "mr", "sig", "signor"))
_MONSIEUR = re.compile(r"(?:[àa] )?M\.\s?(?!-)", re.IGNORECASE)
_ADDRESSED_TO = (
    r"(?:aan|to|an (?:die|den|das)|spett(?:\.?l[ei]|abil[ei]|\.)|"
    r"(?:gent|preg|ill|chiar)\.\s?(?:m[aoie]|l[ei])|egr\.)\s+"
)
_HONORIFIC = re.compile(
    rf"^(?:(?:{_any_of(_GREETINGS)}\s*(?<=[\s.]))?(?:de |den |die |der )?"
    rf"(?:{_any_of(_TITLES)}\s*(?<=[\s.]))+|{_ADDRESSED_TO})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """An address as far as it could be read; every part plain (lower case, no accents), "" where unknown."""

    street: str = ""
    number: str = ""
    unit: Unit | None = None
    postcode: str = ""
    city: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is anything to compare."""
        return bool(self.postcode or (self.street and self.number))


def plain(text: str) -> str:
    """Lower case without accents and punctuation, single blanks; the form in which names are compared."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").replace("ø", "o").replace("æ", "ae"))
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join(re.sub(r"[^\w]+", " ", bare.replace("'", "").replace("’", "")).replace("_", " ").split())


def plain_name(text: str) -> str:
    """A name in plain form, with dotted abbreviations closed up ("B.V." is "bv", "J. P." is "jp")."""
    closed = _DOTTED.sub(lambda found: re.sub(r"[.\s]", "", found.group()) + " ", text)
    return plain(closed)


def dotless(text: str) -> str:
    """The text with dotted abbreviations closed up: "c.a." is "ca", "Spett.le" is "Spettle"."""
    return re.sub(r"(?<=\w)\.(?=\w)", "", text)


def without_honorific(line: str) -> str:
    """A line of an address without "Herrn", "Mme", "Spett.le" and their like."""
    return _HONORIFIC.sub("", line.strip(), count=1).strip() or line.strip()


def has_personal_title(line: str) -> bool:
    """Whether a line begins with a person's title ("Herrn", "Mme", "Dott.ssa"), not a company's ("Firma")."""
    return _PERSONAL.match(line.strip()) is not None


def is_womans_title(line: str) -> bool | None:
    """Whether a line begins with a woman's title or a man's; None for neither ("Dr.") and for both."""
    words = plain(dotless(line)).split()[:TITLE_WORDS]
    is_mans = not _MEN.isdisjoint(words) or _MONSIEUR.match(line.strip()) is not None
    is_womans = not _WOMEN.isdisjoint(words)
    return is_womans if is_mans != is_womans else None


def attention_of(line: str) -> str | None:
    """The person named behind "t.a.v.", "z. Hd.", "à l'attention de"; None for any other line."""
    found = _ATTENTION.match(line)
    return line[found.end() :].strip() if found else None


def care_of(line: str) -> str | None:
    """The name behind "c/o", "p/a", "chez", "presso"; None for any other line."""
    found = _CARE_OF.match(line)
    return line[found.end() :].strip() if found else None


def is_postcode_line(line: str) -> bool:
    """Whether a line is a postcode with its city."""
    return POSTCODE_CITY.match(line.strip()) is not None


def is_street_line(line: str) -> bool:
    """Whether a line is a street with its number, or a post box."""
    return _street(line) is not None and not is_postcode_line(line)


def parse_address(lines: tuple[str, ...]) -> PostalAddress:
    """The address in some lines of an envelope; what is not found stays empty."""
    street = number = postcode = city = ""
    unit: Unit | None = None
    others: list[tuple[str, Unit | None]] = []
    for line in (part for whole in lines for part in parts_of(whole)):
        place = _place(line)
        if place:
            postcode, city = place
            continue
        bare, own = split_unit(line)
        found = _street(bare) if bare else None
        if own and (found or not bare):
            unit = unit or own
        if found and not street:
            street, number, behind = found
            unit = unit or behind
        elif bare:
            others.append((bare, own))
    if not street:
        street, unit = _without_number(others, unit)
    return PostalAddress(street, number, unit, postcode, city)


def _without_number(others: list[tuple[str, Unit | None]], unit: Unit | None) -> tuple[str, Unit | None]:
    """The street of "Unit 5, Harbour Lane", which has no other number, and the unit; "" where a name may be meant."""
    streets = [(bare, own) for bare, own in others if own] if unit is None else others
    if len(streets) != 1:
        return "", unit
    return plain(streets[0][0]), unit or streets[0][1]


def parts_of(line: str) -> list[str]:
    """The lines that an envelope would have: "Kerkstraat 12, 1000 Brussel" is two; "12, rue de la Loi" is one."""
    parts: list[str] = []
    for piece in filter(None, re.split(r"\s*[,;•·|]\s*", line.strip())):
        belongs_to_number = bool(parts) and _HOUSE_NUMBER.fullmatch(parts[-1]) is not None
        if parts and (belongs_to_number or _HOUSE_NUMBER.fullmatch(split_unit(piece)[0])):
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return parts


def mended(line: str) -> str:
    """A line of an address with blanks and digits where an engine lost them ("8500KORTRIJK", "69 003 Lyon", "l2")."""
    text = with_digits(with_letters(_EDGE_SPECKS.sub("", line.strip())))
    text = _PROVINCE.sub(lambda found: found.group().translate(_LETTERS), text)
    text = _RUN_TOGETHER.sub(" ", text)
    text = _DIGIT_IN_TOWN.sub(lambda found: found.group().translate(_TOWN_LETTERS), text)
    text = _SPLIT_DUTCH.sub(r"\1 \2\3", text)
    return _SPLIT_POSTCODE.sub(_joined_postcode, text)


def mended_name(line: str) -> str:
    """A line with a name, without specks at its ends and with blanks where "MonsieurSerge" lost one."""
    text = _INNER_CAPITAL.sub("l", _EDGE_SPECKS.sub("", line.strip()))
    return _CAMEL.sub(" ", text).strip()


def named_box(plain_street: str) -> str:
    """A plain street, post boxes by their one name."""
    named = _PLAIN_BOX.sub(POST_BOX, plain_street)
    squeezed = folded(plain_street)
    return POST_BOX if any(Levenshtein.distance(squeezed, word) <= len(word) // 4 for word in _LONG_BOXES) else named


def _joined_postcode(found: re.Match[str]) -> str:
    code = found[2] + found[3]
    return found[1] + code if len(code) in (4, 5) else found.group()


def _place(line: str) -> tuple[str, str] | None:
    found = POSTCODE_CITY.match(line.strip())
    if not found:
        return None
    part = found.groupdict()
    code = next((part[kind] for kind in _CODES if part[kind]), "")
    city = next((text for kind, text in part.items() if kind.endswith("city") and text), "")
    compact = plain(code).replace(" ", "")
    # A routing key has a digit in its second place, where print reads an O as readily.
    is_irish = bool(part["ie"] or part["ie_first"])
    return (compact[0] + compact[1].replace("o", "0") + compact[2:] if is_irish else compact), _bare_city(city)


def _bare_city(city: str) -> str:
    bare = re.sub(r"\(.*?\)|\bcedex\b.*$|\b\d+\b", "", city, flags=re.IGNORECASE)
    return plain(bare)


def _street(line: str) -> tuple[str, str, Unit | None] | None:
    text = line.strip()
    found = _NUMBER_FIRST.match(text) or _NUMBER_LAST.match(text)
    if not found:
        return None
    number, behind = _number_and_unit(found["number"])
    unit = UNIT_WORD.sub("", plain(found["unit"] or "")) or behind
    return named_box(plain(found["street"])), number, Unit(unit, may_be_range=bool(behind)) if unit else None


def _number_and_unit(number: str) -> tuple[str, str]:
    """Part "51/2" into number 51 and box 2; "12-14" is found by its first number."""
    first, *rest = re.split(r"[-/+]", number, maxsplit=1)
    return _plain_number(first), _plain_number(rest[0]) if rest else ""


def _plain_number(number: str) -> str:
    return plain(number).replace(" ", "")
