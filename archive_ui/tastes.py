"""What of the form cookie is a person's own taste, and stays when somebody signs in or out."""

from __future__ import annotations

LOOK = "look"
KEYS = "keys"
TASTES = (LOOK, KEYS)
