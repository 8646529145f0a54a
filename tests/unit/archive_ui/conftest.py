"""A page in a language of its own, without any of the house behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask

from archive_ui.deps import UiSettings
from archive_ui.languages import install_languages

Speak = Callable[[str], None]


@pytest.fixture
def speak() -> Iterator[Speak]:
    """Open a page in the language that the test names."""
    app = Flask("page")
    app.secret_key = "for tests"
    install_languages(app, UiSettings("s" * 32))
    with ExitStack() as pages:

        def open_page(language: str) -> None:
            pages.enter_context(app.test_request_context("/", headers={"Accept-Language": language}))

        yield open_page


@pytest.fixture
def english(speak: Speak) -> None:
    """A page in English."""
    speak("en")
