"""Files that travel inside a PDF/A-3 (ISO 19005-3, 6.8): each says what it is to the document."""

from __future__ import annotations

import datetime
import enum
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

# RFC 1321: the digest that ISO 32000-1, 7.11.4.1 asks for; it finds transmission errors and is no seal.
CHECKSUM = "md5"


class Relationship(enum.StrEnum):
    """What an embedded file is to the document that shows it (ISO 19005-3, Annex E)."""

    SOURCE = "Source"
    DATA = "Data"
    ALTERNATIVE = "Alternative"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside.

    Attributes:
        name: Its file name; unique in the document.
        content: Kept byte by byte.
        media_type: What it is.
        relationship: What it is to the document.
        modified: Aware; when it was last changed, as far as is known.
        description: A line for whoever looks at the list.
    """

    name: str
    content: bytes
    media_type: str
    relationship: Relationship
    modified: datetime.datetime
    description: str = ""


def attach(pdf: pikepdf.Pdf, attachments: Sequence[Attachment]) -> None:
    """Embed the files, listed by name and associated with the whole document."""
    specs = {each.name: pdf.make_indirect(_file_specification(pdf, each)) for each in attachments}
    names = Array()
    for name in sorted(specs, key=lambda name: bytes(pikepdf.String(name))):
        names.extend([pikepdf.String(name), specs[name]])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
    pdf.Root.AF = Array(specs.values())


def _file_specification(pdf: pikepdf.Pdf, each: Attachment) -> Dictionary:
    moment = pikepdf.models.metadata.encode_pdf_date(each.modified)
    parameters = Dictionary(
        Size=len(each.content),
        ModDate=moment,
        CheckSum=pikepdf.String(hashlib.new(CHECKSUM, each.content, usedforsecurity=False).digest()),
    )
    stream = pikepdf.Stream(
        pdf, each.content, Type=Name.EmbeddedFile, Subtype=Name(f"/{each.media_type}"), Params=parameters
    )
    embedded = pdf.make_indirect(stream)
    return Dictionary(
        Type=Name.Filespec,
        F=pikepdf.String(each.name),
        UF=pikepdf.String(each.name),
        Desc=pikepdf.String(each.description or each.name),
        AFRelationship=Name(f"/{each.relationship}"),
        EF=Dictionary(F=embedded, UF=embedded),
    )
