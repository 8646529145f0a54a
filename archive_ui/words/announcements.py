"""What people can be told by mail, and how often, in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text
from notifications.kinds import Kind, Rhythm

RHYTHMS: Mapping[Rhythm, Text] = {
    Rhythm.NEVER: lazy_gettext("Never"),
    Rhythm.INSTANT: lazy_gettext("Within minutes"),
    Rhythm.DAILY: lazy_gettext("Once a day, at 8 in the morning"),
    Rhythm.WEEKLY: lazy_gettext("Once a week, on Monday morning"),
}

KINDS: Mapping[Kind, Text] = {
    Kind.NEW_LETTER: lazy_gettext("New letters"),
    Kind.ASSIGNED: lazy_gettext("Letters given to me"),
    Kind.TASK_DUE: lazy_gettext("Tasks due within three days"),
    Kind.QUARANTINE: lazy_gettext("Files in quarantine"),
}
