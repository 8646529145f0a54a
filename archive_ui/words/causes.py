"""Why something stopped, in words, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext

from archive_ui.words.names import Text


@dataclass(frozen=True, slots=True)
class Cause:
    """What happened, and what to do next."""

    title: Text
    advice: Text


_SEND_AGAIN = lazy_gettext("Ask the sender for a fresh copy, then upload that one.")
_RETRY = lazy_gettext("Try again. If it happens again, download the original and tell your operator.")
_OPERATOR = lazy_gettext("Your operator has to look at this. Try again once it is mended.")
_RESCAN = lazy_gettext("Scan the page again at 300 dots per inch, then upload the scan.")

CAUSES: Mapping[str, Cause] = {
    "file_empty": Cause(lazy_gettext("The file is empty"), _SEND_AGAIN),
    "file_unknown_type": Cause(
        lazy_gettext("This is no kind of file that can be read"),
        lazy_gettext(
            "PDF, TIFF, JPEG, PNG, WebP, HEIC and invoices in XML are read. Convert the file, then upload it again."
        ),
    ),
    "xml_broken": Cause(lazy_gettext("The XML of this invoice is damaged"), _SEND_AGAIN),
    "xml_unknown": Cause(
        lazy_gettext("This XML is no invoice that can be read"),
        lazy_gettext("UBL, UN/CEFACT CII and FatturaPA are read. Ask the sender for a PDF."),
    ),
    "signature_broken": Cause(
        lazy_gettext("The signature does not fit the content of the file"),
        lazy_gettext("The file may have been altered after it was signed. Ask the sender for it again."),
    ),
    "file_encrypted": Cause(
        lazy_gettext("The file is locked with a password"),
        lazy_gettext("Save a copy without password, then upload that one."),
    ),
    "file_broken": Cause(lazy_gettext("The file is damaged"), _SEND_AGAIN),
    "file_too_many_pages": Cause(
        lazy_gettext("The file has too many pages"),
        lazy_gettext("Split it into smaller files, then upload those."),
    ),
    "file_too_large": Cause(
        lazy_gettext("The file is too large"),
        lazy_gettext("Split it into smaller files, then upload those."),
    ),
    "file_name_missing": Cause(
        lazy_gettext("The file has no name that can be shown"),
        lazy_gettext("Give it a name with letters in it, then put it into the folder again."),
    ),
    "natural_key_taken": Cause(
        lazy_gettext("Another file came in under the same mark before"),
        lazy_gettext("Copy the file, then put the copy into the folder."),
    ),
    "file_unpacks_too_large": Cause(
        lazy_gettext("The file unpacks to far more than it should"),
        lazy_gettext("Do not open it on your own computer. Ask the sender what it is."),
    ),
    "page_too_large": Cause(lazy_gettext("A page is too large to be read"), _RESCAN),
    "page_missing": Cause(lazy_gettext("A page is missing from the file"), _SEND_AGAIN),
    "page_unreadable": Cause(lazy_gettext("The page cannot be drawn"), _SEND_AGAIN),
    "paper_error": Cause(lazy_gettext("The page could not be worked on"), _RETRY),
    "sandbox_failed": Cause(lazy_gettext("Reading broke off"), _RETRY),
    "sandbox_crashed": Cause(lazy_gettext("Reading broke off"), _RETRY),
    "sandbox_timed_out": Cause(lazy_gettext("Reading took too long"), _RETRY),
    "sandbox_out_of_memory": Cause(lazy_gettext("Reading needed too much memory"), _RETRY),
    "sandbox_unavailable": Cause(lazy_gettext("The reading room is closed"), _OPERATOR),
    "sandbox_closed": Cause(lazy_gettext("The reading room is closed"), _OPERATOR),
    "ocr_timed_out": Cause(lazy_gettext("Reading took too long"), _RETRY),
    "ocr_failed": Cause(lazy_gettext("The text could not be read"), _RESCAN),
    "ocr_engine_missing": Cause(lazy_gettext("The reading engine is missing"), _OPERATOR),
    "blob_missing": Cause(lazy_gettext("The stored content is missing"), _OPERATOR),
    "blob_damaged": Cause(lazy_gettext("The stored content is damaged"), _OPERATOR),
    "blob_store_full": Cause(lazy_gettext("The archive has no room left"), _OPERATOR),
    "blob_store_unavailable": Cause(lazy_gettext("The archive does not answer"), _OPERATOR),
    "key_destroyed": Cause(
        lazy_gettext("The content was erased for good"),
        lazy_gettext("Nobody can bring it back. The journal tells who erased it."),
    ),
    "work_interrupted": Cause(lazy_gettext("The work was cut off each time"), _RETRY),
    "unexpected_failure": Cause(lazy_gettext("Something unforeseen happened"), _RETRY),
}

_PRINT_ANEW = lazy_gettext("The letters behind it wait for a person. Print a new sheet for the next batch.")
SHEET_CAUSES: Mapping[str, Cause] = {
    "sheet_unreadable": Cause(lazy_gettext("The code of the cover sheet could not be read"), _PRINT_ANEW),
    "sheet_forged": Cause(
        lazy_gettext("The cover sheet was not made here, or was altered"),
        lazy_gettext("Find out where the sheet came from. The letters behind it wait for a person."),
    ),
    "sheet_of_another_organisation": Cause(
        lazy_gettext("The cover sheet belongs to another organisation"),
        lazy_gettext("Find out how it came into this pile. The letters behind it wait for a person."),
    ),
    "sheet_unknown": Cause(lazy_gettext("No such cover sheet was ever issued here"), _PRINT_ANEW),
    "sheet_withdrawn": Cause(lazy_gettext("The cover sheet was withdrawn"), _PRINT_ANEW),
    "sheet_expired": Cause(lazy_gettext("The cover sheet is no longer valid"), _PRINT_ANEW),
    "sheet_tenant_unknown": Cause(lazy_gettext("The cover sheet names somebody who is not served"), _PRINT_ANEW),
}
UNKNOWN = Cause(lazy_gettext("Something unforeseen happened"), _RETRY)


def cause_of(code: str | None) -> Cause:
    """The words for a cause; an unknown code gets the words for the unforeseen."""
    return CAUSES.get(code or "") or SHEET_CAUSES.get(code or "", UNKNOWN)


NOTES: Mapping[str, Text] = {
    "drawn_for_pdf": lazy_gettext("In the PDF this page is a picture with its text; the original is kept beside it."),
    "not_read": lazy_gettext("This page was not read."),
    "skew_uncertain": lazy_gettext("It is not certain that the page stands straight."),
    "orientation_uncertain": lazy_gettext("It is not certain which way is up."),
    "ocr_timed_out": lazy_gettext("Reading took too long; part of the text is missing."),
    "ocr_failed": lazy_gettext("The text could not be read."),
    "ocr_engine_missing": lazy_gettext("The reading engine is missing."),
}
