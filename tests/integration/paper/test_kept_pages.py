"""Pages kept out of real invoices and whole documents around them are PDF/A by the reference validator."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

from ocr_workers.e_invoice.embedding import files_to_embed, stated_extension
from ocr_workers.e_invoice.face import invoice_face
from paper.file_types import MediaType
from paper.geometry import Box
from paper.pdfa import Attachment, KeptPage, PdfaMetadata, PdfaPage, write_pdfa
from paper.pdfa_attachments import Relationship
from paper.pdfa_keep import keep_pages, why_not_keepable
from paper.safe_pdf import open_with_pdfium
from tests.integration.paper.conftest import Validate
from tests.unit.ocr_workers.invoice_xml import CII, FATTURAPA, UBL
from tests.unit.paper.born_digital import WORDS, altered, letter, with_everything_forbidden
from tests.unit.paper.page_files import picture, saved

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples" / "invoices"
AT = datetime.datetime(2026, 11, 22, 8, 30, tzinfo=datetime.UTC)
METADATA = PdfaMetadata(title="Rechnung", language="de", created=AT, producer="Postkamer", document_id="uuid:1")
SCAN = PdfaPage(saved(picture((827, 1170)), "JPEG"), 827, 1170, 100.0, [[("Hallo", Box(9, 9, 90, 30))]])
CONTEXT = """<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>
<ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
"""


def kept(file: bytes, *numbers: int) -> list[KeptPage]:
    pages = keep_pages(file, numbers)
    return [KeptPage(pages, index) for index in range(len(numbers))]


def test_every_page_that_is_said_to_be_fit_is_fit(verapdf: Validate, tmp_path: Path) -> None:
    files: list[Path] = []
    for received in [*sorted(SAMPLES.glob("*.pdf")), None]:
        content = altered(letter(WORDS), with_everything_forbidden) if received is None else received.read_bytes()
        fit = [n for n in range(1, len(open_with_pdfium(content)) + 1) if why_not_keepable(content, n) is None]
        if fit:
            files.append(tmp_path / f"{len(files)}.pdf")
            files[-1].write_bytes(write_pdfa(kept(content, *fit), METADATA))
    assert len(files) >= 8, "the invoices among the samples carry their fonts, nearly all of them"
    assert verapdf("2b", files) == [f"ok {file}" for file in files]


def test_scans_and_kept_pages_go_together(verapdf: Validate, tmp_path: Path) -> None:
    first, second = letter(WORDS, WORDS), letter("Seite 3")
    pages: list[PdfaPage | KeptPage] = [SCAN, *kept(first, 2, 1), SCAN, *kept(second, 1)]
    file = tmp_path / "mixed.pdf"
    file.write_bytes(write_pdfa(pages, METADATA))

    assert verapdf("2b", [file]) == [f"ok {file}"]
    with pdfium.PdfDocument(file.read_bytes()) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    assert ["Hallo" in text for text in texts] == [True, False, False, True, False]
    assert "Seite 3" in texts[4]


def test_a_file_travels_inside_as_pdfa_3(verapdf: Validate, tmp_path: Path) -> None:
    mail = Attachment("Brief ö (1).txt", b"Wie er kam", "text/plain", Relationship.SOURCE, AT, "The file as received")
    data = dataclasses.replace(mail, name="figures.xml", media_type="text/xml", relationship=Relationship.DATA)
    file = tmp_path / "with files.pdf"
    file.write_bytes(write_pdfa([SCAN], METADATA, [mail, data]))

    assert verapdf("3b", [file]) == [f"ok {file}"]
    assert verapdf("2b", [file])[0].startswith("failed")
    with pikepdf.open(file) as pdf:
        spec = next(each for each in pdf.Root.AF if str(each.UF) == mail.name)
        stream = spec.EF.F
        assert (str(spec.AFRelationship), str(stream.Subtype)) == ("/Source", "/text/plain")
        assert stream.read_bytes() == mail.content
        assert bytes(stream.Params.CheckSum) == hashlib.md5(mail.content, usedforsecurity=False).digest()
        assert (int(stream.Params.Size), str(stream.Params.ModDate)) == (10, "D:20261122083000+00'00")


def test_an_invoice_that_is_data_alone_becomes_pdfa_3_with_the_data_inside(verapdf: Validate, tmp_path: Path) -> None:
    invoices = {"ubl.xml": UBL, "factur-x.xml": CII, "fattura.xml": FATTURAPA}
    files = []
    for name, xml in invoices.items():
        content = xml.replace("<rsm:ExchangedDocument>", f"{CONTEXT}<rsm:ExchangedDocument>").encode()
        inside = list(files_to_embed(content, MediaType.XML, name, AT, embeds_received=False))
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(write_pdfa(kept(invoice_face(content), 1), METADATA, inside, stated_extension(inside)))
        with pikepdf.open(files[-1]) as pdf:
            assert pdf.attachments[name].get_file().read_bytes() == content
            packet = pdf.Root.Metadata.read_bytes()
        assert (b"fx:ConformanceLevel>EN 16931<" in packet) == (name == "factur-x.xml")

    assert verapdf("3b", files) == [f"ok {file}" for file in files]


def test_an_invoice_inside_a_pdf_stays_inside(verapdf: Validate, tmp_path: Path) -> None:
    received = (SAMPLES / "zf_40_EN16931_AbweichenderZahlungsempf.pdf").read_bytes()
    files = list(files_to_embed(received, MediaType.PDF, "zf_40.pdf", AT, embeds_received=True))
    file = tmp_path / "hybrid.pdf"
    file.write_bytes(write_pdfa(kept(received, 1), METADATA, files, stated_extension(files)))

    assert [(each.name, each.relationship) for each in files] == [
        ("factur-x.xml", Relationship.ALTERNATIVE),
        ("zf_40.pdf", Relationship.SOURCE),
    ]
    assert verapdf("3b", [file]) == [f"ok {file}"]
    with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
        assert b"fx:ConformanceLevel>EN 16931<" in pdf.Root.Metadata.read_bytes()
