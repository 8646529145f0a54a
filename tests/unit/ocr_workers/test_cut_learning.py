"""Cuts that people made are heeded on the next batch, and never against signs of another letter."""

from __future__ import annotations

from archive.cuts.lessons import CutLesson
from ocr_workers.boundary_odds import Signs
from ocr_workers.cut_learning import learned_odds, marks_of_page
from ocr_workers.cut_learning_work import Taught
from ocr_workers.separation import SeparationProfile, separate
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

KEY = b"k" * 32
FOOT: tuple[Placed, ...] = ((20, 285, "Waterwerken NV - BTW BE 0428.759.497 - www.waterwerken.example", 2.2),)
FIRST = reading_of([
    (20, 15, "Waterwerken", 6.0), (20, 50, "Mevrouw An Peeters"), (20, 55, "Rozenlaan 8"), (20, 60, "3000 Leuven"),
    (20, 80, "12 maart 2026"), (20, 95, "Geachte mevrouw,"), (20, 105, "Hierbij uw jaarlijkse afrekening."), *FOOT,
])  # fmt: skip
DETAIL: tuple[Placed, ...] = (
    (20, 15, "Waterwerken", 6.0), (20, 45, "Berekening van uw verbruik", 5.0), (20, 60, "Meterstand 2026: 4711"),
    (20, 70, "Vaste vergoeding en bijdragen"), (20, 80, "12 maart 2026"), *FOOT,
)  # fmt: skip


def lesson_about(page: object, *, begins: bool, name: str = "1") -> CutLesson:
    return CutLesson(name, begins, marks_of_page(page, KEY).marks)  # type: ignore[arg-type]


def test_marks_are_keyed_and_leave_numbers_that_change_out() -> None:
    other_year = reading_of([(x, y, text.replace("2026", "2027"), *rest) for x, y, text, *rest in DETAIL])  # type: ignore[misc]

    assert marks_of_page(reading_of(DETAIL), KEY) == marks_of_page(other_year, KEY)
    assert not set(marks_of_page(reading_of(DETAIL), KEY).marks) & set(
        marks_of_page(reading_of(DETAIL), b"x" * 32).marks
    )


def test_two_lessons_move_a_cut_in_either_direction() -> None:
    pages = [FIRST, reading_of(DETAIL, number=2)]
    marks = {position: marks_of_page(page, KEY) for position, page in enumerate(pages)}

    def cuts(*, begins: bool) -> int:
        lessons = [lesson_about(pages[1], begins=begins, name=name) for name in "12"]
        return len(separate(pages, SeparationProfile(), taught=Taught(lessons, marks)).documents)

    assert (cuts(begins=True), cuts(begins=False)) == (2, 1)


def test_no_lesson_joins_pages_of_another_recipient_or_a_page_one() -> None:
    page, before = marks_of_page(reading_of(DETAIL), KEY), marks_of_page(FIRST, KEY)
    lessons = [lesson_about(reading_of(DETAIL), begins=False)]

    assert learned_odds(lessons, before, page, Signs({})) < 0
    for sign in ("number_one", "other_recipient", "total_differs", "letter_complete"):
        assert learned_odds(lessons, before, page, Signs({sign: 1.0})) == 0


def test_a_lesson_about_another_senders_page_says_nothing() -> None:
    stranger = reading_of([(20, 15, "Waterwerken", 6.0), (20, 45, "Berekening van uw verbruik", 5.0)])
    before, page = marks_of_page(FIRST, KEY), marks_of_page(reading_of(DETAIL), KEY)

    assert learned_odds([lesson_about(stranger, begins=True)], before, page, Signs({})) == 0
