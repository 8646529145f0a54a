"""Every text in every language, and nothing else."""

from __future__ import annotations

import re
import string

import pytest
from babel.messages.catalog import Catalog

from archive_ui.catalogues import extract_texts, missing_texts, read_catalogue, update_catalogue, write_catalogue
from archive_ui.deps import LANGUAGES
from archive_ui.languages import catalogue_path, load_catalogue


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extract_texts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_doubtful_or_left_over(language: str, template: Catalog) -> None:
    catalogue = read_catalogue(language)
    assert missing_texts(catalogue) == []
    assert not catalogue.obsolete
    assert {message.id for message in catalogue} == {message.id for message in template}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_what_the_command_would_write(language: str, template: Catalog) -> None:
    assert catalogue_path(language).read_bytes() == write_catalogue(update_catalogue(language, template))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_the_same_things(language: str) -> None:
    for message in read_catalogue(language):
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        translations = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for translation in translations if message.id else ():
            assert _names_in(translation) == _names_in(sources[-1]), translation


def test_a_text_that_is_new_or_gone_is_noticed(template: Catalog) -> None:
    catalogue = read_catalogue("nl")
    catalogue.add("A text that nobody translated")
    assert missing_texts(catalogue) == ["A text that nobody translated"]
    assert "A text that nobody translated" not in {m.id for m in update_catalogue("nl", template)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_compile(language: str) -> None:
    assert load_catalogue(language).ugettext("Inbox").strip(string.whitespace)


def _names_in(text: str | None) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[ds]", text or ""))
