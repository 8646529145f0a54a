"""Which language a page speaks, and its catalogue.

Catalogues are compiled in memory when the screens start, so that a checkout needs no
build step and a `.mo` file can never be older than its `.po` file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, Domain, get_locale

from archive_ui.deps import UiSettings

CATALOGUES = Path(__file__).parent / "translations"
CHOSEN = "language"
SPOKEN = "account_language"

LANGUAGE_NAMES: Mapping[str, str] = {
    "en": "English",
    "nl": "Nederlands",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
}


def catalogue_path(language: str) -> Path:
    """Where the words of one language are."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


@cache
def load_catalogue(language: str) -> Translations:
    """The words of one language, ready to use."""
    with catalogue_path(language).open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


class _Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel ships no types
    """Hands out the catalogues that were compiled in memory."""

    def get_translations(self) -> Translations:
        """The catalogue of the page's language."""
        return load_catalogue(current_language())


class _ScreenBabel(Babel):  # type: ignore[misc]  # Flask-Babel ships no types
    """Flask-Babel with our catalogues."""

    domain_instance = _Catalogues()


def install_languages(app: Flask, settings: UiSettings) -> None:
    """Choose a language for each request: as the person asked, as their account says, as the browser asks."""

    def choose() -> str:
        for wanted in (session.get(CHOSEN), getattr(g, "account_language", None), session.get(SPOKEN)):
            if wanted in settings.languages:
                return cast("str", wanted)
        return request.accept_languages.best_match(settings.languages) or settings.languages[0]

    _ScreenBabel(app, default_locale=settings.languages[0], locale_selector=choose)
    for language in settings.languages:
        load_catalogue(language)


def current_language() -> str:
    """ISO 639-1 code of the language of this page; English outside a request."""
    locale: Any = get_locale() if has_request_context() else None
    return str(locale.language) if locale is not None else "en"


def speak_as_account_says(language: str) -> None:
    """Speak the account's language, on addresses too that lead to no screen and so look nobody up."""
    g.account_language = language
    if session.get(SPOKEN) != language:
        session[SPOKEN] = language


def choose_language(language: str) -> None:
    """Remember the person's choice in the form cookie."""
    session[CHOSEN] = language
