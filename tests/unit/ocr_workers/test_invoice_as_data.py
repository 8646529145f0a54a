"""An invoice that comes as data alone has pages to look at; what is broken, unknown or altered is refused."""

from __future__ import annotations

import base64
import datetime

import pypdfium2 as pdfium
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from archive.reading import TextSource, from_values
from ocr_workers.e_invoice.embedded import find_e_invoice
from ocr_workers.e_invoice.face import invoice_face
from ocr_workers.page_process import TASKS
from paper.errors import FileTooManyPages, FileUnknownType, SignatureBroken, XmlBroken, XmlUnknown
from paper.file_types import MediaType, media_type_of
from tests.unit.ocr_workers.invoice_xml import CII, FATTURAPA, UBL
from tests.unit.ocr_workers.test_e_invoice import BOMB

LIMITS = {"max_pages": 20, "max_pixels": 60_000_000, "max_unpacked_bytes": 10**9}
AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def signed(content: bytes, *, curve: bool = False, is_text: bool = False) -> bytes:
    """The content inside a signature of a certificate that was made for it."""
    key = ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna Rossi")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(AT).not_valid_after(AT + datetime.timedelta(days=1))
    signing = pkcs7.PKCS7SignatureBuilder().set_data(content)
    signing = signing.add_signer(builder.sign(key, hashes.SHA256()), key, hashes.SHA256())
    encoding = serialization.Encoding.PEM if is_text else serialization.Encoding.DER
    return signing.sign(encoding, [pkcs7.PKCS7Options.Binary])


def face_text(file: bytes) -> str:
    with pdfium.PdfDocument(invoice_face(file)) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (CII, ("Credit note 2026-17", "March 12, 2026", "Lieferant GmbH", "197.65 EUR", "DE123456789")),
        (UBL, ("Invoice F 8", "Winkel NV", "1,210 JPY", "BE71 0961 2345 6769", "+++090/9337/55493+++")),
        (FATTURAPA, ("Invoice 123", "Anna Rossi", "30.00 EUR", "IT60X0542811101000000123456")),
    ],
)
def test_a_page_shows_what_the_data_say(xml: str, words: tuple[str, ...]) -> None:
    shown = face_text(xml.encode())

    assert [word for word in words if word not in shown] == []


def test_the_page_is_in_the_language_of_the_invoice() -> None:
    note = "Betaling binnen dertig dagen na ontvangst van deze factuur, waarvoor onze hartelijke dank."

    shown = face_text(UBL.replace("<c:ID>", f"<c:Note>{note}</c:Note><c:ID>", 1).encode())

    assert "Factuur F 8" in shown
    assert "12 maart 2026" in shown


def test_the_same_data_give_the_same_page() -> None:
    assert invoice_face(UBL.encode()) == invoice_face(UBL.encode())


def test_markup_and_odd_letters_in_the_data_are_only_text() -> None:
    shown = face_text(UBL.replace("Winkel NV", "&lt;b&gt;Größe &amp; Œuvre&lt;/b&gt; ř ж").encode())

    assert "<b>Größe & Œuvre</b> r ?" in shown


def test_data_are_read_like_a_file_with_pages() -> None:
    file = UBL.encode()

    inspected = TASKS["inspect"]({"file_name": "f.xml", "limits": LIMITS}, (file,)).values
    read = TASKS["read_page"]({"media_type": inspected["media_type"], "number": 1}, (file,))

    assert (inspected["media_type"], inspected["extension"]) == (MediaType.XML, "xml")
    assert [page["number"] for page in inspected["pages"]] == [1]
    reading = from_values(read.values)
    assert reading.source is TextSource.BORN_DIGITAL
    assert "Winkel NV" in reading.text
    assert reading.notes == ()


@pytest.mark.parametrize("curve", [False, True])
@pytest.mark.parametrize("is_text", [False, True])
def test_a_signed_invoice_is_read_when_its_signature_fits(curve: bool, is_text: bool) -> None:
    file = signed(FATTURAPA.encode(), curve=curve, is_text=is_text)

    assert media_type_of(file) is MediaType.SIGNED
    assert "Anna Rossi" in face_text(file)
    invoice = find_e_invoice(file, MediaType.SIGNED)
    assert invoice is not None
    assert invoice.number == "123"


def test_a_signature_round_a_signature_is_opened_too() -> None:
    assert "Anna Rossi" in face_text(signed(signed(FATTURAPA.encode())))


def test_a_signature_in_base64_without_a_frame_is_opened_too() -> None:
    assert "Anna Rossi" in face_text(base64.encodebytes(signed(FATTURAPA.encode())))


@pytest.mark.parametrize("alter", [(b"30.00", b"90.00"), (b"Rossi", b"Bossi")])
def test_content_altered_after_signing_is_refused(alter: tuple[bytes, bytes]) -> None:
    with pytest.raises(SignatureBroken):
        invoice_face(signed(FATTURAPA.encode()).replace(*alter))


def test_a_signature_that_is_cut_off_is_refused() -> None:
    with pytest.raises(SignatureBroken):
        invoice_face(signed(FATTURAPA.encode())[:-400])


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (b"<?xml version='1.0'?><Invoice>", XmlBroken),
        (b"<?xml version='1.0'?>" + BOMB.encode(), XmlBroken),
        (b"<?xml version='1.0'?><Order/>", XmlUnknown),
        (b"<html><body>Invoice</body></html>", FileUnknownType),
        (b"<!DOCTYPE html><html/>", FileUnknownType),
        (b"just words", FileUnknownType),
        (b"0\x80", FileUnknownType),
    ],
)
def test_what_is_no_invoice_is_refused_with_its_cause(file: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        TASKS["inspect"]({"file_name": "f.xml", "limits": LIMITS}, (file,))


def test_an_invoice_of_too_many_pages_is_refused() -> None:
    line = "<a:InvoiceLine><c:ID>1</c:ID><a:Item><c:Name>Thing</c:Name></a:Item></a:InvoiceLine>"
    file = UBL.replace("</Invoice>", line * 200 + "</Invoice>").encode()

    with pytest.raises(FileTooManyPages):
        TASKS["inspect"]({"file_name": "f.xml", "limits": {**LIMITS, "max_pages": 3}}, (file,))


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\n  ", b"<!-- seen -->"])
def test_data_are_known_by_their_beginning(mark: bytes) -> None:
    assert media_type_of(mark + b"<Invoice/>") is MediaType.XML


def test_data_in_another_encoding_are_read() -> None:
    file = ('<?xml version="1.0" encoding="UTF-16"?>' + UBL).encode("utf-16")

    assert media_type_of(file) is MediaType.XML
    assert "Winkel NV" in face_text(file)
