"""What can go wrong with paper: one class per case, each with a fixed code.

A code is what the outside keys on (quarantine causes, tests, translations); the
advice is what a person reads. Errors cross the wall of the sandbox as code and
context only, so a hostile page can never word its own error message.
"""

from __future__ import annotations

from typing import ClassVar

MAX_CONTEXT_CHARS = 200


class PaperError(Exception):
    """Something on the way from bytes to pages failed.

    Attributes:
        code: Fixed name of the case, in snake case.
        temporary: Whether trying again may help.
        advice: What the reader should do; `{names}` are filled from the context.
        context: The facts of this one failure, by name.
    """

    code: ClassVar[str] = "paper_error"
    temporary: ClassVar[bool] = False
    advice: ClassVar[str] = "The page could not be worked on: look at the original."

    def __init__(self, **context: str | float) -> None:
        self.context = {name: _clipped(value) for name, value in context.items()}
        super().__init__(self.advice.format_map(_Facts(self.context)))


class FileEmpty(PaperError):
    """The file has no bytes."""

    code = "file_empty"
    advice = "The file is empty: send it again."


class FileUnknownType(PaperError):
    """The content is none of the formats that are read."""

    code = "file_unknown_type"
    advice = (
        "The file is no PDF, TIFF, JPEG, PNG, WebP, HEIC or invoice in XML, whatever its name says: "
        "convert it and send it again."
    )


class FileEncrypted(PaperError):
    """The PDF asks for a password."""

    code = "file_encrypted"
    advice = "The PDF is locked with a password: ask the sender for an open copy, or save it without one."


class FileBroken(PaperError):
    """The content is damaged beyond what can be repaired."""

    code = "file_broken"
    advice = "The file is damaged and no page could be read from it: ask for a fresh copy."


class XmlBroken(PaperError):
    """The file is XML that is not well-formed, or such as only an attacker sends."""

    code = "xml_broken"
    advice = "The XML is damaged or declares a document type: ask the sender for the invoice again."


class XmlUnknown(PaperError):
    """The file is XML, and no invoice of a syntax that is read."""

    code = "xml_unknown"
    advice = "The XML is no invoice in UBL, UN/CEFACT CII or FatturaPA: ask the sender for a PDF."


class SignatureBroken(PaperError):
    """The file is signed, and the signature does not fit its content or cannot be opened."""

    code = "signature_broken"
    advice = "The signature does not fit the content, or is of an unknown kind: ask the sender for the file again."


class FileTooManyPages(PaperError):
    """More pages than one file may have; context `pages`, `max_pages`."""

    code = "file_too_many_pages"
    advice = "The file has {pages} pages and {max_pages} are allowed: split it and send the parts."


class PageTooLarge(PaperError):
    """A page has more pixels than may be decoded; context `page`, `pixels`, `max_pixels`."""

    code = "page_too_large"
    advice = "Page {page} has {pixels} pixels and {max_pixels} are allowed: scan it again at a lower resolution."


class FileUnpacksTooLarge(PaperError):
    """The content unpacks to more bytes than allowed; context `unpacked_bytes`, `max_unpacked_bytes`."""

    code = "file_unpacks_too_large"
    advice = (
        "The file unpacks to {unpacked_bytes} bytes and {max_unpacked_bytes} are allowed: "
        "split it, or scan it again at a lower resolution."
    )


class PageMissing(PaperError):
    """A page was asked for that the file does not have; context `page`, `pages`."""

    code = "page_missing"
    advice = "Page {page} was asked for and the file has {pages}: check the page numbers."


class PageUnreadable(PaperError):
    """One page cannot be turned into an image, whichever renderer tries; context `page`."""

    code = "page_unreadable"
    advice = "Page {page} is damaged and cannot be shown: look at the original or ask for a fresh copy."


class SandboxFailed(PaperError):
    """The sandboxed work ended without an answer."""

    code = "sandbox_failed"
    temporary = True
    advice = "The page could not be worked on: it is tried again, then kept for a person to look at."


class SandboxCrashed(SandboxFailed):
    """The child died or gave no proper answer; context `detail`."""

    code = "sandbox_crashed"
    advice = "Working on the page failed ({detail}): it is tried again, then kept for a person to look at."


class SandboxTimedOut(SandboxFailed):
    """The child used up its wall clock or CPU time; context `seconds`."""

    code = "sandbox_timed_out"
    advice = "Working on the page took longer than {seconds} s: it is tried again, then kept for a person to look at."


class SandboxOutOfMemory(SandboxFailed):
    """The child used up its memory; context `memory_mb`."""

    code = "sandbox_out_of_memory"
    advice = "Working on the page took more than {memory_mb} MB: it is tried again, then kept for a person to look at."


class SandboxUnavailable(SandboxFailed):
    """No sandbox could be started on this machine; context `detail`."""

    code = "sandbox_unavailable"
    advice = "The page sandbox cannot start ({detail}): run `postkamer doctor` and mend what it names."


class SandboxClosed(SandboxFailed):
    """The sandbox was closed while, or before, it was asked to work."""

    code = "sandbox_closed"
    advice = "The program is ending: the page is worked on after the next start."


def error_of(code: str, context: dict[str, str | float]) -> PaperError | None:
    """The error that has this code, rebuilt from its context; None where no class has it."""
    for kind in _kinds(PaperError):
        if kind.code == code:
            return kind(**context)
    return None


def _kinds(root: type[PaperError]) -> list[type[PaperError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in _kinds(child))]


def _clipped(value: str | float) -> str | float:
    return value[:MAX_CONTEXT_CHARS] if isinstance(value, str) else value


class _Facts(dict[str, str | float]):
    """Context for `format_map` in which an unknown fact reads as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"
