"""How well a printed name agrees with a person's registered one.

Given name and surname come in either order. A surname that differs in a letter under the same given name at one door
is a misreading; a given name that differs in a letter may be the wife's, the son's or the father's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from ocr_workers import postal
from ocr_workers.given_names import GIVEN_NAMES
from ocr_workers.misreading import begins_oddly, slips
from ocr_workers.name_levels import NameLevel
from ocr_workers.print_confusion import folded, letters_forgiven
from ocr_workers.titles import without_titles

# fmt: off
_PARTICLES = frozenset((
    "de", "den", "der", "het", "la", "le", "les", "el", "die", "das", "et", "en", "und", "and", "e", "of", "van", "von",
    "du", "des", "di", "da", "zu", "ten", "ter", "te", "nee", "geb", "geboren", "epouse", "veuve", "ep", "vve",
))
_TITLES = (
    "deheer", "mme", "mlle", "miss", "mrs", "mevr", "herr", "herrn", "frau", "dhr", "sig", "sigra", "monsieur",
    "madame", "mevrouw", "signora",
)
_SURNAME_PARTICLES = frozenset((
    "de", "den", "der", "van", "von", "vom", "du", "des", "di", "da", "del", "della", "zu", "zum", "ten", "ter", "te",
    "la", "le", "t",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name prepared for comparing: its words, folded and plain, and which are joined by a hyphen ("Smits-Maes")."""

    words: tuple[str, ...]
    folds: tuple[str, ...]
    initials: str
    joined: tuple[tuple[str, str], ...]

    @property
    def given(self) -> frozenset[str]:
        """The words that may be the given name: the first if it is known for one, else all that are, else any."""
        if self.words[:1] and self.words[0] in GIVEN_NAMES:
            return frozenset(self.words[:1])
        known = frozenset(word for word in self.words if word in GIVEN_NAMES)
        return known | frozenset(self.words[:1]) if known else frozenset(self.words)

    def is_joined_to_surname(self, word: str, registered: PersonName) -> bool:
        """Whether a hyphen joins a printed word to a registered surname, as married women's names are."""
        surnames = set(registered.words) - registered.given
        return any(word in pair and not surnames.isdisjoint(pair) for pair in self.joined)


def person_name(text: str) -> PersonName:
    """A printed or registered name, prepared once for many comparisons."""
    text = _LAST_LETTER.sub(_with_last_letter, _PARTED.sub(_whole_again, without_titles(text)))
    pieces = [_with_particles(postal.plain(piece).split()) for piece in re.split(r"(?<=\w)-(?=\w)", text)]
    joined = tuple((one[-1], other[0]) for one, other in pairwise(pieces) if one and other)
    words = postal.plain(re.sub(r"\b([^\W\d_])\.", r"\1 ", _RUN_OF_INITIALS.sub(r"\1 \2 ", text))).split()
    words = _with_particles(words)
    full = tuple(word for word in words if len(word) > 1)
    initials = "".join(word for word in words if len(word) == 1)
    return PersonName(full, tuple(folded(word) for word in full), initials, joined)


_LAST_LETTER = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,}) ([^\W\d_])(?![^\W_]|\.)")
_WORDS_OF_ONE_LETTER = frozenset("eyodt")


def _with_last_letter(found: re.Match[str]) -> str:
    """A word whose last letter reading parted from it: "Giovann a" is Giovanna; "Anna M" and "Ann A" stay."""
    rest, letter = found.groups()
    is_word = postal.plain(rest) in GIVEN_NAMES or letter in _WORDS_OF_ONE_LETTER
    return found.group() if is_word or letter.isupper() else rest + letter


_PARTED = re.compile(r"\b([^\W\d_]) ([^\W\d_]{2,})\b")


def _whole_again(found: re.Match[str]) -> str:
    """A word whose first letter print or reading parted from it: "U te" is Ute, "B onet" Bonet; "J. An" stays."""
    letter, rest = found.groups()
    is_parted = letter.isupper() and rest.islower() and rest not in GIVEN_NAMES
    is_word = postal.plain(letter + rest) in GIVEN_NAMES or rest not in _PARTICLES | _SURNAME_PARTICLES
    return letter + rest if is_parted and is_word else found.group()


def level_of_person(printed: PersonName, registered: PersonName) -> NameLevel:
    """The step at which two names agree."""
    if not printed.words or not registered.words:
        return NameLevel.NONE
    if sorted(printed.words) == sorted(registered.words):
        return _by_initials(printed, registered)
    if sorted(printed.folds) == sorted(registered.folds):
        level = _by_initials(printed, registered)
        return NameLevel.MISREAD if level is NameLevel.EXACT else level
    if _same_run_together(printed, registered):
        return NameLevel.MISREAD
    return _of_rest(printed, registered)


def abbreviated(printed: PersonName, registered: PersonName) -> tuple[str, ...]:
    """The registered given names that a printed name has as initials only; none where an initial stands for no name."""
    ours, theirs = _without_equal(printed, registered)
    given = tuple(word for word in theirs if word not in _PARTICLES)
    agree = "".join(word[0] for word in given).startswith(printed.initials) and registered.words[0] in given
    return given[: len(printed.initials)] if agree and not ours else ()


def _with_particles(words: list[str]) -> list[str]:
    """Surnames in one word, however they are spaced: "van den berghe" is "vandenberghe"."""
    kept: list[str] = []
    before = ""
    for word in words:
        before += word
        if word not in _SURNAME_PARTICLES:
            kept.append(before)
            before = ""
    return [*kept, before] if before else kept


