"""Whether letters find their tenant: `python -m bench.tenant_match [--part test] [--letters 12000] [--table]`.

Simulated, so that tens of thousands of letters fit in minutes: recipients are printed as senders print them, set on a
page as lines with boxes, worn as engines wear them, found by `find_recipient` and matched by `match_tenant` against
directories of 50 to 500 tenants full of look-alikes. Tuning (`--part dev`) and testing share neither seeds nor
surnames, firms and streets nor noise families, and some classes were never looked at while tuning. Printed: the share
filed without a person, the wrong ones among them with the 95 % upper bound, each class, and whether probabilities
mean what they say. `--calibrate` prints what the counts make of each pair of name and address evidence.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import math
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.reading import PageReading
from bench.tenants import letters_to_strangers, letters_to_tenants
from bench.tenants.classes import LetterClass, Printed
from bench.tenants.directories import Directory, candidate_of, draw_directory
from bench.tenants.looks import LOOKS
from bench.tenants.noise import Family, as_measured, draw_family
from bench.tenants.pages import set_page
from bench.tenants.printing import Press
from ocr_workers.address_block import RecipientBlock, find_recipient
from ocr_workers.address_match import AddressLevel
from ocr_workers.deps import FILING_BOUND
from ocr_workers.fields.rows import rows_of
from ocr_workers.fields.sender import find_sender
from ocr_workers.name_levels import NameLevel
from ocr_workers.tenant_directory import TenantDirectory
from ocr_workers.tenant_finding import doubt_the_sender
from ocr_workers.tenant_match import TenantMatch, match_tenant

CLASSES = (*letters_to_tenants.CLASSES, *letters_to_strangers.CLASSES)
SEEDS = {"dev": 20261122, "test": 77001122}
LETTERS_PER_DIRECTORY = 150
PRINTED = Family("printed and read")
SPEED_LETTERS = 300
PLAIN_EVIDENCE = 2
"""A name and an address, and nothing else said."""
STEPS = (0.0, 0.1, 0.5, 0.9, 0.97, 0.99, 0.995, 0.998, 1.001)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One letter, what became of it, and what is true of it."""

    letter_class: LetterClass
    printed: Printed
    family: Family
    lines: tuple[str, ...]
    match: TenantMatch

    @property
    def is_filed(self) -> bool:
        """Whether no person looks at it."""
        return self.match.tenant_id is not None and self.match.confidence >= FILING_BOUND

    @property
    def is_right(self) -> bool:
        """Whether the tenant found is the one who is meant."""
        return self.match.tenant_id is not None and self.match.tenant_id == self.printed.tenant_id


def main() -> None:
    """Simulate, match and print."""
    arguments = _arguments()
    if arguments.speed:
        _print_speed(arguments.speed, arguments.part)
        return
    started = time.process_time()
    press = Press(arguments.look) if arguments.read else None
    drawn = simulate(arguments.part, arguments.letters, arguments.seed, press, is_measured=arguments.measured)
    outcomes = list(drawn)
    seconds = time.process_time() - started
    _print_summary(arguments.part, outcomes, seconds)
    _print_classes(outcomes)
    _print_families(outcomes)
    _print_reliability(outcomes)
    if arguments.table:
        _print_table(outcomes)
    if arguments.calibrate:
        _print_calibration(outcomes)
    for outcome in outcomes if arguments.wrong else ():
        if outcome.is_filed and not outcome.is_right:
            print("WRONG", *_told(outcome), sep=" | ")
    for outcome in outcomes if arguments.unfiled else ():
        if outcome.letter_class.kind == "clear" and not outcome.is_filed:
            print("LEFT", *_told(outcome), sep=" | ")


