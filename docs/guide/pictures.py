"""Pictures of screens on the site, in the form in which they were taken last; one that nobody took is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

SCREENS = Path(__file__).parent.parent / "screens"
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<up>[./]*)screens/(?P<name>[\w-]+)\.\w+\)(\{[^}]*\})?\n?")


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 - MkDocs hands over more than is asked for
    """Let every picture name the file that there is."""
    return PICTURE.sub(_found, markdown)


def _found(match: re.Match[str]) -> str:
    for form in ("webp", "png"):
        if (SCREENS / f"{match['name']}.{form}").is_file():
            return f"![{match['alt']}]({match['up']}screens/{match['name']}.{form}){{ loading=lazy }}\n"
    return ""
