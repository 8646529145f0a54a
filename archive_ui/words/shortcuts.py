"""The keys that the screens listen to, and what they do: for the list that "?" opens.

A key that stands on a link, button or field is written there too (`data-key`), and the
tests hold the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext

from archive_ui.words.names import Text


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys pressed one after the other (or together, with "+"), and what they do.

    Attributes:
        is_plain: One character without Alt or Ctrl, so that it can be switched off (WCAG 2.2, 2.1.4).
    """

    keys: tuple[str, ...]
    text: Text
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class ShortcutGroup:
    """The shortcuts of one kind of screen."""

    title: Text
    shortcuts: tuple[Shortcut, ...]


SHORTCUTS: tuple[ShortcutGroup, ...] = (
    ShortcutGroup(
        lazy_gettext("Everywhere"),
        (
            Shortcut(("?",), lazy_gettext("This list")),
            Shortcut(("/",), lazy_gettext("Search")),
            Shortcut(("g", "i"), lazy_gettext("To the inbox")),
            Shortcut(("g", "s"), lazy_gettext("To the search")),
            Shortcut(("g", "u"), lazy_gettext("To the upload")),
            Shortcut(("g", "r"), lazy_gettext("To what was received")),
            Shortcut(("g", "x"), lazy_gettext("To the letters to be indexed")),
            Shortcut(("g", "n"), lazy_gettext("To the next letter to be indexed")),
            Shortcut(("g", "w"), lazy_gettext("To the wall screen")),
            Shortcut(("g", "q"), lazy_gettext("To the quarantine")),
            Shortcut(("g", "p"), lazy_gettext("To the people who may come in")),
            Shortcut(("g", "e"), lazy_gettext("To the settings")),
            Shortcut(("g", "a"), lazy_gettext("To the administration")),
        ),
    ),
    ShortcutGroup(
        lazy_gettext("In a list"),
        (
            Shortcut(("j",), lazy_gettext("Next letter")),
            Shortcut(("k",), lazy_gettext("Previous letter")),
            Shortcut(("x",), lazy_gettext("Tick the letter")),
            Shortcut(("s",), lazy_gettext("Star, or no star")),
            Shortcut(("e",), lazy_gettext("What to do with the ticked letters")),
            Shortcut(("E",), lazy_gettext("What to do with all letters found")),
            Shortcut(("z",), lazy_gettext("Take the chosen letters along")),
            Shortcut(("#",), lazy_gettext("Put the chosen letters in the bin")),
            Shortcut(("Enter",), lazy_gettext("Open it"), is_plain=False),
        ),
    ),
    ShortcutGroup(
        lazy_gettext("On a letter"),
        (
            Shortcut(("s",), lazy_gettext("Star, or no star")),
            Shortcut(("u",), lazy_gettext("Mark as unread")),
            Shortcut(("h",), lazy_gettext("Snooze until a day")),
            Shortcut(("l",), lazy_gettext("Choose a label")),
            Shortcut(("v",), lazy_gettext("Move to a folder")),
            Shortcut(("a",), lazy_gettext("Say who takes care")),
            Shortcut(("n",), lazy_gettext("Write a note")),
        ),
    ),
    ShortcutGroup(
        lazy_gettext("On a page image"),
        (
            Shortcut(("]",), lazy_gettext("Next page")),
            Shortcut(("[",), lazy_gettext("Previous page")),
            Shortcut(("+",), lazy_gettext("Larger")),
            Shortcut(("-",), lazy_gettext("Smaller")),
            Shortcut(("0",), lazy_gettext("Whole page")),
            Shortcut(("t",), lazy_gettext("Turn the view")),
        ),
    ),
    ShortcutGroup(
        lazy_gettext("While indexing"),
        (
            Shortcut(("Enter",), lazy_gettext("File, and on to the next letter"), is_plain=False),
            Shortcut(
                ("F2",), lazy_gettext("Choose words on the page: arrows, Shift for several, Enter"), is_plain=False
            ),
            Shortcut(("F8",), lazy_gettext("Next field to check"), is_plain=False),
            Shortcut(("F7",), lazy_gettext("Filter the recipients"), is_plain=False),
            Shortcut(("F9",), lazy_gettext("Skip this letter"), is_plain=False),
            Shortcut(("PageDown",), lazy_gettext("Next page"), is_plain=False),
            Shortcut(("PageUp",), lazy_gettext("Previous page"), is_plain=False),
            Shortcut(("↓",), lazy_gettext("Suggestions from the page, in a text field"), is_plain=False),
        ),
    ),
)