def simulate(
    part: str, count: int, seed: int = 0, press: Press | None = None, *, is_measured: bool = False
) -> Iterator[Outcome]:
    """So many letters, the same for the same arguments; with a press they are printed and really read.

    Misread at the rates that were set, or at those that were measured of the engine.
    """
    rng = random.Random(f"{SEEDS[part]}/{seed}")
    directory = draw_directory(rng, part)
    prepared = TenantDirectory(directory.candidates)
    for index in range(count):
        if index % LETTERS_PER_DIRECTORY == 0:
            directory = draw_directory(rng, part)
            prepared = TenantDirectory(directory.candidates)
        letter_class, printed = _draw(rng, directory)
        family = PRINTED if press else draw_family(rng, part)
        family = as_measured(family) if is_measured else family
        reading = set_page(rng, family, printed, directory)
        if press:
            reading = press.read(rng, reading, index)
        block = find_recipient(reading)
        match = doubt_the_sender(match_tenant(block, prepared), _sender_of(reading, block), block, prepared)
        yield Outcome(letter_class, printed, family, block.lines if block else (), match)


def _sender_of(reading: PageReading, block: RecipientBlock | None) -> str | None:
    found = find_sender(rows_of([reading]), block.box if block else None, block.return_line if block else "")
    return found.value if found else None


def _draw(rng: random.Random, directory: Directory) -> tuple[LetterClass, Printed]:
    while True:
        chosen = rng.choices(CLASSES, [each.weight for each in CLASSES])[0]
        printed = chosen.draw(rng, directory)
        if printed:
            return chosen, printed


def _print_speed(tenants: int, part: str) -> None:
    """CPU of preparing and of matching against one directory of so many tenants."""
    rng = random.Random(f"{SEEDS[part]}/speed")
    directory = draw_directory(rng, part)
    while len(directory.tenants) < tenants:
        directory.tenants += draw_directory(rng, part).tenants
    directory.tenants = [replace(each, tenant_id=f"t{index}") for index, each in enumerate(directory.tenants[:tenants])]
    candidates = [candidate_of(each) for each in directory.tenants]
    blocks = [set_page(rng, draw_family(rng, part), _draw(rng, directory)[1], directory) for _ in range(SPEED_LETTERS)]
    found = [find_recipient(reading) for reading in blocks]
    started = time.process_time()
    prepared = TenantDirectory(candidates)
    between = time.process_time()
    each_ms = []
    for block in found:
        begun = time.process_time()
        match_tenant(block, prepared)
        each_ms.append(1000 * (time.process_time() - begun))
    print(f"{tenants} tenants: prepared in {between - started:.2f} s of CPU; {SPEED_LETTERS} letters matched at")
    mean, median = statistics.mean(each_ms), statistics.median(each_ms)
    print(f"{mean:.1f} ms of CPU on average, median {median:.1f}, most {max(each_ms):.1f}")


def upper_bound(wrong: int, count: int) -> float:
    """The 95 % upper confidence bound of a share (Wilson's, one-sided; the rule of three where nothing was wrong)."""
    if not count:
        return 1.0
    if not wrong:
        return 3.0 / count
    z, share = 1.645, wrong / count
    middle = share + z * z / (2 * count)
    return (middle + z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))) / (1 + z * z / count)


def _print_summary(part: str, outcomes: Sequence[Outcome], seconds: float) -> None:
    clear = [each for each in outcomes if each.letter_class.kind == "clear"]
    filed = [each for each in outcomes if each.is_filed]
    wrong = [each for each in filed if not each.is_right]
    nobody = sum(1 for each in outcomes if each.printed.tenant_id is None)
    print(f"part {part}: {len(outcomes)} letters, {nobody / len(outcomes):.1%} nobody's, bound {FILING_BOUND}")
    print(f"clear letters filed without a person: {_share(clear, 'is_filed')}")
    print(
        f"wrong among the filed: {len(wrong)} of {len(filed)}"
        f" = {1000 * len(wrong) / max(1, len(filed)):.2f} per 1,000,"
        f" at most {1000 * upper_bound(len(wrong), len(filed)):.2f}"
    )
    print(f"{1000 * seconds / len(outcomes):.1f} ms of CPU a letter, drawing and setting included")


def _share(outcomes: Sequence[Outcome], what: str) -> str:
    count = sum(1 for each in outcomes if getattr(each, what))
    return f"{count} of {len(outcomes)} = {count / max(1, len(outcomes)):.2%}"


