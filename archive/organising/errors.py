"""What organising refuses, and why."""

from __future__ import annotations

from kernel.errors import PlatformError


class OrganisingRefused(PlatformError):
    """What was asked for makes no sense as it was written; `reason` in the context says why, nothing was changed."""

    code = "organising_refused"