_RUN_OF_INITIALS = re.compile(r"\b([B-DF-HJ-NP-TV-Z])([B-DF-HJ-NP-TV-Z])\b(?=.*[a-z])")
"""Two letters that no vowel joins, in capitals beside a name that is not: "JP Peeters"."""


def _by_initials(printed: PersonName, registered: PersonName) -> NameLevel:
    if printed.initials == registered.initials:
        return NameLevel.EXACT
    if len(registered.words) < 2:  # a surname alone is a family's
        return NameLevel.NONE
    if printed.initials and registered.initials:
        return NameLevel.RELATIVE
    return NameLevel.FULLER


def _same_run_together(printed: PersonName, registered: PersonName) -> bool:
    """Whether blanks alone differ, whichever name comes first."""
    whole = "".join(printed.folds)
    folds = registered.folds
    turned = ("".join(folds[index:] + folds[:index]) for index in range(len(folds)))
    return not printed.initials + registered.initials and len(whole) >= 7 and whole in set(turned)  # a surname's length


def _of_rest(printed: PersonName, registered: PersonName) -> NameLevel:
    """What is left on both sides once equal words are taken away decides."""
    ours, theirs = _without_equal(printed, registered)
    names = [word for word in theirs if word not in _PARTICLES]
    more = [word for word in ours if word not in _PARTICLES]
    if len(names) == len([word for word in registered.words if word not in _PARTICLES]):
        return _whole_string(printed, registered)
    if names and len(more) > 1 and _is_misread_title(more[0]):
        more = more[1:]
    elif names and len(more) == 1 and more[0] == printed.words[0] and _is_misread_title(more[0]):
        more = []
    if not more and printed.initials:
        return _with_initials(printed, registered, names)
    if not names:
        return _with_more(printed, registered, more)
    return _one_word_each(registered, more, names) if more else _shorter(registered, names)


def _is_misread_title(word: str) -> bool:
    near = any(Levenshtein.distance(folded(word), folded(title)) <= 1 for title in _TITLES)
    return near and word not in GIVEN_NAMES and len(word) > 1


def _with_more(printed: PersonName, registered: PersonName, more: list[str]) -> NameLevel:
    """A title badly read changes nothing, a maiden name joined on little; a second given name may be a son's."""
    if all(_is_misread_title(word) for word in more):
        return NameLevel.MISREAD
    is_married = all(printed.is_joined_to_surname(word, registered) for word in more)
    return NameLevel.FULLER if is_married else NameLevel.WITHIN


def _without_equal(printed: PersonName, registered: PersonName) -> tuple[list[str], list[str]]:
    ours, theirs = list(zip(printed.words, printed.folds, strict=True)), []
    for word, fold in zip(registered.words, registered.folds, strict=True):
        equal = next((pair for pair in ours if pair[1] == fold), None)
        if equal:
            ours.remove(equal)
        else:
            theirs.append(word)
    return [word for word, _ in ours], theirs


def _with_initials(printed: PersonName, registered: PersonName, missing: list[str]) -> NameLevel:
    """Compare "J. Peeters" with Jan Peeters; "Jan P. Peeters" for Jan Pieter Peeters says more."""
    letters = "".join(word[0] for word in missing)
    if not missing or not (letters.startswith(printed.initials) or printed.initials.startswith(letters)):
        return NameLevel.NONE if missing else NameLevel.FULLER
    return NameLevel.FULLER if registered.words[0] not in missing else NameLevel.INITIALS


def _shorter(registered: PersonName, missing: list[str]) -> NameLevel:
    """Whether the first given name and the surname are printed and only names between them are not."""
    ends = {registered.words[0], registered.words[-1]}
    return NameLevel.FULLER if not ends & set(missing) else NameLevel.NONE


def _one_word_each(registered: PersonName, more: list[str], missing: list[str]) -> NameLevel:
    if len(missing) > len(more) == 1:
        # Who prints one given name leaves the others out.
        missing = [word for word in missing if word in {registered.words[0], registered.words[-1]}]
    one, other = "".join(more), "".join(missing)
    allowed = max(1, letters_forgiven(min(len(one), len(other))))
    # Of two letters one was made at most, so that most names need no closer look.
    if min(len(one), len(other)) < 3 or Levenshtein.distance(one, other, score_cutoff=2 * allowed) > 2 * allowed:
        return NameLevel.NONE
    explained, odd = slips(one, other)
    if explained + odd > allowed:
        return NameLevel.NONE
    if not registered.given.isdisjoint(missing):
        return NameLevel.GIVEN_MISREAD if not odd and _is_no_name(one, other) else NameLevel.RELATIVE
    if odd:  # "Smet" and "Smit", "Hansen" and "Jansen"
        is_other = min(len(one), len(other)) < 5 or begins_oddly(one, other)
        return NameLevel.RELATIVE if is_other else NameLevel.SPELLED
    return NameLevel.NEAR


def _is_no_name(printed: str, registered: str) -> bool:
    """Whether what is printed is nobody's given name: "Lotle" is Lotte misread; a last vowel makes a sister's name."""
    is_long = len(printed) == len(registered) >= 5  # in "Jan" and "Jon" a letter makes the name
    return is_long and printed not in GIVEN_NAMES and printed[-2:] == registered[-2:]


def _whole_string(printed: PersonName, registered: PersonName) -> NameLevel:
    """No word is the same; the whole may still be, with blanks lost or a letter wrong in each."""
    one, other = "".join(printed.folds), "".join(registered.folds)
    turned = "".join(registered.folds[1:] + registered.folds[:1])
    distance = min(Levenshtein.distance(one, each) for each in (other, turned))
    allowed = letters_forgiven(min(len(one), len(other)))
    return NameLevel.RELATIVE if len(one) >= 8 and distance <= allowed else NameLevel.NONE
