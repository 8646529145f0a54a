"""What the forms of an export are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext

from archive.export.forms import ExportForm
from archive_ui.words.names import Text

FORMS: Mapping[ExportForm, Text] = {
    ExportForm.ZIP: lazy_gettext("ZIP: the letters with a list"),
    ExportForm.BAGIT: lazy_gettext("BagIt: the same, with proofs for another archive"),
    ExportForm.CSV: lazy_gettext("CSV: the list alone"),
}