def _print_classes(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{'class':62} {'kind':7} {'letters':>7} {'filed':>7} {'wrong':>6}")
    for letter_class in CLASSES:
        mine = [each for each in outcomes if each.letter_class is letter_class]
        filed = [each for each in mine if each.is_filed]
        wrong = sum(1 for each in filed if not each.is_right)
        name = letter_class.name + ("" if letter_class.is_tuned else " (held back)")
        print(f"{name:62} {letter_class.kind:7} {len(mine):7} {len(filed) / max(1, len(mine)):7.1%} {wrong:6}")


def _print_families(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{'noise':40} {'clear':>7} {'filed':>7} {'wrong':>6}")
    for name in dict.fromkeys(each.family.name for each in outcomes):
        mine = [each for each in outcomes if each.family.name == name]
        clear = [each for each in mine if each.letter_class.kind == "clear"]
        wrong = sum(1 for each in mine if each.is_filed and not each.is_right)
        filed = sum(1 for each in clear if each.is_filed)
        print(f"{name:40} {len(clear):7} {filed / max(1, len(clear)):7.1%} {wrong:6}")


def _print_reliability(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{'said':>15} {'letters':>8} {'mean said':>10} {'right':>8}")
    for low, high in itertools.pairwise(STEPS):
        mine = [each for each in outcomes if each.match.tenant_id and low <= each.match.confidence < high]
        if mine:
            said = sum(each.match.confidence for each in mine) / len(mine)
            right = sum(1 for each in mine if each.is_right) / len(mine)
            print(f"{low:7.3f}-{min(high, 1):7.3f} {len(mine):8} {said:10.4f} {right:8.4f}")


def _print_table(outcomes: Sequence[Outcome]) -> None:
    counts: dict[tuple[str, ...], list[int]] = collections.defaultdict(lambda: [0, 0])
    for each in outcomes:
        if each.match.tenant_id:
            cell = counts[each.match.evidence]
            cell[0 if each.is_right else 1] += 1
    print(f"\n{'right':>6} {'wrong':>6}  evidence")
    for evidence, (right, wrong) in sorted(counts.items(), key=lambda item: -sum(item[1])):
        print(f"{right:6} {wrong:6}  {', '.join(evidence)}")


def _print_calibration(outcomes: Sequence[Outcome]) -> None:
    """How often the tenant was right where nothing but name and address spoke, for the table in `tenant_odds`."""
    counts: dict[tuple[str, ...], list[int]] = collections.defaultdict(lambda: [0, 0])
    for each in outcomes:
        if each.match.tenant_id and len(each.match.evidence) == PLAIN_EVIDENCE:
            counts[each.match.evidence][0 if each.is_right else 1] += 1
    print(f"\n{'name':58}" + "".join(f"{level.name:>22}" for level in AddressLevel))
    for name in NameLevel:
        cells = [counts[name.value, level.value] for level in AddressLevel]
        shares = (f"{right}/{right + wrong} {(right + 0.5) / (right + wrong + 1):.4f}" for right, wrong in cells)
        print(f"{name.value:58}" + "".join(f"{share:>22}" for share in shares))


def _told(outcome: Outcome) -> tuple[object, ...]:
    match = outcome.match
    return (
        outcome.letter_class.name, outcome.family.name, outcome.printed.lines, outcome.lines, outcome.printed.tenant_id,
        match.tenant_id, match.confidence, match.evidence, match.runners_up[:1],
    )  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=sorted(SEEDS), default="test")
    parser.add_argument("--letters", type=int, default=12_000)
    parser.add_argument("--seed", type=int, default=0, help="another sample of the same part")
    parser.add_argument("--read", action="store_true", help="print the letters, wear them and really read them")
    parser.add_argument(
        "--look", choices=sorted(LOOKS), default="laser", help="how the read letters were printed and sent"
    )
    parser.add_argument("--measured", action="store_true", help="fax and needles at the rates measured of the engine")
    parser.add_argument("--speed", type=int, help="measure matching against so many tenants instead")
    parser.add_argument("--table", action="store_true", help="counts of right and wrong by evidence")
    parser.add_argument("--calibrate", action="store_true", help="what the counts make of the table of probabilities")
    parser.add_argument("--wrong", action="store_true", help="each letter that was filed wrongly")
    parser.add_argument("--unfiled", action="store_true", help="each clear letter that was left to a person")
    return parser.parse_args()


if __name__ == "__main__":
    main()
