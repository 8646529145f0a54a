"""The parts that every mail is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a mail says in one language; ``{name}`` and other braces are filled in from the facts.

    Attributes:
        greeting: The first line.
        paragraphs: What there is to say.
        button: What the link does.
        closing: What to do if the reader expected nothing.
    """

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    button: str
    closing: str

    def filled(self, facts: Mapping[str, str]) -> Words:
        """The same with the facts in their places; braces within a fact stay as they are."""
        return Words(
            _one_line(self.subject.format_map(facts)),
            self.greeting.format_map(facts).replace(" ,", ","),
            tuple(paragraph.format_map(facts) for paragraph in self.paragraphs),
            self.button,
            self.closing.format_map(facts),
        )


@dataclass(frozen=True, slots=True)
class NewsWords:
    """What a mail of counts says in one language.

    Attributes:
        several: Its subject where more than one mailbox has news; `{count}` is how many.
        counts: By kind, one and more: `{count}` is the number.
        stop: What the second link does.
    """

    several: str
    intro: str
    counts: Mapping[str, tuple[str, str]]
    button: str
    closing: str
    stop: str

    def counted(self, kind: str, count: int) -> str:
        """A number and what it counts."""
        one, more = self.counts[kind]
        return (one if count == 1 else more).format(count=count)


def _one_line(text: str) -> str:
    """A name with a line break in it must not become a header."""
    return " ".join(text.split())
