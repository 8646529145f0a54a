"""A thin client of the Postkamer API."""

from __future__ import annotations

from postkamer_client.client import Client, Refused

__all__ = ["Client", "Refused"]
