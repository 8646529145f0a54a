"""What is said when letters were put in order, or could not be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import lazy_gettext, ngettext

from archive.organising.labels import LabelColour
from archive.organising.notes import LONGEST_NOTE
from archive_ui.words.names import Text
from kernel.errors import PlatformError

COLOURS: Mapping[LabelColour, Text] = {
    LabelColour.GREY: lazy_gettext("grey"),
    LabelColour.RED: lazy_gettext("red"),
    LabelColour.AMBER: lazy_gettext("amber"),
    LabelColour.GREEN: lazy_gettext("green"),
    LabelColour.TEAL: lazy_gettext("teal"),
    LabelColour.BLUE: lazy_gettext("blue"),
    LabelColour.VIOLET: lazy_gettext("violet"),
    LabelColour.PINK: lazy_gettext("pink"),
}

PROBLEMS: Mapping[str, Text] = {
    "none chosen": lazy_gettext("Nothing was changed: choose a letter first."),
    "too many letters": lazy_gettext("Nothing was changed: choose fewer letters at a time."),
    "day": lazy_gettext("Nothing was changed: choose a day after today, within three years."),
    "person": lazy_gettext("Nothing was changed: only somebody who may read the letters here can take care of them."),
    "value": lazy_gettext("Nothing was changed: choose what to do first."),
    "name": lazy_gettext("Nothing was changed: write a name; it may not be too long."),
    "taken": lazy_gettext("Nothing was changed: this name is taken. Choose another."),
    "too many": lazy_gettext("Nothing was added: there are enough of them. Remove one first."),
    "too deep": lazy_gettext("Nothing was added: a folder within a folder holds no further ones."),
    "not empty": lazy_gettext("Nothing was removed: there are folders in it. Remove those first."),
    "no label": lazy_gettext("Nothing was changed: there is no label of that name. Make it first."),
    "note": lazy_gettext("Nothing was kept: write a note of at most %(longest)d characters.", longest=LONGEST_NOTE),
}
CHANGED_SINCE = lazy_gettext(
    "Nothing was taken back: one of these letters was changed again since. Change it by hand instead."
)
TAKEN_BACK_BEFORE = lazy_gettext("This was taken back already.")
SO_ALREADY = lazy_gettext("Nothing was changed: it was so already.")

# How many letters each button changed; the number is Babel's own "num".
_TOLD: Mapping[str, Callable[[int], str]] = {
    "read": lambda num: ngettext("%(num)d letter is marked as read.", "%(num)d letters are marked as read.", num),
    "unread": lambda num: ngettext("%(num)d letter is marked as unread.", "%(num)d letters are marked as unread.", num),
    "star": lambda num: ngettext("%(num)d letter has a star.", "%(num)d letters have a star.", num),
    "unstar": lambda num: ngettext(
        "%(num)d letter has no star any more.", "%(num)d letters have no star any more.", num
    ),
    "snooze": lambda num: ngettext("%(num)d letter is snoozed.", "%(num)d letters are snoozed.", num),
    "wake": lambda num: ngettext("%(num)d letter is back in the inbox.", "%(num)d letters are back in the inbox.", num),
    "label": lambda num: ngettext("%(num)d letter bears the label.", "%(num)d letters bear the label.", num),
    "unlabel": lambda num: ngettext("%(num)d letter lost the label.", "%(num)d letters lost the label.", num),
    "file": lambda num: ngettext("%(num)d letter was moved.", "%(num)d letters were moved.", num),
    "assign": lambda num: ngettext("%(num)d letter was assigned.", "%(num)d letters were assigned.", num),
}


def told(do: str, letters: int) -> str:
    """What was done to so many letters."""
    return _TOLD[do](letters)


def problem_text(error: PlatformError) -> Text:
    """The sentence for what was refused."""
    return PROBLEMS.get(str(error.context.get("reason")), PROBLEMS["value"])
