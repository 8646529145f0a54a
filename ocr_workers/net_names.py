"""Addresses on the net that a letter names: what a sender shows most constantly."""

from __future__ import annotations

import re

_HOST = re.compile(r"(?:www\.|@|https?://)([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})", re.IGNORECASE)
_PUBLIC_HOSTS = frozenset(
    (
        "gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "telenet.be", "skynet.be", "gmx.de", "web.de",
        "orange.fr", "libero.it",
    )
)  # fmt: skip


def hosts_in(text: str) -> tuple[str, ...]:
    """The addresses on the net that a text names, without "www.", each once; those of anybody's mail left out."""
    found = (host.casefold().removeprefix("www.") for host in _HOST.findall(text))
    return tuple(dict.fromkeys(host for host in found if host not in _PUBLIC_HOSTS))
