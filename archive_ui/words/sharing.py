"""What the forms of a shared document are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive.sharing.forms import SharedForm
from archive_ui.words.names import Text

FORMS: Mapping[SharedForm, Text] = {
    SharedForm.PDF: lazy_gettext("The searchable PDF, and its pages to look at"),
    SharedForm.ORIGINAL: lazy_gettext("What was received, to download"),
    SharedForm.BOTH: lazy_gettext("Both"),
}
