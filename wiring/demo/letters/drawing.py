"""A page as marks on paper, in millimetres from its top-left corner, before any raster or PDF exists."""

from __future__ import annotations

from dataclasses import dataclass

from wiring.demo.letters.fonts import Style

A4_WIDTH_MM = 210.0
A4_HEIGHT_MM = 297.0
BLACK = 0


@dataclass(frozen=True, slots=True)
class Text:
    """Characters on a baseline; `ink` is a grey from 0 (black) to 255 (white)."""

    x_mm: float
    baseline_mm: float
    content: str
    style: Style
    ink: int = BLACK


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open line through `points` (x and y in millimetres)."""

    points: tuple[tuple[float, float], ...]
    width_mm: float
    ink: int = BLACK


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An upright ellipse: filled, or a ring of `ring_mm` where that is above 0."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    ink: int = BLACK
    ring_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Polygon:
    """A filled outline through `points` (x and y in millimetres)."""

    points: tuple[tuple[float, float], ...]
    ink: int = BLACK


Mark = Text | Stroke | Ellipse | Polygon


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """All marks of one upright A4 page, in the order in which they are set."""

    marks: tuple[Mark, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The printed lines; neighbours on one baseline (the cells of a table row) make one line."""
        lines: list[str] = []
        baseline: float | None = None
        for mark in self.marks:
            if not isinstance(mark, Text):
                continue
            if mark.baseline_mm == baseline:
                lines[-1] += f" {mark.content}"
            else:
                lines.append(mark.content)
            baseline = mark.baseline_mm
        return tuple(lines)


def box(x_mm: float, y_mm: float, width_mm: float, height_mm: float, ink: int = BLACK) -> Polygon:
    """A filled upright rectangle."""
    right, bottom = x_mm + width_mm, y_mm + height_mm
    return Polygon(((x_mm, y_mm), (right, y_mm), (right, bottom), (x_mm, bottom)), ink)


def rule(x_mm: float, y_mm: float, length_mm: float, width_mm: float = 0.2, ink: int = BLACK) -> Stroke:
    """A level line of `length_mm` that starts at (x, y)."""
    return Stroke(((x_mm, y_mm), (x_mm + length_mm, y_mm)), width_mm, ink)
