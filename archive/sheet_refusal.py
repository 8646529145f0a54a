"""Why a cover sheet is not believed."""

from __future__ import annotations

import enum


class SheetRefusal(enum.Enum):
    """Why a cover sheet is not believed, or not for one of the letters behind it.

    PAGE_UNREAD: a page that nobody could read may have been another sheet.
    OTHER_ADDRESSEE: the channel names somebody else.
    """

    UNREADABLE = "sheet_unreadable"
    FORGED = "sheet_forged"
    FOREIGN = "sheet_of_another_organisation"
    UNKNOWN = "sheet_unknown"
    WITHDRAWN = "sheet_withdrawn"
    EXPIRED = "sheet_expired"
    TENANT_UNKNOWN = "sheet_tenant_unknown"
    PAGE_UNREAD = "sheet_page_unread"
    OTHER_ADDRESSEE = "sheet_contradicts_channel"
