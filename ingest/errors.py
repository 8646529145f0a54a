"""Why something is refused at the door; the sender keeps it and is told what to do."""

from __future__ import annotations

from typing import ClassVar

from kernel.errors import PlatformError


class FileTooLarge(PlatformError):
    """The file has more bytes than this platform accepts; split it, or ask the operator to raise the limit."""

    code = "file_too_large"


class FileNameMissing(PlatformError):
    """A file without a name cannot be shown to anybody; send it with its name."""

    code = "file_name_missing"


class UploadOffsetWrong(PlatformError):
    """A part of an upload does not follow the last one; `expected` in the context says where to go on."""

    code = "upload_offset_wrong"
    temporary: ClassVar[bool] = True


class UploadIncomplete(PlatformError):
    """The upload was finished before all its bytes arrived; send the rest, then finish it."""

    code = "upload_incomplete"


class FileStillChanging(PlatformError):
    """A file in a watched folder changed while it was read; it is left there and taken when it rests."""

    code = "file_still_changing"
    temporary: ClassVar[bool] = True
