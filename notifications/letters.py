"""From what is to be said to a mail: words of the person's language, as text and as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from notifications.mailer import Mail
from notifications.wording import Words
from notifications.words import de, en, fr, it, nl

LANGUAGES: Mapping[str, Mapping[str, Words]] = {
    "en": en.WORDS, "nl": nl.WORDS, "fr": fr.WORDS, "de": de.WORDS, "it": it.WORDS,
}  # fmt: skip
FALLBACK = "en"
PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body style="margin:0;padding:24px;background:#f5f3ee;color:#1d2129;font:16px/1.5 sans-serif">
<div style="max-width:34em;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e3dfd6;border-radius:10px">
<p style="margin-top:0;font-weight:bold;color:#0d5c63">Postkamer</p>
{parts}
</div>
</body>
</html>
"""
PARAGRAPH = "<p>{text}</p>"
BUTTON = (
    '<p><a href="{link}" style="display:inline-block;padding:10px 18px;background:#0d5c63;color:#ffffff;'
    'border-radius:6px;text-decoration:none">{text}</a></p>\n<p style="font-size:13px;color:#555b66">{link}</p>'
)
CLOSING = '<p style="font-size:13px;color:#555b66">{text}</p>'


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to be said to one person.

    Attributes:
        matter: What about; a key of every language's words.
        link: Where the button leads; None without one.
        facts: What the words mention.
    """

    matter: str
    to: str = field(repr=False)
    language: str
    link: str | None = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)


def compose(letter: Letter, message_id: str) -> Mail:
    """Put a letter into words; a language that nobody speaks here becomes English."""
    language = letter.language if letter.language in LANGUAGES else FALLBACK
    words = LANGUAGES[language][letter.matter].filled(letter.facts)
    return Mail(message_id, letter.to, words.subject, _text(words, letter), _html(words, letter, language), language)


def _text(words: Words, letter: Letter) -> str:
    link = [f"{words.button}:\n{letter.link}"] if letter.link else []
    return "\n\n".join([words.greeting, *words.paragraphs, *link, words.closing, "Postkamer"]) + "\n"


def _html(words: Words, letter: Letter, language: str) -> str:
    said = [PARAGRAPH.format(text=escape(text)) for text in (words.greeting, *words.paragraphs)]
    link = [BUTTON.format(link=escape(letter.link), text=escape(words.button))] if letter.link else []
    parts = [*said, *link, CLOSING.format(text=escape(words.closing))]
    return PAGE.format(language=language, subject=escape(words.subject), parts="\n".join(parts))
