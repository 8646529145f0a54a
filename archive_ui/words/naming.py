"""What is said about a tenant's names, addresses and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive_ui.words.names import Text

TOLD: Mapping[str, Text] = {
    "added": lazy_gettext("Added. The next letter is matched by it too."),
    "withdrawn": lazy_gettext("Withdrawn. Letters that came before stay where they are."),
    "changed": lazy_gettext("Changed. The next letter is matched by it."),
}
