"""How well letters are understood: `python bench/understanding.py [--occasions] [--developing] [--errors N]`.

Judged on the letters of `understanding_corpus` that nothing learned from: whole ways of saying a thing and whole
senders are held out, not lines. Printed: kinds right (in all, by kind, by language), a table of how far the
stated confidence can be trusted, and precision, recall and F1 of each field where it is printed. With `--occasions`
the letters are about matters that nothing was learned of, in any wording or language; only kinds are judged then.

With `--files FOLDER` instead: PDFs that bring their own invoice along as data (ZUGFeRD, Factur-X). What is read
on their faces is held against that data, of which reading is told nothing.
"""

from __future__ import annotations

import argparse
import collections
import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bench.understanding_corpus import MadeLetter, letters, letters_by_occasion
from ocr_workers.fields.amounts import Money
from ocr_workers.understanding import Understanding, understand

SEED = 20261122
VARIANTS = 3
FIELDS = (
    "date", "sender", "subject", "reference", "customer_reference", "due_date", "total", "tax", "iban", "bic",
    "payment_reference", "vat_number",
)  # fmt: skip
SAME_NAME = 88.0
CERTAINTY_STEPS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.001)


@dataclass(slots=True)
class Tally:
    """Hits, misses and false finds of one field."""

    right: int = 0
    missed: int = 0
    false: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        total = 2 * self.right + self.missed + self.false
        return 2 * self.right / total if total else 1.0


def field_values(understood: Understanding) -> dict[str, object]:
    """What was found, by the corpus's names, plain."""
    single = {name: getattr(understood, name, None) for name in FIELDS}
    values = {name: found.value for name, found in single.items() if found is not None}
    for found in (*understood.ibans, *understood.failing_ibans)[:1]:
        values["iban"] = found.value
    for found in (*understood.vat_numbers, *understood.failing_vat_numbers)[:1]:
        values["vat_number"] = found.value
    return {name: _plain(value) for name, value in values.items()}


def count_fields(
    truth: Mapping[str, object], found: Mapping[str, object], tallies: Mapping[str, Tally], name: str
) -> None:
    """Count each field that the letter prints; a find of what it does not print is no hit and no fault."""
    for each, wanted in truth.items():
        if each not in tallies:
            continue
        tally, got = tallies[each], found.get(each)
        if got is None:
            tally.missed += 1
            tally.examples.append(f"{name}: missed {wanted!r}")
        elif is_same(each, wanted, got):
            tally.right += 1
        else:
            tally.missed += 1
            tally.false += 1
            tally.examples.append(f"{name}: {wanted!r} read as {got!r}")


def _plain(value: object) -> object:
    return (abs(value.amount_minor), value.currency) if isinstance(value, Money) else value


def is_same(name: str, wanted: object, got: object) -> bool:
    """Whether a found value is the printed one; names may differ a little, numbers in their marks."""
    if name in ("sender", "subject"):
        return fuzz.ratio(str(wanted).casefold(), str(got).casefold()) >= SAME_NAME
    if isinstance(wanted, str) and isinstance(got, str):
        return _bare(wanted) == _bare(got)
    return wanted == got


def _bare(text: str) -> str:
    return "".join(mark for mark in text.casefold() if mark.isalnum())


@dataclass(slots=True)
class Judgement:
    """Everything counted over some letters."""

    right: int = 0
    letters: int = 0
    by_kind: dict[str, list[int]] = field(default_factory=lambda: collections.defaultdict(lambda: [0, 0]))
    by_language: dict[str, list[int]] = field(default_factory=lambda: collections.defaultdict(lambda: [0, 0]))
    certainty: list[tuple[float, bool]] = field(default_factory=list)
    confusions: collections.Counter[tuple[str, str]] = field(default_factory=collections.Counter)
    wrong: list[str] = field(default_factory=list)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})


def judge(made: Iterable[MadeLetter]) -> Judgement:
    """Understand every letter and count."""
    judged = Judgement()
    for letter in made:
        understood = understand([letter.page], letter.today)
        is_right = understood.kind is letter.kind
        judged.letters += 1
        judged.right += is_right
        for counts in (judged.by_kind[letter.kind.value], judged.by_language[letter.language]):
            counts[0] += is_right
            counts[1] += 1
        judged.certainty.append((understood.kind_confidence, is_right))
        if not is_right:
            judged.confusions[letter.kind.value, understood.kind.value] += 1
            judged.wrong.append(f"{letter.name}: {understood.kind.value} {understood.kind_confidence:.2f}")
        count_fields(letter.truth, field_values(understood), judged.fields, letter.name)
    return judged


def show(judged: Judgement, errors: int, *, with_fields: bool) -> None:
    """Print the tables."""
    print(f"kinds right: {judged.right} of {judged.letters} = {judged.right / judged.letters:.3f}")
    for title, counts in (("kind", judged.by_kind), ("language", judged.by_language)):
        print(f"by {title}: " + "  ".join(f"{name} {a / b:.3f}" for name, (a, b) in sorted(counts.items())))
    _show_certainty(judged.certainty)
    for name, tally in judged.fields.items() if with_fields else ():
        print(f"{name:20} F1 {tally.f1:.3f}  right {tally.right}  missed {tally.missed}  false {tally.false}")
    if errors:
        print("\n".join(f"{a} as {b}: {n}" for (a, b), n in judged.confusions.most_common()))
        print("\n".join(sorted(judged.wrong)[: errors * 8]))
        for name, tally in judged.fields.items() if with_fields else ():
            print(f"-- {name}", *tally.examples[:: max(1, len(tally.examples) // errors)][:errors], sep="\n   ")


def _show_certainty(certainty: Sequence[tuple[float, bool]]) -> None:
    gap = 0.0
    print("stated confidence: letters, stated on average, right")
    for low, high in itertools.pairwise(CERTAINTY_STEPS):
        inside = [(stated, right) for stated, right in certainty if low <= stated < high]
        if inside:
            stated = sum(each for each, _ in inside) / len(inside)
            right = sum(each for _, each in inside) / len(inside)
            gap += abs(stated - right) * len(inside) / len(certainty)
            print(f"  {low:.2f}-{min(high, 1.0):.2f}: {len(inside):5}  {stated:.3f}  {right:.3f}")
    print(f"expected calibration error: {gap:.3f}")


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--occasions", action="store_true", help="judge letters about other matters than any learned")
    parser.add_argument("--developing", action="store_true", help="judge the half that may be learned from")
    parser.add_argument("--errors", type=int, default=0, help="examples of mistakes to print for each field")
    parser.add_argument("--variants", type=int, default=VARIANTS, help="settings of each text")
    asked = parser.parse_args()
    started = dt.datetime.now(tz=dt.UTC)
    made = letters_by_occasion if asked.occasions else letters
    judged = judge(made(developing=asked.developing, variants=asked.variants, seed=SEED))
    show(judged, asked.errors, with_fields=not asked.occasions)
    print(f"{(dt.datetime.now(tz=dt.UTC) - started).total_seconds():.0f} s")


if __name__ == "__main__":
    main()
