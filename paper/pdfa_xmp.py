"""What a PDF/A says of itself: an XMP packet (ISO 16684-1), and the older form of the same facts.

Written out rather than edited, so that the same facts give the same bytes and
extensions can describe themselves as PDF/A wants it (ISO 19005-2, 6.6.2.3.3).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pikepdf

PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"


@dataclass(frozen=True, slots=True)
class PdfaMetadata:
    """What the document says of itself.

    Attributes:
        title: Shown in the window title.
        language: ISO 639-1 code, or None where no language is known.
        created: Aware; when the document was put together.
        producer: Program and version.
        document_id: Stable name of the document, kept as xmpMM:DocumentID.
    """

    title: str
    language: str | None
    created: datetime.datetime
    producer: str
    document_id: str


@dataclass(frozen=True, slots=True)
class XmpExtension:
    """Facts outside the schemas that XMP predefines, all of them texts about the file from outside.

    Attributes:
        schema: What the extension is called.
        namespace: Its URI.
        prefix: Its usual prefix.
        facts: By property its value.
        meanings: By property what it means, for readers who do not know the schema.
    """

    schema: str
    namespace: str
    prefix: str
    facts: Mapping[str, str]
    meanings: Mapping[str, str]


def describe(pdf: pikepdf.Pdf, metadata: PdfaMetadata, part: int, extension: XmpExtension | None = None) -> None:
    """Let a document say what it is, as a PDF/A of this part and level B."""
    packet = _packet(metadata, part, extension).encode()
    stream = pikepdf.Stream(pdf, packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(stream)
    moment = pikepdf.models.metadata.encode_pdf_date(metadata.created)
    # PDF/A wants both forms to agree (6.6.3).
    pdf.docinfo["/Title"] = metadata.title
    pdf.docinfo["/Producer"] = metadata.producer
    pdf.docinfo["/CreationDate"] = moment
    pdf.docinfo["/ModDate"] = moment


def _packet(metadata: PdfaMetadata, part: int, extension: XmpExtension | None) -> str:
    moment = metadata.created.isoformat(timespec="seconds")
    title = f'<rdf:Alt><rdf:li xml:lang="x-default">{_text(metadata.title)}</rdf:li></rdf:Alt>'
    language = f"<rdf:Bag><rdf:li>{_text(metadata.language or '')}</rdf:li></rdf:Bag>"
    return f"""<?xpacket begin="\ufeff" id="{PACKET_ID}"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title>{title}</dc:title>
{f"<dc:language>{language}</dc:language>" if metadata.language else ""}
<pdf:Producer>{_text(metadata.producer)}</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmpMM:DocumentID>{_text(metadata.document_id)}</xmpMM:DocumentID>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
{_extension(extension) if extension else ""}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _extension(extension: XmpExtension) -> str:
    facts = "\n".join(
        f"<{extension.prefix}:{name}>{_text(value)}</{extension.prefix}:{name}>"
        for name, value in extension.facts.items()
    )
    properties = "\n".join(_property(name, meaning) for name, meaning in extension.meanings.items())
    return f"""<rdf:Description rdf:about="" xmlns:{extension.prefix}={quoteattr(extension.namespace)}>
{facts}
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{_text(extension.schema)}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_text(extension.namespace)}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{extension.prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{properties}
</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def _property(name: str, meaning: str) -> str:
    return f"""<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{_text(meaning)}</pdfaProperty:description></rdf:li>"""


def _text(value: str) -> str:
    """Text for XML, without the control characters that it cannot carry."""
    return escape("".join(c for c in value if c >= " " or c in "\t\n"))
