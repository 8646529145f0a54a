"""What can keep a private server from running."""

from __future__ import annotations

from typing import ClassVar

from kernel.errors import PlatformError


class ServiceNotInstalled(PlatformError):
    """The server's program is not on this machine; the message names Debian's package."""

    code: ClassVar[str] = "service_not_installed"


class ServiceDidNotStart(PlatformError):
    """The server left again, or did not answer in time; the message ends with the last lines of its log."""

    code: ClassVar[str] = "service_did_not_start"
