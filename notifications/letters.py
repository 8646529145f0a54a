"""From what is to be said to a mail: words of the person's language, as text and as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from notifications.mailer import Mail
from notifications.wording import NewsWords, Words
from notifications.words import de, en, fr, it, nl

LANGUAGES: Mapping[str, Mapping[str, Words]] = {
    "en": en.WORDS, "nl": nl.WORDS, "fr": fr.WORDS, "de": de.WORDS, "it": it.WORDS,
}  # fmt: skip
NEWS: Mapping[str, tuple[str, NewsWords]] = {
    "en": (en.GREETING, en.NEWS), "nl": (nl.GREETING, nl.NEWS), "fr": (fr.GREETING, fr.NEWS),
    "de": (de.GREETING, de.NEWS), "it": (it.GREETING, it.NEWS),
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


STOP = '<p style="font-size:13px;color:#555b66"><a href="{link}" style="color:#0d5c63">{text}</a></p>'


@dataclass(frozen=True, slots=True)
class News:
    """How much there is to tell of one mailbox, by kind; never what."""

    mailbox: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to be said to one person.

    Attributes:
        matter: What about; a key of every language's words.
        link: Where the button leads; None without one.
        facts: What the words mention.
        news: What is counted; such a letter is put together from that alone, whatever its matter is called.
        stop_link: Where letters of this kind are stopped without signing in; None where they cannot be.
    """

    matter: str
    to: str = field(repr=False)
    language: str
    link: str | None = field(repr=False)
    facts: Mapping[str, str] = field(repr=False)
    news: tuple[News, ...] = ()
    stop_link: str | None = field(default=None, repr=False)


def compose(letter: Letter, message_id: str) -> Mail:
    """Put a letter into words; a language that nobody speaks here becomes English."""
    language = letter.language if letter.language in LANGUAGES else FALLBACK
    words = _of_news(letter, language) if letter.news else LANGUAGES[language][letter.matter].filled(letter.facts)
    text, html = _text(words, letter, language), _html(words, letter, language)
    return Mail(message_id, letter.to, words.subject, text, html, language, letter.stop_link)


def notice_of(letter: Letter) -> list[str]:
    """The lines of counts alone, as a device shows them."""
    _, words = NEWS[letter.language if letter.language in NEWS else FALLBACK]
    return _lines(letter, words)


def _lines(letter: Letter, words: NewsWords) -> list[str]:
    return [_line(each, words) for each in sorted(letter.news, key=lambda news: news.mailbox.casefold())]


def _of_news(letter: Letter, language: str) -> Words:
    """The words of a mail of counts. Names of mailboxes are facts, so that braces in them stay as they are."""
    greeting, words = NEWS[language]
    lines = _lines(letter, words)
    subject = lines[0] if len(lines) == 1 else words.several.format(count=len(lines))
    places = {f"line{number}": line for number, line in enumerate(lines)}
    paragraphs = (words.intro, *(f"{{{place}}}" for place in places))
    facts = {**letter.facts, **places, "subject": subject}
    return Words("{subject}", greeting, paragraphs, words.button, words.closing).filled(facts)


def _line(news: News, words: NewsWords) -> str:
    return f"{news.mailbox}: {', '.join(words.counted(kind, count) for kind, count in news.counts.items())}"


def _text(words: Words, letter: Letter, language: str) -> str:
    link = [f"{words.button}:\n{letter.link}"] if letter.link else []
    stop = [f"{NEWS[language][1].stop}:\n{letter.stop_link}"] if letter.stop_link else []
    return "\n\n".join([words.greeting, *words.paragraphs, *link, words.closing, *stop, "Postkamer"]) + "\n"


def _html(words: Words, letter: Letter, language: str) -> str:
    said = [PARAGRAPH.format(text=escape(text)) for text in (words.greeting, *words.paragraphs)]
    link = [BUTTON.format(link=escape(letter.link), text=escape(words.button))] if letter.link else []
    stop_text = escape(NEWS[language][1].stop)
    stop = [STOP.format(link=escape(letter.stop_link), text=stop_text)] if letter.stop_link else []
    parts = [*said, *link, CLOSING.format(text=escape(words.closing)), *stop]
    return PAGE.format(language=language, subject=escape(words.subject), parts="\n".join(parts))
