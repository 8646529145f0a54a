"""How one word may have become another: by letters whose shapes poor print and engines confuse, or by no such thing.

Worn ribbons, faxes and specks turn a letter into one of its shape, lose a thin one, run a double one together. "Belval"
may be read "Bolval"; nobody reads "Hansen" for "Jansen". A letter that shapes do not explain is another name's.
"""

from __future__ import annotations

from functools import lru_cache

from ocr_workers.print_confusion import folded

# fmt: off
_LIKE = {
    "a": "eoszcd4", "b": "hdprek683", "c": "aeogd06", "d": "abcopq0", "e": "acosfrbp683", "f": "ertp", "g": "coq986y",
    "h": "bnm", "i": "ltjr17", "j": "lity1", "k": "xrb", "l": "ijt17", "m": "nhw", "n": "umhrwy0", "o": "aecdqgu0",
    "p": "rfbde", "q": "ogd09", "r": "tfnveipbk", "s": "aez5839", "t": "fliryj17", "u": "nvo0", "v": "uwyr",
    "w": "vmn", "x": "k", "y": "vgnjt", "z": "s2a7",
}
_FIGURES = {"0": "6893", "1": "742", "2": "17", "3": "0589", "4": "197", "5": "3689", "6": "0589", "8": "035699"}
_PAIRS = frozenset((
    ("rn", "m"), ("nn", "m"), ("in", "m"), ("ni", "m"), ("ri", "n"), ("ii", "n"), ("ir", "n"), ("ii", "u"),
    ("li", "u"), ("cl", "d"), ("ol", "d"), ("el", "d"), ("ci", "a"), ("ti", "n"), ("vv", "w"), ("li", "h"),
    ("lc", "k"), ("ic", "k"), ("lt", "k"), ("le", "k"), ("iii", "m"), ("li", "n"), ("ij", "y"), ("ll", "u"),
    ("ll", "h"), ("lo", "b"), ("rt", "n"), ("ic", "x"), ("fi", "h"), ("tt", "n"),
))
# fmt: on
_SHAPES = frozenset(frozenset((one, other)) for one, others in _LIKE.items() for other in others)
_FIGURES_ALIKE = frozenset(frozenset((one, other)) for one, others in _FIGURES.items() for other in others)
_THIN = frozenset("iltjrf1")
_SPECKS = frozenset("il1j")
"""What a speck beside a word is read as."""
LONG_WORD = 6
"""A word of so many letters still says which it is when one of them is lost."""
ODD = 100
"""What a slip counts that no shape explains, against 1 for one that some does."""
WORDS_KEPT = 65_536


@lru_cache(maxsize=WORDS_KEPT)
def slips(printed: str, meant: str) -> tuple[int, int]:
    """By how many slips of print or reading a word became another: those that shapes explain, and the odd ones.

    Args:
        printed: What was read, plain and without blanks.
        meant: What may have been printed.
    """
    cost = min(_cost(printed, meant), _cost(folded(printed), folded(meant)))
    if cost == ODD and len(meant) == len(printed) + 1 and len(meant) >= LONG_WORD and printed[:1] == meant[:1]:
        cost = 1
    return cost % ODD, cost // ODD


def are_figures_alike(one: str, other: str) -> bool:
    """Whether print and reading take one figure for the other; a nought with a stroke is read as 6 or 8."""
    return frozenset((one, other)) in _FIGURES_ALIKE


def begins_oddly(printed: str, meant: str) -> bool:
    """Whether two words begin with letters that nothing confuses, as "Hansen" and "Jansen" do."""
    return bool(slips(printed[:2], meant[:2])[1]) and slips(printed[:1], meant[:1])[1] > 0


def _cost(printed: str, meant: str) -> int:
    """The cheapest way from `meant` to `printed`, letter by letter and in pairs."""
    rows = [[0] * (len(meant) + 1) for _ in range(len(printed) + 1)]
    for i in range(len(printed) + 1):
        for j in range(len(meant) + 1):
            if i or j:
                rows[i][j] = min(_steps(rows, printed, meant, i, j))
    return rows[-1][-1]


def _steps(rows: list[list[int]], printed: str, meant: str, i: int, j: int) -> list[int]:
    costs = []
    if i and j:
        costs.append(rows[i - 1][j - 1] + _taken_for(printed[i - 1], meant[j - 1]))
    if i:
        costs.append(rows[i - 1][j] + _alone(printed, i - 1, _SPECKS))
    if j:
        costs.append(rows[i][j - 1] + _alone(meant, j - 1, _THIN))
    costs += [rows[i - m][j - n] + 1 for m, n in ((2, 1), (1, 2), (3, 1)) if _are_pair(printed, meant, i, j, m, n)]
    return costs


def _taken_for(read: str, letter: str) -> int:
    if read == letter:
        return 0
    return 1 if frozenset((read, letter)) in _SHAPES else ODD


def _alone(word: str, index: int, likely: frozenset[str]) -> int:
    """A letter that one side has alone: a thin one is lost or seen in a speck, a double one runs together."""
    letter = word[index]
    is_double = letter in word[max(0, index - 1) : index] or letter in word[index + 1 : index + 2]
    return 1 if letter in likely or is_double else ODD


def _are_pair(printed: str, meant: str, i: int, j: int, m: int, n: int) -> bool:
    if i < m or j < n:
        return False
    read, letters = printed[i - m : i], meant[j - n : j]
    return (read, letters) in _PAIRS or (letters, read) in _PAIRS
