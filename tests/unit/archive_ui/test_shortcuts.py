"""The list of keys and the keys that the screens carry are the same."""

from __future__ import annotations

import re
from pathlib import Path

import archive_ui
from archive_ui.words.shortcuts import SHORTCUTS

ROOM = Path(archive_ui.__file__).parent
LISTED = {" ".join(shortcut.keys) for group in SHORTCUTS for shortcut in group.shortcuts}


def carried() -> set[str]:
    pages = (path.read_text(encoding="utf-8") for path in (ROOM / "templates").rglob("*.html"))
    return {key for page in pages for key in re.findall(r'(?:data-key|\bkey)="([^"{]+)"', page)}


def test_every_key_that_a_screen_carries_is_listed() -> None:
    assert carried() - LISTED == set()


def test_every_listed_key_is_known_to_a_screen_or_a_script() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOM / "static" / "js").glob("*.js"))
    standing_for_itself = {"Enter", "↓"}
    in_question = LISTED - carried() - standing_for_itself
    assert {key for key in in_question if not re.search(rf"\b{re.escape(key)}\b", scripts)} == set()


def test_single_characters_are_marked_so_that_they_can_be_switched_off() -> None:
    for group in SHORTCUTS:
        for shortcut in group.shortcuts:
            assert shortcut.is_plain == (shortcut.keys != ("↓",) and all(len(key) == 1 for key in shortcut.keys))
