"""Addresses that a form names: only our own are followed."""

from __future__ import annotations


def own_address(address: str) -> str:
    """The page to go to next, if it is one of ours; an address elsewhere is not followed."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_ours and "\\" not in address else "/"
