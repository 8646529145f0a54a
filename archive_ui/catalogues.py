"""The texts of the screens, and their catalogues: `python -m archive_ui.catalogues` brings the files up to date.

Texts are written in English where they are used. A catalogue holds each of them once,
with its translation; the tests fail on whatever is missing, doubtful or no longer used.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from archive_ui.deps import LANGUAGES
from archive_ui.languages import catalogue_path

ROOM = Path(__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
SOURCE_LANGUAGE = "en"
# Header lines that say when and by whom a file was written: git knows, and they would differ at every run.
VOLATILE = tuple(
    f'"{name}:'.encode()
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
        "Project-Id-Version",
    )
)


def extract_texts() -> Catalog:
    """Every text that stands in the code and the templates, without translation."""
    template = Catalog(charset="utf-8")
    found = extract_from_dir(str(ROOM), METHODS, keywords=KEYWORDS)
    for file_name, _line, text, comments, context in found:
        template.add(text, locations=[(Path(file_name).as_posix(), 0)], auto_comments=comments, context=context)
    return template


def read_catalogue(language: str) -> Catalog:
    """A language's catalogue as it stands in its file."""
    with catalogue_path(language).open("rb") as source:
        return read_po(source, locale=language)


def update_catalogue(language: str, template: Catalog) -> Catalog:
    """The catalogue with every text that is used and no other; English translates itself."""
    catalogue = read_catalogue(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    if language == SOURCE_LANGUAGE:
        for message in _texts(catalogue):
            message.string = message.id
    return catalogue


def missing_texts(catalogue: Catalog) -> list[str]:
    """Texts without a certain translation, plural forms included."""
    return [_identity(message) for message in _texts(catalogue) if message.fuzzy or not _is_translated(message)]


def write_catalogue(catalogue: Catalog) -> bytes:
    """The catalogue as its file, the same for the same texts: no dates, no line numbers."""
    target = io.BytesIO()
    write_po(target, catalogue, omit_header=False, sort_output=True, no_location=False, width=120)
    lines = target.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(VOLATILE))


def main(languages: Sequence[str] = LANGUAGES) -> int:
    """Bring every catalogue up to date; tells how many texts wait for a translation."""
    template = extract_texts()
    waiting = 0
    for language in languages:
        catalogue = update_catalogue(language, template)
        catalogue_path(language).write_bytes(write_catalogue(catalogue))
        waiting += len(missing_texts(catalogue))
    return waiting


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings) and bool(strings)


def _identity(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else str(message.id)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
